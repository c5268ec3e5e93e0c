// The message builder: puts a letter together from the parts in the page. No text of its own; nothing is stored or sent.
guideTool.begin("message", (form, data) => {
  const { guideDays: days, guideTool: tool } = window
  const { parts, messages, exchanges, companyPlaces, homes, laws, companies, authorities } = data
  const field = name => form.elements.namedItem(name)
  const part = name => form.querySelector(`[data-part="${name}"]`)
  const [exchange, place, company, purpose, language] = ["exchange", "place", "company_place", "purpose", "language"].map(field)
  const text = field("text")
  const paper = form.querySelector(".guide-message__paper")
  // the page's own language is the one chosen at first, and stands first where a letter is in all of them
  const choices = [...language.options].filter(({ value }) => value !== "both")
  const locale = choices.find(choice => choice.defaultSelected).value
  const all = [locale, ...choices.map(({ value }) => value).filter(code => code !== locale)]

  // the company of the exchange that serves the residence; a choice made by hand stays
  let filled = ""
  const fillCompany = () => {
    if (company.value && company.value !== filled) return
    const found = companyPlaces[exchange.value]
    filled = place.value ? found[place.value] ?? found[""] ?? "" : ""
    company.value = filled
  }

  // one line, no control or direction characters, no longer than the field takes
  const typed = name => {
    const input = field(name)
    const cut = input.value.slice(0, input.maxLength)
    const clean = cut.replace(/[^\S ]/g, " ").replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, "")
    const alert = input.closest("p").querySelector('[role="alert"]')
    const sentence = clean === input.value ? "" : tool.said(alert.dataset.text, { max: input.maxLength })
    if (alert.textContent !== sentence) alert.textContent = sentence
    return clean.trim()
  }

  // the residence's data law, and the company place's under names of its own; the same law is not cited twice
  const valuesIn = (code, details) => {
    const home = homes[place.value]
    const here = home ? laws[home.law]?.[code] ?? {} : {}
    const there = laws[company.value]?.[code] ?? {}
    const other = here.law && here.law === there.law ? [] : Object.entries(there)
    const theirs = Object.fromEntries(other.map(([name, words]) => [`company_${name}`, words]))
    return { place: home?.[code], ...here, ...theirs, ...companies[company.value]?.[code], exchange: exchanges[exchange.value][code], ...details, date: days.show(details.day, code) }
  }

  const state = values => {
    const there = companies[company.value] ?? {}
    return [
      values.law || values.company_law ? "law-known" : "law-open",
      values.answer || values.company_answer ? "answer-set" : "answer-open",
      (values.access || values.company_access) && "access-set",
      values.company_law && there.binds && "binds",
      values.keep_law ? "keep-known" : "keep-open",
      values.keep_law && there.deletes && "keep-deletes",
      !homes[place.value]?.quiet && "complains",
    ]
  }

  // a line with a blank that nothing fills is left out; what is filled in is not looked at again
  const completed = (words, values) => {
    const blank = /%\{(\w+)\}/g
    const whole = line => [...line.matchAll(blank)].every(match => values[match[1]])
    return words.split("\n").filter(whole).map(line => line.replace(blank, (_, name) => values[name])).join("\n")
  }

  const letter = (code, details) => {
    const values = valuesIn(code, details)
    const now = state(values)
    return messages[purpose.value].parts
      .filter(name => parts[name].when.every(condition => now.includes(condition)))
      .map(name => completed(parts[name][code], values))
      .filter(Boolean)
      .join("\n\n")
  }

  // Beside the letter ----------------------------------------------------------------------------------------
  const note = (name, shown, ...inside) => {
    const line = form.querySelector(`[data-note="${name}"]`)
    line.hidden = !shown
    line.lastElementChild.replaceChildren(...inside)
  }
  const lead = (name, values) => {
    const link = form.querySelector(`[data-note="${name}"] a`)
    link.setAttribute("href", `${link.getAttribute("href").split("#")[0]}#${tool.hand(values)}`)
  }
  const link = (href, words) => tool.make("a", { href }, words)
  const row = (id, select) => link(`${form.dataset.row}${id}.html`, select.querySelector(`option[value="${id}"]`)?.textContent ?? id)

  const notes = details => {
    const { cites, to } = messages[purpose.value]
    const values = valuesIn(locale, details)
    const cited = kinds => kinds.some(kind => cites.includes(kind) && values[kind.replace("company_", "")])
    const law = cites.includes("law") || cites.includes("access_law")
    const here = homes[place.value]
    const known = [
      here && law && values.law && [here.law, place],
      company.value && (law && values.company_law || cited(["keep_law", "ended_law"])) && [company.value, company],
    ].filter(Boolean).filter(([id], at, all) => all.findIndex(other => other[0] === id) === at)
    note("cites", known.length, ...known.flatMap(([id, select], at) => [at ? " · " : "", row(id, select)]))
    note("open-law", place.value && law && !values.law && !values.company_law)
    note("open-keep", company.value && (cites.includes("keep_law") || cites.includes("ended_law")) && !values.keep_law)
    const authority = to.includes("authority") && here && authorities[here.law]
    note("authority", authority, ...(authority ? [authority, " · ", row(here.law, place)] : []))
    note("fill", !exchange.value || !details.name || !details.uid)
    const chosen = { exchange: exchange.value, residence: place.value, place: company.value }
    lead("log", { exchange: exchange.value, residence: place.value, kind: purpose.value })
    lead("days", chosen)
    note("copied", false)
    note("not-copied", false)
  }

  // addresses of the chosen exchange for the chosen residence alone; one carries the subject the company asks for, else the letter's own
  const contacts = code => {
    const { to, subject } = messages[purpose.value]
    const items = [...part("contacts").querySelectorAll("li")]
    for (const item of items) {
      const { dataset } = item
      const theirs = dataset.homes === "all" || dataset.homes.split(" ").includes(place.value)
      const wanted = dataset.exchange === exchange.value && to.includes(dataset.purpose)
      item.hidden = !wanted || !(place.value || dataset.purpose === "vendor") || !theirs
      const address = item.querySelector("[data-email]")
      if (address) address.href = `mailto:${address.dataset.email}?subject=${encodeURIComponent(address.dataset.subject || subject[code])}`
    }
    // an empty fold would leave a gap where the addresses are to stand
    for (const fold of part("contacts").querySelectorAll("details")) fold.hidden = !fold.querySelector("li:not([hidden])")
    const none = items.every(item => item.hidden)
    const authority = to.includes("authority")
    part("to-authority").hidden = !authority
    const chosen = Boolean(exchange.value && place.value)
    part("choose-home").hidden = authority || !none || chosen
    part("no-contact").hidden = authority || !none || !chosen
  }

  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return
    text.style.blockSize = "auto"
    text.style.blockSize = `${text.scrollHeight + 4}px`
  }

  const show = () => {
    const day = days.today()
    const details = { name: typed("name"), uid: typed("uid"), ticket: typed("ticket"), day, reference: [exchange.value, purpose.value, day.replaceAll("-", "")].filter(Boolean).join("-") }
    const codes = language.value === "both" ? all : [language.value]
    text.value = codes.map(code => letter(code, details)).join("\n\n———\n\n")
    paper.textContent = text.value
    grow()
    notes(details)
    contacts(codes[0])
  }

  const copy = async () => {
    const done = await tool.copy(text.value, text)
    note("copied", done)
    note("not-copied", !done)
  }

  form.addEventListener("input", ({ target }) => {
    if (target === exchange || target === place) fillCompany()
    show()
  })
  form.addEventListener("submit", event => event.preventDefault())
  form.querySelector('[data-do="copy"]').addEventListener("click", copy)
  form.querySelector('[data-do="print"]').addEventListener("click", tool.print)

  // the exchanges' folds are for reading without scripts: here one exchange's addresses stand open
  for (const fold of part("contacts").querySelectorAll("details.guide-more")) {
    fold.open = true
    fold.querySelector("summary").hidden = true
  }

  // choices handed over by another page
  const follow = () => {
    const asked = tool.handed()
    for (const select of [exchange, purpose]) tool.choose(select, asked.get(select.name))
    tool.choose(place, asked.get("place") ?? asked.get("residence"))
    if (!tool.choose(company, asked.get("company_place"))) fillCompany()
    show()
    if (asked.has("purpose")) form.scrollIntoView()
  }
  addEventListener("hashchange", follow)
  part("builder").hidden = false
  part("letters").hidden = true
  follow()
})
