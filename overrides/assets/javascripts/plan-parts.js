// What stands inside the exit plan's steps: addresses, days, bodies, items, and the proof behind them. Built from a
// joined plan (plan.js makes it) with the words of the form; no sentence of its own.
window.guidePlanParts = form => {
  const [words, days] = [form.dataset, window.guideDays]
  const language = document.documentElement.lang.slice(0, 2)

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name)
    for (const key in attributes) {
      if (attributes[key] || attributes[key] === "") element.setAttribute(key, attributes[key])
    }
    element.append(...content.flat(9).filter(Boolean))
    return element
  }
  // a sentence with its blanks filled in: words, or elements such as a day
  const fill = (text, values) => text.split(/%\{(\w+)\}/).map((part, at) => (at % 2 ? values[part] : part))
  const said = (text, values) => fill(text, values).join("")
  const shown = day => days.show(day, language)
  const time = (day, attributes) => make("time", { datetime: day, ...attributes }, shown(day))
  const unbroken = day => make("span", { class: "guide-day" }, shown(day))
  const small = (...content) => make("small", {}, content)
  const list = (items, name) => items.length && make("ul", { class: name }, items.map(item => make("li", {}, item)))
  // a word of the form for an id of the joins: no hyphens in its name
  const word = (kind, id) => words[kind + id.replaceAll("-", "")]
  const unsure = status => status && [" ", make("small", { class: "guide-status" }, words[status])]

  // Where it is from, one tap away ---------------------------------------------------------------------------
  const mark = (id, at) => {
    const link = { class: "guide-source", "data-source": id, href: `${words.sources}#source-${id}` }
    return make("a", link, `[${at + 1}]`)
  }
  const claim = ({ text, sources, checked, status }) => make("li", {},
    text, unsure(status), sources.map(mark),
    checked && small(` ${words.checked} `, make("time", { class: "guide-checked", datetime: checked }, shown(checked))))
  const proof = claims => {
    const found = claims.filter(item => item && item.sources)
    const open = () => [make("summary", {}, words.proof), make("ul", {}, found.map(claim))]
    return found.length ? make("details", { class: "guide-proof" }, open()) : null
  }

  // Addresses and bodies: each part returns [what is shown, the claims behind it] ------------------------------
  const address = ({ kind, value, subject }) => {
    const query = subject ? `?subject=${encodeURIComponent(subject)}` : ""
    return make("a", { href: kind === "email" ? `mailto:${value}${query}` : value }, value)
  }
  const contacts = (plan, template) => {
    const to = template.dataset.to || "support"
    const found = plan.contacts.filter(item => to.split(" ").includes(item.purpose))
    if (!found.length) return [make("p", {}, to === "support" ? words.noSupport : words.noContact), []]
    // what an address is for stands beside it: a form on a stranger's domain looks like bait
    const lines = found.map(item => [
      small(word("kind", item.kind), " "), address(item), unsure(item.status), " ", small(item.role),
    ])
    return [list(lines, "guide-plan__contacts"), found]
  }

  const authorities = plan => {
    const name = (text, url) => (url ? make("a", { href: url }, text) : text)
    const lines = plan.bodies.map(([subject, text, url, note]) => [
      small(word("body", subject), " "), name(text, url), note && [" ", small(note)],
    ])
    const frozen = ["case-frozen-account", "case-p2p-and-bank-freeze"].some(state => plan.state.has(state))
    if (frozen) lines.push([small(words.bodyfreeze, " "), words.court])
    return [list(lines, "guide-plan__bodies"), []]
  }

  const checklist = (plan, template) => {
    const only = template.dataset.items.split(" ").filter(Boolean)
    const items = [...form.querySelector("[data-checklist]").content.children]
    const fits = ({ item, exchange }) => (only.length ? only.includes(item) : !exchange || exchange === plan.exchange)
    const fit = items.filter(({ dataset }) => fits(dataset))
    return [list(fit.map(item => plan.tick(item.dataset.item, item.textContent)), "guide-plan__checklist"), []]
  }

  const exit = plan => {
    const [leaving] = plan.exits
    const dates = Object.entries(leaving.days || {}).map(([name, day]) =>
      fill(word("day", name), { day: time(day, { "data-exit": name }) }))
    if (leaving.nolast) dates.push(words.nolast)
    const paragraph = text => make("p", {}, text)
    const texts = [leaving.text, ...(leaving.more || [])]
    const more = make("details", { class: "guide-more" }, make("summary", {}, words.more), texts.map(paragraph))
    const steps = make("ol", {}, leaving.do.map(text => make("li", {}, text)))
    return [[list(dates, "guide-plan__days"), steps, more], [leaving]]
  }

  // Deadlines ------------------------------------------------------------------------------------------------
  // the day each law sets for the plan's letter, the earlier first; one for the erasure itself is no answer
  const limits = plan => plan.rights.flatMap(right => {
    const answer = plan.letter === "erase" && right.due && days.due(plan.asked, right.due)
    const access = right.access && days.due(plan.asked, right.access)
    if (answer && answer === access && !right.erased) return [{ right, kind: "both", day: answer }]
    const found = [[right.erased ? "erased" : "answer", answer], ["access", access]]
    return found.filter(([, day]) => day).map(([kind, day]) => ({ right, kind, day }))
  }).sort((one, other) => one.day.localeCompare(other.day))
  const waits = plan => limits(plan).filter(({ kind }) => kind !== "access" || plan.letter === "access")
  // the day to wait for: the law's for what the letter asks, first that of an answer; else the one we advise, which no
  // law of a state overtakes
  const waiting = plan => {
    const found = waits(plan)
    const first = found.find(({ kind }) => kind !== "erased") || found[0]
    if (first) return { day: first.day, answer: first.kind !== "erased" }
    return plan.follow !== "state" && { day: days.due(plan.asked, { days: Number(words.wait) }), advice: true }
  }

  const deadlines = plan => {
    const found = limits(plan)
    const none = !waits(plan).length && make("p", {}, words.noDue, words.space, word("follow", plan.follow))
    if (!found.length) return [none, []]
    const lines = found.map(({ right, kind, day }) => {
      const answer = { "data-deadline": right.of, "data-for": kind }
      const attributes = kind === "erased" ? { "data-erased": right.of } : answer
      const sentence = fill(word("due", kind), { day: time(day, attributes), place: right.name })
      return [sentence, right.reach === "possible" && words.possible]
    })
    const asked = [fill(words.asked, { day: unbroken(plan.asked) }), found.length > 1 && words.earlier]
    return [[none || make("p", {}, asked), list(lines, "guide-plan__days")], found.map(({ right }) => right)]
  }

  // Periods --------------------------------------------------------------------------------------------------
  // one kind of record: how long, and the day or why there is none
  const period = (plan, record) => {
    const clock = plan.keep[record]
    const name = [make("strong", {}, words[record]), words.colon]
    if (!clock) return [name, words.noPeriod, words.stop]
    const { day, next, why } = days.ending(clock, record, plan.days)
    const attributes = { "data-record": record, "data-label": plan.keep.label }
    const then = next && { day: time(next, { ...attributes, "data-law": "next" }), since: shown(clock.next.day) }
    return [
      name, said(clock.minimum ? words.atLeast : words.exactly, { years: clock.years }), words.comma,
      day && fill(words.ends, { day: time(day, attributes) }), day && day <= days.today() && words.passed,
      then && day !== next && fill(day ? words.nextToo : words.nextOnly, then),
      why && !next && said(word("why", why), { note: clock.note }), words.stop,
      plan.keep.label === "commonly-reported" && [" ", make("small", { class: "guide-status" }, words.reportedPeriod)],
    ]
  }

  const endings = plan => {
    const floor = plan.places.fatf.keep
    if (!plan.keep) return [make("p", {}, words.noPeriod[0].toUpperCase(), words.noPeriod.slice(1), words.stop, words.space, words.floor), [{ ...floor, text: floor.law }]]
    const records = ["identity", "transaction"]
    const then = records.map(record => plan.keep[record] && plan.keep[record].next).find(Boolean)
    const claim = text => ({ ...plan.keep, text: text || words.reportedPeriod })
    const lines = list(records.map(record => period(plan, record)), "guide-plan__days")
    return [lines, [claim(plan.keep.law), then && claim(then.law)]]
  }

  // how long it takes at this exchange stands open, its menu folded
  const self = ({ self: { path, takes, claims } }) => {
    const steps = path && make("ol", {}, path.map(step => make("li", {}, step)))
    const menu = steps && make("details", { class: "guide-more" }, make("summary", {}, words.closePath), steps)
    return [[takes && make("p", {}, takes.join(words.space)), menu], claims || []]
  }

  return {
    make, fill, unbroken, said, shown, list, unsure, proof, waiting, word,
    parts: { contacts, authorities, checklist, exit, deadlines, endings, self },
  }
}
