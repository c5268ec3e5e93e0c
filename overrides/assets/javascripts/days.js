// Days for the tools: read as people write them, counted as the law counts, put into a calendar file. No words of its
// own, nothing stored or sent. A day is "YYYY-MM-DD" and compares as text; guide/answers/days.py counts the same way.
window.guideDays = (() => {
  const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")
  const iso = date => date.toISOString().slice(0, 10)
  const utc = day => new Date(`${day}T00:00:00Z`)
  const pad = number => String(number).padStart(2, "0")

  // → the day; "" for a year, month and day that don't exist together
  const made = (year, month, day) => {
    const text = `${year}-${pad(month)}-${pad(day)}`
    return !isNaN(utc(text)) && iso(utc(text)) === text ? text : ""
  }

  // the orders people write in; two numbers that could each be the month are no day
  const FORMS = [
    [/^(\d{4})[-/.年 ]+(\d{1,2})[-/.月 ]+(\d{1,2})[日号]?$/, ([y, m, d]) => [y, m, d]],
    [/^(\d{4})(\d\d)(\d\d)$/, ([y, m, d]) => [y, m, d]],
    [/^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/, ([d, m, y]) => [y, m, d]],
    [/^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/, ([a, b, y]) => (a > 12 || a === b ? [y, b, a] : b > 12 ? [y, a, b] : [])],
    [/^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,? (\d{4})$/, ([d, m, y]) => [y, MONTHS.indexOf(m) + 1, d]],
    [/^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/, ([m, d, y]) => [y, MONTHS.indexOf(m) + 1, d]],
  ]

  // what somebody typed → the day, "" for nothing typed, null for what is no day between 2000 and 2100
  const read = text => {
    const plain = text.slice(0, 60).normalize("NFKC").replace(/[\u2010-\u2015\u2212]/g, "-")
    const clean = plain.replace(/\s+/g, " ").trim().toLowerCase()
    if (!clean) return ""
    for (const [form, order] of FORMS) {
      const found = form.exec(clean)
      if (!found) continue
      const [year, month, day] = order(found.slice(1).map(part => (/^\d+$/.test(part) ? Number(part) : part)))
      return (year >= 2000 && year <= 2100 && made(year, month, day)) || null
    }
    return null
  }

  // as the page's language writes days
  const show = (day, language) => {
    const [year, month, date] = day.split("-").map(Number)
    return language.startsWith("zh") ? `${year}年${month}月${date}日` : day
  }

  const today = () => {
    const now = new Date()
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
  }

  // A clock that stands before the day on which this copy was made is wrong: beside what is counted a sentence says so.
  const born = document.querySelector(".guide-version")?.textContent.split(" ")[1] || document.querySelector(".guide-freshness time")?.dateTime
  const early = Date.now() < Date.parse(born) - 864e5 // a day less may be the time zone
  for (const output of early ? document.querySelectorAll("output[data-clock]") : []) {
    const note = document.createElement("p")
    const values = { day: today(), made: born }
    note.className = "guide-overdue"
    note.textContent = output.dataset.clock.replace(/%\{(\w+)\}/g, (_, name) => show(values[name], document.documentElement.lang))
    output.before(note)
  }

  const last = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate()
  const on = (year, month, day) => `${year}-${pad(month)}-${pad(Math.min(day, last(year, month)))}`
  const later = (day, years) => {
    const [year, month, date] = day.split("-").map(Number)
    return on(year + years, month, date)
  }

  // Legal periods --------------------------------------------------------------------------------------------
  const byTransaction = (start, record) =>
    ["transaction", "record-made"].includes(start) || (start === "next-1-january" && record === "transaction")

  // clock { years, start, since } and { closed, last } → { day } or { why }
  const period = (clock, record, days) => {
    if (clock.start === "not-stated") return { why: "not-stated" }
    const moving = byTransaction(clock.start, record)
    const basis = moving ? days.last : days.closed
    if (!basis) return { why: moving ? "no-last" : "no-closing" }
    if (clock.since && basis < clock.since) return { why: "before-since" }
    const year = Number(basis.slice(0, 4)) + clock.years
    if (clock.start === "year-end") return { day: `${year}-12-31`, basis }
    return { day: clock.start === "next-1-january" ? `${year + 1}-01-01` : later(basis, clock.years), basis }
  }

  // the same with clock.next, the law that takes over on clock.next.day → { day, next, why }
  const ending = (clock, record, days) => {
    const now = period(clock, record, days)
    if (!clock.next || ["no-closing", "no-last", "before-since"].includes(now.why)) return now
    const then = period(clock.next, record, days)
    if (!then.day) return now
    if (then.basis >= clock.next.day) return { next: then.day }
    return !now.day || now.day >= clock.next.day ? { ...now, next: then.day } : now
  }

  // Deadlines ------------------------------------------------------------------------------------------------
  // { months, business_days, hours, days }, one of them → the last day of an answer to a request of `asked`
  const due = (asked, limit = {}) => {
    const [year, month, date] = asked.split("-").map(Number)
    if (limit.months) {
      const count = year * 12 + month - 1 + limit.months
      return on(Math.floor(count / 12), (count % 12) + 1, date)
    }
    const day = utc(asked)
    if (limit.business_days) {
      for (let left = limit.business_days; left; left -= day.getUTCDay() % 6 ? 1 : 0) {
        day.setUTCDate(day.getUTCDate() + 1)
      }
      return iso(day)
    }
    const count = limit.days || Math.ceil((limit.hours || 0) / 24)
    if (!count) return ""
    day.setUTCDate(day.getUTCDate() + count)
    return iso(day)
  }

  // Calendar file (RFC 5545): one event a day, lines of 75 bytes at most --------------------------------------
  const escape = text => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n")
  const fold = text => {
    let size = 0
    return [...text].map(char => {
      const bytes = new TextEncoder().encode(char).length
      const cut = size + bytes > 75
      size = (cut ? 1 : size) + bytes
      return cut ? `\r\n ${char}` : char
    }).join("")
  }

  // events { id, day, title, text }: an id of letters, digits and "-", its own for each event → the file's text
  const calendar = events => {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "")
    const lines = events.flatMap(({ id, day, title, text }) => [
      "BEGIN:VEVENT", `UID:${id}-${day}@exchange-exit-guide.invalid`, `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`, "TRANSP:TRANSPARENT",
      `SUMMARY:${escape(title)}`, `DESCRIPTION:${escape(text)}`,
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escape(title)}`, "TRIGGER:PT9H", "END:VALARM", "END:VEVENT",
    ])
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exchange Exit Guide//days//EN"]
    return [...head, ...lines, "END:VCALENDAR", ""].map(fold).join("\r\n")
  }

  return { read, show, today, later, byTransaction, ending, due, calendar }
})()
