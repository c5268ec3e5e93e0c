// The exit plan: three choices, what applies and two days become ordered steps. Every sentence comes from the page or
// from the files of joins it loads on demand. The choices stand in the address alone; ticks stay on this device.
(() => {
  const form = document.querySelector('form[data-tool="plan"]')
  if (!form) return
  const { exchange, residence, wish, closed, last_transaction: last } = form.elements
  const choices = [exchange, residence, wish]
  const boxes = [...form.querySelectorAll("[name=case]")]
  const [output, words, days] = [form.querySelector("output"), form.dataset, window.guideDays]
  const language = document.documentElement.lang.slice(0, 2)
  const { make, said, shown } = window.guidePlanParts(form)
  const stepsOf = window.guidePlanSteps(form)
  const KEY = "guide-plan"
  const named = field => field.selectedOptions[0].textContent
  let turn = 0

  // Files of joins: a page opened from disk may not fetch, so each is a script ---------------------------------
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

  // Ticks: storage may be forbidden, full or hold anything ----------------------------------------------------
  const status = text => {
    output.querySelector("[role=status]").textContent = text
  }
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY))
      return Array.isArray(found) ? found.map(String) : []
    } catch {
      return []
    }
  }
  const keep = ({ target: { value, checked } }) => {
    try {
      const others = kept().filter(name => name !== value)
      localStorage.setItem(KEY, JSON.stringify([...others, ...(checked ? [value] : [])]))
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
  const button = (text, action) => {
    const element = make("button", { type: "button" }, text)
    element.addEventListener("click", action)
    return element
  }

  // Around the plan -----------------------------------------------------------------------------------------
  // printed alone
  const print = () => {
    document.body.classList.add("guide-print")
    addEventListener("afterprint", () => document.body.classList.remove("guide-print"), { once: true })
    window.print()
  }
  const bar = () => [
    make("p", { class: "guide-plan__bar" },
      button(words.print, print), button(words.copyLink, () => copy(location.href)), button(words.erase, erase)),
    make("p", { class: "guide-plan__only-screen" }, make("small", {}, words.linkWarning)),
    make("p", { role: "status" }),
  ]
  const question = text => button(words.copyQuestion, () => copy(text))
  const change = () => {
    form.scrollIntoView()
    exchange.focus({ preventScroll: true })
  }

  // From the choices to the plan -----------------------------------------------------------------------------
  const joined = (places, data) => {
    const home = data.homes[residence.value]
    const pick = shelf => (home[shelf] || []).map(at => data[shelf][at])
    const exits = pick("exits")
    const cases = boxes.filter(box => box.checked).map(box => `case-${box.value}`)
    const state = new Set([`wish-${wish.value}`, ...cases, `self-${data.self.kind}`])
    if (exits.length) state.add("exit").add(`exit-${exits[0].kind}`)
    const party = data.companies && data.companies[home.company]
    const unknown = { right: "unknown", name: named(residence) }
    const law = id => (id ? { ...unknown, name: places[id].name, ...places[id].right } : unknown)
    const right = (of, id, reach) => ({ ...law(id), of, reach })
    const here = residence.selectedOptions[0].dataset.law
    const shared = party && party.place === here // one law, said once
    const rights = [{ ...right("residence", here, home.reach[0]), shared }]
    if (home.reach[1] && !shared) rights.push(right("company", party.place, home.reach[1]))
    const follow = (places[here] || {}).follow || "complain"
    state.add(`follow-${follow}`)
    const typed = { closed: days.read(closed.value) || "", last: days.read(last.value) || "" }
    const today = days.today()
    return {
      ...data, places, state, exits, rights, follow, excluded: (data.excluded || [])[home.excluded], company: party, days: typed, tick, question,
      exchange: exchange.value, name: named(exchange), residence: residence.value,
      contacts: pick("contacts"), points: pick("points"), keep: party && party.place && places[party.place].keep,
      bodies: (home.bodies || []).map(([id, at]) => places[id].bodies[at]),
      asked: typed.closed > today ? typed.closed : today, // the letter goes out once the account is closed
    }
  }

  const show = async () => {
    const mine = ++turn
    let found
    try {
      found = await Promise.all([load("places"), load(exchange.value)])
    } catch {
      return warn(exchange, words.failed)
    }
    if (mine !== turn) return
    const plan = joined(...found)
    const title = make("h2", { tabindex: "-1", class: "guide-plan__title" }, words.title)
    const line = [choices.map(named).join(" · "), " ", button(words.change, change)]
    const chosen = make("p", { class: "guide-plan__chosen" }, line)
    output.replaceChildren(...[title, chosen, stepsOf(plan), bar()].flat(9).filter(Boolean))
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
      ...choices.map(field => [field, field.value ? "" : words.choose]),
      [closed, end === null ? words.noDay : ""],
      [last, trade === null ? words.noDay : end && trade > end ? words.later : ""],
    ]
    return faults.filter(([field, text]) => warn(field, text)).map(([field]) => field)[0]
  }
  const refuse = () => {
    turn++ // a plan still on its way is not shown either
    output.replaceChildren()
  }

  const address = () => {
    const cases = boxes.filter(box => box.checked).map(box => ["case", box.value])
    return new URLSearchParams([...choices.map(field => [field.name, field.value]), ...cases]).toString()
  }
  const ask = event => {
    event.preventDefault()
    const field = faulty()
    if (field) {
      refuse()
      field.focus()
    } else if (location.hash.slice(1) === address()) show()
    else location.hash = address()
  }
  // an address with choices fills them in, and shows the plan when all three are there
  const follow = () => {
    const asked = new URLSearchParams(location.hash.slice(1))
    if (!choices.some(field => asked.has(field.name))) return
    for (const field of choices) {
      const value = field === residence && asked.get(field.name) === "eu" ? "eea-other" : asked.get(field.name)
      field.value = [...field.options].some(option => option.value === value) ? value : ""
    }
    const cases = asked.getAll("case").flatMap(value => value.split(","))
    for (const box of boxes) box.checked = cases.includes(box.value)
    const open = choices.filter(field => !field.value)
    if (!open.length) return faulty() ? refuse() : show()
    refuse()
    for (const field of choices) warn(field, !field.value && asked.get(field.name) ? words.choose : "")
    form.scrollIntoView()
    open[0].focus({ preventScroll: true })
  }

  for (const field of [closed, last]) {
    field.addEventListener("input", () => warn(field, ""))
    field.addEventListener("change", () => {
      const day = days.read(field.value)
      if (day) field.value = shown(day)
    })
  }
  for (const field of choices) field.addEventListener("change", () => field.value && warn(field, ""))
  exchange.addEventListener("change", () => {
    if (exchange.value) Promise.all([load("places"), load(exchange.value)]).catch(() => {}) // said once it is needed
  })
  form.addEventListener("submit", ask)
  addEventListener("hashchange", follow)
  form.querySelector("fieldset").hidden = false
  output.replaceChildren()
  follow()
})()
