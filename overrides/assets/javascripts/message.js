// The message builder: puts a letter together from the parts in the page. No text of its own; nothing is stored or sent.
(() => {
  const form = document.querySelector('form[data-tool="message"]')
  if (!form) return
  const { parts, messages, exchanges, places } = JSON.parse(form.querySelector("script").textContent)
  const field = name => form.elements.namedItem(name)
  const part = name => form.querySelector(`[data-part="${name}"]`)
  const text = field("text")
  const paper = form.querySelector(".guide-message__paper")
  const locale = document.documentElement.lang.startsWith("zh") ? "zh" : "en"

  // one line, no control or direction characters, no longer than the field takes
  const typed = name => {
    const input = field(name)
    const cut = input.value.slice(0, input.maxLength)
    const clean = cut.replace(/[^\S ]/g, " ").replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, "")
    const alert = input.closest("p").querySelector('[role="alert"]')
    const sentence = clean === input.value ? "" : alert.dataset.text.replace("%{max}", input.maxLength)
    if (alert.textContent !== sentence) alert.textContent = sentence
    return clean.trim()
  }

  const valuesIn = (language, details) => ({
    ...details,
    ...places[field("place").value]?.[language],
    keep_law: places[field("company_place").value]?.[language].keep_law,
    exchange: exchanges[field("exchange").value][language],
  })

  const state = () => [
    ...(places[field("place").value]?.reader ?? ["right-open", "answer-open"]),
    ...(places[field("company_place").value]?.company ?? ["keep-open"]),
  ]

  // a line with a blank that nothing fills is left out; what is filled in is not looked at again
  const filled = (words, values) => {
    const blank = /%\{(\w+)\}/g
    const whole = line => [...line.matchAll(blank)].every(match => values[match[1]])
    return words.split("\n").filter(whole).map(line => line.replace(blank, (_, name) => values[name])).join("\n")
  }

  const letter = (language, details) => {
    const now = state()
    const values = valuesIn(language, details)
    return messages[field("purpose").value].parts
      .filter(name => parts[name].when.every(condition => now.includes(condition)))
      .map(name => filled(parts[name][language], values))
      .filter(Boolean)
      .join("\n\n")
  }

  const note = (name, shown, ...inside) => {
    const line = form.querySelector(`[data-note="${name}"]`)
    line.hidden = !shown
    line.lastElementChild.replaceChildren(...inside)
  }

  const row = id => {
    const link = document.createElement("a")
    link.href = form.dataset.row + id
    link.textContent = field("place").querySelector(`option[value="${id}"]`).textContent
    return link
  }

  const notes = details => {
    const { cites, to } = messages[field("purpose").value]
    const found = [["law", field("place").value], ["keep_law", field("company_place").value]].filter(([kind, id]) => id && cites.includes(kind))
    const known = found.filter(([kind, id]) => places[id][locale][kind]).map(([, id]) => id)
    const open = kind => found.some(([other, id]) => other === kind && !places[id][locale][kind])
    note("cites", known.length, ...[...new Set(known)].flatMap((id, at) => (at ? [" · ", row(id)] : [row(id)])))
    note("open-law", open("law"))
    note("open-keep", open("keep_law"))
    const place = to.includes("authority") && field("place").value
    note("authority", place, ...(place ? [places[place].authority, " · ", row(place)] : []))
    note("fill", !details.name || !details.uid)
    note("copied", false)
    note("not-copied", false)
  }

  // an address carries the subject the company asks for, else the letter's own; never the text
  const contacts = language => {
    const { to, subject } = messages[field("purpose").value]
    const items = [...part("contacts").querySelectorAll("li")]
    for (const item of items) {
      item.hidden = item.dataset.exchange !== field("exchange").value || !to.includes(item.dataset.purpose)
      const link = item.querySelector("[data-email]")
      if (link) link.href = `mailto:${link.dataset.email}?subject=${encodeURIComponent(link.dataset.subject || subject[language])}`
    }
    part("no-contact").hidden = items.some(item => !item.hidden)
  }

  const show = () => {
    const choice = field("language").value
    const details = { name: typed("name"), uid: typed("uid"), ticket: typed("ticket") }
    const languages = choice === "both" ? ["zh", "en"] : [choice]
    text.value = languages.map(language => letter(language, details)).join("\n\n———\n\n")
    paper.textContent = text.value
    notes(details)
    contacts(languages[languages.length - 1])
  }

  const copy = async () => {
    let done = false
    try {
      await navigator.clipboard.writeText(text.value)
      done = true
    } catch {
      text.select()
      done = document.execCommand("copy")
    }
    note("copied", done)
    note("not-copied", !done)
  }

  const print = () => {
    document.body.classList.add("guide-print")
    addEventListener("afterprint", () => document.body.classList.remove("guide-print"), { once: true })
    window.print()
  }

  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault())
  form.querySelector('[data-do="copy"]').addEventListener("click", copy)
  form.querySelector('[data-do="print"]').addEventListener("click", print)
  part("builder").hidden = false
  part("letters").hidden = true
  show()
})()
