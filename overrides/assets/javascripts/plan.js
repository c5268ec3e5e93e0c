// The exit plan: three choices, what applies and two days become ordered steps. Every sentence comes from the page or from
// the files of joins it loads on demand. The choices stand in the address alone; ticks stay on this device.
(() => {
  const form = document.querySelector('form[data-tool="plan"]')
  if (!form) return
  const { exchange, residence, wish, closed, last_transaction: last } = form.elements
  const [output, words, days] = [form.querySelector("output"), form.dataset, window.guideDays]
  const language = document.documentElement.lang.slice(0, 2)
  const boxes = [...form.querySelectorAll("[name=case]")]
  const KEY = "guide-plan"
  let turn = 0
  let file

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name)
    for (const key in attributes) if (attributes[key] || attributes[key] === "") element.setAttribute(key, attributes[key])
    element.append(...content.flat(9).filter(Boolean))
    return element
  }
  // a sentence with its blanks filled in: words, or elements such as a day
  const fill = (text, values) => text.split(/%\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part))
  const said = (text, values) => fill(text, values).join("")
  const shown = day => days.show(day, language)
  const time = (day, attributes) => make("time", { datetime: day, ...attributes }, shown(day))
  const list = (items, name) => items.length && make("ul", { class: name }, items.map(item => make("li", {}, item)))

  // Files of joins -------------------------------------------------------------------------------------------
  const loading = {}
  const load = name => (loading[name] ??= new Promise((done, failed) => {
    const script = make("script", { src: `${words.data}${name}.${language}.js` })
    script.onload = () => done(window.guidePlan[name.replaceAll("-", "_")])
    script.onerror = () => {
      delete loading[name]
      failed()
    }
    document.head.append(script)
  }))

  // Where it is from, one tap away ---------------------------------------------------------------------------
  const claim = ({ text, sources = [], checked, status }) => make("li", {}, text, status && make("small", { class: "guide-status" }, words[status]),
    sources.map((id, at) => make("a", { class: "guide-source", "data-source": id, href: `${words.sources}#source-${id}` }, `[${at + 1}]`)),
    checked && make("small", {}, ` ${words.checked} `, make("time", { class: "guide-checked", datetime: checked }, checked)))
  const proof = claims => {
    const found = claims.filter(item => item && item.sources)
    return found.length && make("details", { class: "guide-proof" }, make("summary", {}, words.proof), make("ul", {}, found.map(claim)))
  }

  // Ticks: storage may be forbidden, full or hold anything ----------------------------------------------------
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY))
      return Array.isArray(found) ? found.map(String) : []
    } catch {
      return []
    }
  }
  const status = text => {
    output.querySelector("[role=status]").textContent = text
  }
  const keep = event => {
    const { value, checked } = event.target
    try {
      localStorage.setItem(KEY, JSON.stringify([...kept().filter(name => name !== value), ...(checked ? [value] : [])]))
    } catch {
      status(words.unkept)
    }
  }
  const tick = (name, text) => {
    const box = make("input", { type: "checkbox", value: `${exchange.value}/${name}` })
    box.checked = kept().includes(box.value)
    box.addEventListener("change", keep)
    return make("label", { class: "guide-plan__tick" }, box, " ", text)
  }
  const erase = () => {
    try {
      localStorage.removeItem(KEY)
    } catch {
      // nothing was kept then
    }
    for (const box of output.querySelectorAll("[type=checkbox]")) box.checked = false
    status(words.erased)
  }

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text)
      status(words.copied)
    } catch {
      status(said(words.notCopied, { text }))
    }
  }
  const button = (text, action, name) => {
    const element = make("button", { type: "button", class: name }, text)
    element.addEventListener("click", action)
    return element
  }

  // Parts of steps -------------------------------------------------------------------------------------------
  // each takes the plan's data and returns [what is shown, the claims behind it]
  const contacts = (plan, step) => {
    const purpose = step === "close" ? "support" : "privacy"
    const found = plan.contacts.filter(item => item.purpose === purpose)
    if (!found.length) return [make("p", { class: "guide-plan__none" }, words.noContact), []]
    const address = ({ kind, value, subject }) => {
      const query = subject ? `?subject=${encodeURIComponent(subject)}` : ""
      return make("a", { href: kind === "email" ? `mailto:${value}${query}` : value }, value)
    }
    const line = item => [make("small", {}, words[`kind${item.kind}`], " "), address(item), item.status && make("small", { class: "guide-status" }, words[item.status])]
    return [list(found.map(line), "guide-plan__contacts"), found]
  }

  const exits = plan => {
    const [leaving] = plan.exits
    const dates = Object.entries(leaving.days || {}).map(([name, day]) => [make("strong", {}, words[`day${name.replaceAll("-", "")}`]), " ", time(day, { "data-exit": name })])
    const more = leaving.more && make("details", {}, make("summary", {}, words.more), leaving.more.map(text => make("p", {}, text)))
    return [[make("p", {}, leaving.text), list(dates, "guide-plan__days"), make("ol", {}, leaving.do.map(text => make("li", {}, text))), more], [leaving]]
  }

  const checklist = (plan, step, template) => {
    const only = template.dataset.items.split(" ").filter(Boolean)
    const items = [...form.querySelector("[data-checklist]").content.children]
    const fit = items.filter(({ dataset }) => (only.length ? only.includes(dataset.item) : !dataset.exchange || dataset.exchange === exchange.value))
    return [list(fit.map(item => tick(item.dataset.item, item.textContent)), "guide-plan__checklist"), []]
  }

  // the day each law sets, the earlier first
  const limits = plan => plan.rights.flatMap(right => {
    const whole = plan.letter === "erase"
    const kinds = [whole && right.due && ["answer", right.due], right.access && ["access", right.access]].filter(Boolean)
    return kinds.map(([kind, limit]) => ({ right, kind: kind === "answer" && right.erased ? "erased" : kind, day: days.due(plan.asked, limit) }))
  }).sort((a, b) => a.day.localeCompare(b.day))

  const deadlines = plan => {
    const found = limits(plan)
    const lines = found.map(({ right, kind, day }) => {
      const mark = kind === "erased" ? { "data-erased": right.of } : { "data-deadline": right.of, "data-for": kind }
      const sentence = fill(words[`due${kind}`], { day: time(day, mark), place: right.name })
      return [sentence, right.reach === "possible" && words.possible]
    })
    if (!lines.length) return [make("p", {}, words.noDue), []]
    return [[make("p", {}, said(words.asked, { day: shown(plan.asked) }), found.length > 1 && words.earlier), list(lines, "guide-plan__days")], found.map(({ right }) => right)]
  }

  const authorities = plan => {
    const lines = plan.bodies.map(([subject, name, url]) => [make("small", {}, words[`body${subject}`], " "), url ? make("a", { href: url }, name) : name])
    const frozen = plan.state.has("case-frozen-account") || plan.state.has("case-p2p-and-bank-freeze")
    return [list([...lines, ...(frozen ? [[make("small", {}, words.bodyfreeze, " "), words.court]] : [])], "guide-plan__bodies"), []]
  }

  // one kind of record: the day, or the years and why there is no day
  const line = (plan, record) => {
    const { keep: law } = plan
    const clock = law && law[record]
    const name = make("strong", {}, words[record])
    if (!clock) return [[name, words.colon, words.noPeriod]]
    const unsure = law.label === "commonly-reported" && make("small", { class: "guide-status" }, words.reportedPeriod)
    const length = said(clock.minimum ? words.atLeast : words.exactly, { years: clock.years })
    const { day, next, why } = days.ending(clock, record, plan.days)
    const mark = { "data-record": record, "data-label": law.label }
    const reason = why && said(words[`why${why.replaceAll("-", "")}`], { day: clock.since && shown(clock.since), note: clock.note })
    return [[
      name, words.colon, length, words.comma,
      day && fill(words.ends, { day: time(day, mark) }), day && day <= days.today() && words.passed,
      next && fill(day ? words.nextToo : words.nextOnly, { day: time(next, { ...mark, "data-law": "next" }), since: shown(clock.next.day) }),
      reason, words.stop, unsure,
    ]]
  }

  const endings = plan => {
    const law = plan.keep
    if (!law) return [make("p", {}, words.noPeriod, words.stop), []]
    const next = ["identity", "transaction"].map(record => law[record] && law[record].next).find(Boolean)
    return [
      list([line(plan, "identity"), line(plan, "transaction")].flat(), "guide-plan__days"),
      [{ ...law, text: law.law || words.reportedPeriod }, next && { ...law, text: next.law }],
    ]
  }

  const self = plan => [null, [plan.self]]
  const PARTS = { contacts, exit: exits, checklist, deadlines, authorities, endings, self }

  // Steps ----------------------------------------------------------------------------------------------------
  const holds = (when, state) => when.split(" ").filter(Boolean).every(condition => {
    const not = condition.startsWith("!")
    return condition.slice(not).split("|").some(name => state.has(name)) !== not
  })

  const handed = (plan, purpose) =>
    new URLSearchParams({ exchange: exchange.value, place: residence.value, ...(plan.company && plan.company.place ? { company_place: plan.company.place } : {}), purpose })

  const write = (plan, step, template) => {
    const copied = template.content.cloneNode(true)
    const how = copied.querySelector(".guide-plan__how")
    const claims = []
    for (const name of template.dataset.shows.split(" ").filter(Boolean)) {
      const [content, found] = PARTS[name](plan, step, template)
      how.before(...[content].flat().filter(Boolean))
      claims.push(...found)
    }
    const { letter, letterName } = template.dataset
    if (letter) how.before(make("p", {}, make("a", { class: "md-button", href: `${words.letters}#${handed(plan, letter)}` }, said(words.letter, { name: letterName }))))
    for (const link of copied.querySelectorAll("[data-exchange-page]")) {
      link.href = words.root + plan.page
      link.textContent = exchange.selectedOptions[0].textContent
    }
    const own = proof(claims)
    const there = copied.querySelector(".guide-proof ul")
    if (own && there) there.append(...own.querySelectorAll("li"))
    else if (own) copied.append(own)
    return copied
  }

  const stepsOf = plan => {
    const fitting = [...form.querySelectorAll("template[data-step]")].filter(({ dataset }) => holds(dataset.when, plan.state))
    const names = [...new Set(fitting.map(({ dataset }) => dataset.step))]
    const main = name => fitting.find(({ dataset }) => dataset.step === name && dataset.add === undefined)
    const found = names.filter(main)
    // an exit's days come first, unless something more urgent does
    if (found.includes("exit") && main("today").dataset.first === undefined) found.sort((a, b) => (b === "exit") - (a === "exit"))
    plan.letter = main("ask").dataset.letter
    return found.map(name => {
      const more = fitting.filter(({ dataset }) => dataset.step === name && dataset.add !== undefined)
      const label = name === "no-answer" && main(name).dataset.shows.includes("deadlines") && limits(plan).filter(({ kind }) => kind !== "erased")[0]
      const when = label ? said(words.unansweredBy, { day: shown(label.day) }) : words[`step${name.replaceAll("-", "")}`]
      return make("li", { "data-step": name }, make("p", { class: "guide-plan__when" }, make("strong", {}, when), tick(name, words.done)), write(plan, name, main(name)), more.map(template => write(plan, name, template)))
    })
  }

  // Around the steps -----------------------------------------------------------------------------------------
  const company = plan => {
    const found = plan.company
    if (!found) return null
    const place = found.place && plan.places[found.place]
    return [
      make("h3", {}, words.company),
      make("p", { "data-company": "", "data-place": found.place || "" }, make("strong", {}, found.name), place && `${words.comma}${place.name}`, found.status && make("small", { class: "guide-status" }, words[found.status])),
      proof([found]),
    ]
  }

  const rights = plan => [
    make("h3", {}, words.rights),
    list(plan.rights.map(right => [
      said(words[`right${right.of}`], { place: right.name }), words.colon, make("strong", {}, words[`right${right.right}`]), right.reach === "possible" && words.possible, words.stop,
    ])),
    proof(plan.rights.map(right => ({ ...right, text: right.law }))),
  ]

  const unknowns = plan => plan.points.length && [
    make("h3", {}, words.unknowns),
    plan.points.map(({ id, text, ask }) => make("div", { class: "guide-plan__unknown", "data-unknown": id },
      make("p", {}, text), make("blockquote", {}, ask), button(words.copyQuestion, () => copy(ask)))),
  ]

  const events = plan => {
    const names = { exchange: exchange.selectedOptions[0].textContent, address: location.href }
    const found = []
    const add = (day, id, kind, more) => {
      if (day && day >= days.today()) found.push({ day, id: `${exchange.value}-${residence.value}-${id}`, title: said(words[`event${kind}`], { ...names, ...more }), text: said(words.eventText, names) })
    }
    add(plan.keep && plan.state.has("wish-stop") ? "" : (limits(plan).find(({ kind }) => kind !== "erased") || {}).day, "answer", "answer")
    for (const record of ["identity", "transaction"]) {
      const clock = plan.keep && plan.keep[record]
      const { day, next } = clock ? days.ending(clock, record, plan.days) : {}
      add(day, record, "again", { records: words[record] })
      add(next, `${record}-next`, "again", { records: words[record] })
    }
    const dates = (plan.exits[0] && plan.exits[0].days) || {}
    add(dates["forced-closing"] || dates["last-withdrawal"], "exit", "exit")
    return found
  }

  const bar = plan => {
    const found = events(plan)
    if (file) URL.revokeObjectURL(file)
    file = found.length && URL.createObjectURL(new Blob([days.calendar(found)], { type: "text/calendar;charset=utf-8" }))
    return [
      file && make("p", {}, make("a", { href: file, download: `${words.file}-${exchange.value}.ics` }, words.calendar)),
      make("p", { class: "guide-plan__bar" }, button(words.print, print), button(words.copyLink, () => copy(location.href)), button(words.erase, erase)),
      make("p", {}, make("small", {}, words.linkWarning)),
      make("p", { role: "status" }),
    ]
  }

  // the plan alone
  const print = () => {
    document.body.classList.add("guide-print")
    addEventListener("afterprint", () => document.body.classList.remove("guide-print"), { once: true })
    window.print()
  }

  const change = () => {
    form.scrollIntoView()
    exchange.focus({ preventScroll: true })
  }

  // From the choices to the plan -----------------------------------------------------------------------------
  const joined = (places, data) => {
    const home = data.homes[residence.value]
    const state = new Set([`wish-${wish.value}`, ...boxes.filter(box => box.checked).map(box => `case-${box.value}`), `self-${data.self.kind}`])
    const pick = shelf => (home[shelf] || []).map(at => data[shelf][at])
    const found = pick("exits")
    if (found.length) state.add("exit").add(`exit-${found[0].kind}`)
    const party = data.companies && data.companies[home.company]
    const law = residence.selectedOptions[0].dataset.law
    const right = (of, id, reach) => ({ of, reach, right: "unknown", name: id ? places[id].name : residence.selectedOptions[0].textContent, ...(id && places[id].right) })
    const of = [right("residence", law, home.reach[0])]
    if (home.reach[1]) of.push(right("company", party.place, home.reach[1]))
    const chosen = { closed: days.read(closed.value) || "", last: days.read(last.value) || "" }
    const today = days.today()
    return {
      ...data, places, state, company: party, exits: found, contacts: pick("contacts"), points: pick("points"), rights: of,
      keep: party && party.place && places[party.place].keep, bodies: home.bodies.map(([id, at]) => places[id].bodies[at]),
      days: chosen, asked: chosen.closed > today ? chosen.closed : today,
    }
  }

  const show = async () => {
    const mine = ++turn
    let places, data
    try {
      [places, data] = await Promise.all([load("places"), load(exchange.value)])
    } catch {
      return warn(exchange, words.failed)
    }
    if (mine !== turn) return
    const plan = joined(places, data)
    const steps = stepsOf(plan)
    const chosen = [exchange, residence, wish].map(field => field.selectedOptions[0].textContent).join(" · ")
    const title = make("h2", { tabindex: "-1", class: "guide-plan__title" }, words.title)
    output.replaceChildren(...[
      title, make("p", { class: "guide-plan__chosen" }, chosen, " ", button(words.change, change)), make("ol", { class: "guide-plan" }, steps),
      company(plan), rights(plan), unknowns(plan), bar(plan),
    ].flat(9).filter(Boolean))
    title.focus({ preventScroll: true })
    title.scrollIntoView()
  }

  // The form -------------------------------------------------------------------------------------------------
  const warn = (field, text) => {
    const alert = field.closest("p").querySelector("[role=alert]")
    if (alert.textContent !== text) alert.textContent = text
    field.setAttribute("aria-invalid", Boolean(text))
    return text
  }

  // → the first field that is missing or wrong
  const faulty = () => {
    const [end, trade] = [days.read(closed.value), days.read(last.value)]
    const faults = [
      ...[exchange, residence, wish].map(field => [field, field.value ? "" : words.choose]),
      [closed, end === null ? words.noDay : ""],
      [last, trade === null ? words.noDay : end && trade > end ? words.later : ""],
    ]
    return faults.filter(([field, text]) => warn(field, text)).map(([field]) => field)[0]
  }

  const address = () => new URLSearchParams([
    ...[exchange, residence, wish].map(field => [field.name, field.value]), ...boxes.filter(box => box.checked).map(box => ["case", box.value]),
  ]).toString()

  const ask = event => {
    event.preventDefault()
    const field = faulty()
    if (field) {
      turn++
      output.replaceChildren()
      return field.focus()
    }
    if (location.hash.slice(1) === address()) show()
    else location.hash = address()
  }

  // an address with choices fills them in, and shows the plan when all three are there
  const follow = () => {
    const asked = new URLSearchParams(location.hash.slice(1))
    const fields = [exchange, residence, wish]
    if (!fields.some(field => asked.has(field.name))) return
    for (const field of fields) {
      const value = asked.get(field.name) === "eu" && field === residence ? "eea-other" : asked.get(field.name)
      field.value = [...field.options].some(option => option.value === value) ? value : ""
    }
    const cases = asked.getAll("case").flatMap(value => value.split(","))
    for (const box of boxes) box.checked = cases.includes(box.value)
    if (!faulty()) return show()
    turn++
    output.replaceChildren()
  }

  for (const field of [closed, last]) {
    field.addEventListener("input", () => warn(field, ""))
    field.addEventListener("change", () => {
      const day = days.read(field.value)
      if (day) field.value = shown(day)
    })
  }
  for (const field of [exchange, residence, wish]) field.addEventListener("change", () => field.value && warn(field, ""))
  exchange.addEventListener("change", () => exchange.value && Promise.all([load("places"), load(exchange.value)]).catch(() => {}))
  form.addEventListener("submit", ask)
  addEventListener("hashchange", follow)
  form.querySelector("fieldset").hidden = false
  output.replaceChildren()
  follow()
})()
