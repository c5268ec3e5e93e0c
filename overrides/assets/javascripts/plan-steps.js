// The exit plan's steps, and what stands below them: company, rights, open points, calendar. From the page's templates
// and a joined plan (plan.js makes it), with the words of the form.
window.guidePlanSteps = form => {
  const [words, days] = [form.dataset, window.guideDays]
  const { make, fill, unbroken, said, list, unsure, proof, waiting, word, parts } = window.guidePlanParts(form)
  let file

  // Steps: of each, the first form whose conditions hold, and what is added to it ------------------------------
  const holds = (when, state) => when.split(" ").filter(Boolean).every(condition => {
    const not = condition.startsWith("!")
    return condition.slice(not).split("|").some(name => state.has(name)) !== not
  })

  const letter = (plan, { letter: purpose, letterName: name }) => {
    const place = plan.company && plan.company.place
    const handed = { exchange: plan.exchange, place: plan.residence, ...(place && { company_place: place }), purpose }
    const link = { class: plan.letter === purpose && "md-button", href: `${words.letters}#${new URLSearchParams(handed)}` }
    return make("p", {}, make("a", link, said(words.letter, { name })))
  }

  const write = (plan, template) => {
    const copied = template.content.cloneNode(true)
    const how = copied.querySelector(".guide-plan__how")
    const own = template.dataset.shows.includes("self") && copied.querySelector("[data-own]")
    if (own && plan.self.own) own.textContent = said(own.dataset.own, plan.self)
    if (own && plan.self.verdict && plan.self.kind !== "yes") copied.querySelector("h3").textContent = said(words.closeOwn, plan.self)
    const claims = []
    for (const name of template.dataset.shows.split(" ").filter(Boolean)) {
      const [content, found] = parts[name](plan, template)
      how.before(...[content].flat().filter(Boolean))
      claims.push(...found)
    }
    if (template.dataset.letter) how.before(letter(plan, template.dataset))
    for (const link of copied.querySelectorAll("[data-exchange-page]")) {
      link.href = words.root + plan.page
      link.textContent = plan.name
    }
    const [found, there] = [proof(claims), copied.querySelector(".guide-proof ul")]
    if (found && there) there.append(...found.querySelectorAll("li"))
    else if (found) copied.append(found)
    return copied
  }

  const stepsOf = plan => {
    const templates = [...form.querySelectorAll("template[data-step]")]
    const fitting = templates.filter(({ dataset }) => holds(dataset.when, plan.state))
    const of = (name, added) =>
      fitting.filter(({ dataset }) => dataset.step === name && (dataset.add !== undefined) === added)
    const main = name => of(name, false)[0]
    const names = [...new Set(fitting.map(({ dataset }) => dataset.step))].filter(main)
    // an exit's days come first, unless something more urgent does
    if (main("today").dataset.first === undefined) names.sort((one, other) => (other === "exit") - (one === "exit"))
    plan.letter = main("ask").dataset.letter
    return names.map(name => {
      const due = main(name).dataset.shows.includes("deadlines") && waiting(plan)
      const by = due && fill(due.advice ? words.unansweredAdvice : words.unansweredBy, { day: unbroken(due.day) })
      const when = by || word("step", name)
      return make("li", { "data-step": name },
        make("p", { class: "guide-plan__when" }, make("strong", {}, when), plan.tick(name, words.done)),
        [main(name), ...of(name, true)].map(template => write(plan, template)))
    })
  }

  // Below the steps ------------------------------------------------------------------------------------------
  const company = ({ company: found, places }) => found && [
    make("h3", {}, words.company),
    make("p", { "data-company": "", "data-place": found.place || "" },
      make("strong", {}, found.name), found.place && words.comma + places[found.place].name, unsure(found.status)),
    make("p", {}, make("small", {}, found.text)),
    proof([found]),
  ]

  const rights = plan => [
    make("h3", {}, words.rights),
    list(plan.rights.map(({ of, name, right, reach, shared }) => [
      said(word("right", shared ? "both" : of), { place: name }), words.colon, make("strong", {}, word("right", right)),
      reach === "possible" && words.possible, words.stop,
    ])),
    proof(plan.rights.map(right => ({ ...right, text: right.law }))),
  ]

  const unknowns = plan => plan.points.length && [
    make("h3", {}, words.unknowns),
    plan.points.map(({ id, text, ask }) => make("div", { class: "guide-plan__unknown", "data-unknown": id },
      make("p", {}, text), make("blockquote", {}, ask), plan.question(ask))),
  ]

  // days still to come, for the calendar
  const events = plan => {
    const found = []
    const add = (day, id, kind, more) => {
      if (!day || day < days.today()) return
      const values = { exchange: plan.name, address: location.href, ...more }
      const title = said(word("event", kind), values)
      found.push({ day, id: `${plan.exchange}-${plan.residence}-${id}`, title, text: said(words.eventText, values) })
    }
    const due = waiting(plan) || {}
    add(due.day, "answer", due.answer ? "answer" : "remind")
    for (const record of ["identity", "transaction"]) {
      const clock = plan.keep && plan.keep[record]
      const { day, next } = clock ? days.ending(clock, record, plan.days) : {}
      add(day, record, "again", { records: words[record] })
      add(next, `${record}-next`, "again", { records: words[record] })
    }
    const dates = (plan.exits[0] && plan.exits[0].days) || {}
    add(dates["last-withdrawal"], "last-withdrawal", "exit")
    add(dates["positions-closed"], "positions-closed", "exit")
    add(dates["forced-closing"], "forced-closing", "exit")
    return found
  }

  const calendar = plan => {
    const found = events(plan)
    if (file) URL.revokeObjectURL(file)
    const type = "text/calendar;charset=utf-8"
    file = found.length && URL.createObjectURL(new Blob([days.calendar(found)], { type }))
    const link = { href: file, download: `${words.file}-${plan.exchange}.ics` }
    return file && make("p", { class: "guide-plan__only-screen" }, make("a", link, words.calendar))
  }

  // said where no exit's step says to withdraw first
  const excluded = ({ excluded: found, exits: [leaving] }) => found && (!leaving || leaving.kind === "restricted") && [
    make("p", { class: "guide-caution", "data-excluded": "" }, make("strong", {}, words.excluded)), proof([found]),
  ]

  return plan => [
    excluded(plan), make("ol", { class: "guide-plan" }, stepsOf(plan)), company(plan), rights(plan), unknowns(plan), calendar(plan),
  ]
}
