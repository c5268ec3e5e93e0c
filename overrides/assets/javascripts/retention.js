// The retention calculator: from a place and two days to the days on which legal periods end, and a calendar file.
// The rules are read from the list in the form, every word from data attributes; nothing is stored or sent.
(() => {
  const form = document.querySelector('form[data-tool="retention"]')
  if (!form) return
  const { place, closed, last_transaction: last, sent, result } = form.elements
  const words = form.dataset
  const rules = new Map([...form.querySelectorAll("[data-place]")].map(rule => [rule.dataset.place, rule]))
  let waiting, address

  const make = (name, content, attributes = {}) => {
    const element = document.createElement(name)
    element.append(...content)
    for (const key in attributes) element.setAttribute(key, attributes[key])
    return element
  }
  const fill = (text, values) => text.replace(/%\{(\w+)\}/g, (mark, name) => values[name])

  // Days ("YYYY-MM-DD", compared as text) -------------------------------------------------------------------
  const iso = date => date.toISOString().slice(0, 10)
  const exists = day => {
    const date = new Date(`${day}T00:00:00Z`)
    return !isNaN(date) && iso(date) === day
  }
  const wrong = day => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return words.format
    if (day < "2000" || day > "2101") return words.range
    return exists(day) ? "" : words.format
  }
  const later = (day, years) => {
    const moved = Number(day.slice(0, 4)) + years + day.slice(4)
    return exists(moved) ? moved : moved.slice(0, 8) + "28"
  }
  const today = () => {
    const now = new Date()
    return iso(new Date(now - now.getTimezoneOffset() * 60000))
  }

  // One period ----------------------------------------------------------------------------------------------
  const byTransaction = (start, record) =>
    ["transaction", "record-made"].includes(start) || (start === "next-1-january" && record === "transaction")

  const end = (start, from, years) => {
    const year = Number(from.slice(0, 4)) + years
    if (start === "year-end") return `${year}-12-31`
    return start === "next-1-january" ? `${year + 1}-01-01` : later(from, years)
  }

  // → [sentence with %{day}, day, what it is counted from]; a sentence alone where there is no day
  const answer = (clock, record, days) => {
    const { start, years, minimum } = clock.dataset
    if (start === "not-stated") return [words.noStart]
    const moving = byTransaction(start, record)
    if (days.contradiction && (moving || record === "transaction")) return [words.wrongLast]
    if (moving && !days.last) return [words.noLast]
    const basis = !moving ? words.fromClosing : record === "identity" ? words.fromLast : words.older
    return [minimum === undefined ? words.exact : words.minimum, end(start, moving ? days.last : days.closed, Number(years)), basis]
  }

  const line = (clock, record, [sentence, day, basis]) => {
    const [before, after = ""] = sentence.split("%{day}")
    const item = make("li", [before])
    if (day) item.append(make("time", [day], { datetime: day, "data-record": record }), after)
    if (day && day <= today()) item.append(words.semicolon, words.passed)
    const why = clock.textContent + (basis ? words.semicolon + basis : "")
    item.append(words.stop, words.space, make("small", [why + words.stop]))
    return item
  }

  const section = (record, rule, days, ends) => {
    const clocks = [...rule.querySelectorAll("[data-covers]")].filter(clock => [record, "all"].includes(clock.dataset.covers))
    const lines = clocks.map(clock => {
      const found = answer(clock, record, days)
      if (found[1]) ends.push([found[1], record])
      return line(clock, record, found)
    })
    return [make("p", [make("strong", [words[record]])]), make("ul", lines.length ? lines : [make("li", [words.noClock + words.stop])])]
  }

  // Calendar file (RFC 5545): one event a day, lines of 75 bytes at most --------------------------------------
  const escape = text => text.replace(/[\\;,]/g, "\\$&")
  const fold = text => {
    let size = 0
    return [...text].map(char => {
      const bytes = new TextEncoder().encode(char).length
      const cut = size + bytes > 75
      size = (cut ? 1 : size) + bytes
      return cut ? "\r\n " + char : char
    }).join("")
  }

  const event = (day, records, rule, name) => {
    const values = { records: records.map(record => words[record]).join(words.and), place: name, law: rule.dataset.law }
    const [title, text] = [words.event, words.eventText].map(word => escape(fill(word, values)))
    const compact = day.replaceAll("-", "")
    return [
      "BEGIN:VEVENT", `UID:${rule.dataset.place}-${compact}-${records.join("-")}@exchange-exit-guide.invalid`,
      `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`, `DTSTART;VALUE=DATE:${compact}`,
      `SUMMARY:${title}`, `DESCRIPTION:${text}`, "TRANSP:TRANSPARENT",
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${title}`, "TRIGGER:PT9H", "END:VALARM", "END:VEVENT",
    ]
  }

  const calendar = (ends, rule, name) => {
    const days = [...new Set(ends.map(([day]) => day))].sort()
    const events = days.flatMap(day => event(day, [...new Set(ends.filter(item => item[0] === day).map(item => item[1]))], rule, name))
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exchange Exit Guide//retention//EN", ...events, "END:VCALENDAR", ""]
    address = URL.createObjectURL(new Blob([lines.map(fold).join("\r\n")], { type: "text/calendar;charset=utf-8" }))
    return make("p", [make("a", [words.calendar], { href: address, download: `${words.file}-${rule.dataset.place}-${days[0]}.ics` })])
  }

  // The answer ----------------------------------------------------------------------------------------------
  const parts = (rule, ends) => [...rule.querySelectorAll("[data-part]")].flatMap(part => {
    const copy = part.cloneNode(true)
    const change = part.dataset.change
    if (change === undefined || !ends.length) return [copy]
    if (!ends.some(([day]) => day > change)) return []
    copy.append(words.space + words.changeAfter + words.stop)
    return [copy]
  })

  const deadline = (rule, day) => {
    const { days, months } = rule.dataset
    if (!day) return []
    if (!days && !months) return [make("p", [words.noDue + words.stop])]
    const date = new Date(`${day}T00:00:00Z`)
    if (days) date.setUTCDate(date.getUTCDate() + Number(days))
    else {
      date.setUTCMonth(date.getUTCMonth() + Number(months))
      if (date.getUTCDate() !== Number(day.slice(8))) date.setUTCDate(0) // a shorter month: its last day
    }
    return [make("p", [fill(words.due, { sent: day, day: iso(date) }) + words.stop])]
  }

  const write = days => {
    if (address) URL.revokeObjectURL(address)
    address = undefined
    const rule = rules.get(place.value)
    if (!rule) return result.replaceChildren(words.need)
    const name = place.selectedOptions[0].textContent
    const ends = []
    const content = [make("p", [make("strong", [name], { class: "guide-rules__name" })])]
    const confirmed = rule.dataset.law // where it is not, the parts say so
    if (confirmed && !days.closed) content.push(make("p", [words.need]))
    if (confirmed && days.closed) {
      content.push(...section("identity", rule, days, ends), ...section("transaction", rule, days, ends))
      if (!days.last && !days.contradiction && ends.some(([, record]) => record === "transaction")) content.push(make("p", [words.byClosing + words.stop]))
    }
    content.push(...parts(rule, ends), ...deadline(rule, days.sent))
    if (ends.length) content.push(calendar(ends, rule, name))
    result.replaceChildren(...content)
  }

  // The questions -------------------------------------------------------------------------------------------
  const warn = (field, text) => {
    const alert = field.parentNode.querySelector("[role=alert]")
    if (alert.textContent !== text) alert.textContent = text
    field.setAttribute("aria-invalid", Boolean(text))
  }

  // a day half typed is no mistake yet: the warning waits for a pause
  const show = typing => {
    clearTimeout(waiting)
    const days = {}
    for (const field of [closed, last, sent]) {
      const value = field.value.trim()
      const problem = value && wrong(value)
      const half = field === typing && /^(\d{1,4}|\d{4}-\d?\d?|\d{4}-\d\d-\d?)$/.test(value)
      if (half) waiting = setTimeout(show, 900)
      warn(field, half ? "" : problem)
      days[field === last ? "last" : field.name] = problem ? "" : value
      if (field === last && problem) days.contradiction = true
    }
    if (days.closed && days.last > days.closed) {
      warn(last, words.later)
      days.contradiction = true
    }
    write(days)
  }

  form.addEventListener("input", event => show(event.target))
  form.addEventListener("change", () => show())
  form.addEventListener("submit", event => {
    event.preventDefault()
    show()
    const missing = [place, closed].find(field => !field.value.trim()) || form.querySelector('[aria-invalid="true"]')
    if (missing) missing.focus()
  })
  form.querySelector("fieldset").hidden = false
  form.querySelector("details").open = false
  show()
})()
