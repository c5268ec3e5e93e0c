// The retention calculator: from the places of company and reader and three days to the days on which legal periods end
// and answers are due. Rules stand in the form's data, words in its attributes; nothing is stored or sent.
guideTool.begin("retention", (form, { places, exchanges }) => {
  const { guideDays: days, guideTool: tool } = window
  const { make, fill, said } = tool
  const { exchange, residence, place, closed, last_transaction: last, sent, result } = form.elements
  const words = form.dataset
  const language = document.documentElement.lang
  const tag = crypto.getRandomValues(new Uint32Array(1))[0].toString(36) // two accounts in one place stay two entries
  let waiting, shown

  const show = day => days.show(day, language)
  const time = (day, attributes) => make("time", { datetime: day, ...attributes }, show(day))
  const sentence = (...parts) => make("p", {}, parts, words.stop)
  const name = field => (field.value ? field.selectedOptions[0].textContent : "")

  // The form -------------------------------------------------------------------------------------------------
  // the company of the chosen exchange that serves the chosen residence; "" where none is known
  const usual = () => {
    const found = exchanges[exchange.value]
    return found && residence.value ? found[residence.value] ?? found[""] ?? "" : ""
  }
  let filled = ""
  const fillPlace = () => {
    if (place.value !== filled && place.value) return // chosen by hand
    filled = usual()
    place.value = filled
  }

  const warn = (field, text) => {
    const alert = document.getElementById(`retention-${field === last ? "last" : field.name}-alert`)
    if (alert.textContent !== text) alert.textContent = text
    field.setAttribute("aria-invalid", Boolean(text))
    return text
  }

  // → the three days and what is wrong with each; null stands for what cannot be read
  const typed = () => {
    const [end, trade, asked] = [closed, last, sent].map(field => days.read(field.value))
    const faults = [[closed, end === null], [last, trade === null], [sent, asked === null]].map(([field, wrong]) => [field, wrong ? words.noDay : ""])
    const late = Boolean(end && trade && trade > end)
    if (late) faults[1][1] = words.later
    return { closed: end || "", last: late ? "" : trade || "", sent: asked || "", late, faults }
  }

  // One period -----------------------------------------------------------------------------------------------
  const fits = (clock, record) => [record, "all"].includes(clock.record)
  const successor = (keep, record) => {
    const found = (keep.next ? keep.next.clocks : []).filter(clock => fits(clock, record)).sort((a, b) => b.years - a.years)[0]
    return found && { ...found, day: keep.next.day }
  }

  // a clock's line: the days in words, or why there is none; ends collects the days for the calendar
  const line = (keep, clock, record, chosen, ends) => {
    const { day, next, why } = days.ending({ ...clock, next: successor(keep, record) }, record, chosen)
    const sure = keep.label === "confirmed"
    const mark = { "data-record": record, "data-label": sure ? null : "commonly-reported" }
    const moving = days.byTransaction(clock.start, record)
    const law = clock.law || keep.law
    if (day && sure) ends.push({ day, record, law })
    if (next && sure) ends.push({ day: next, record, law: keep.next.law })
    const reasons = { "not-stated": words.noStart, "no-last": words.noLast, "no-closing": words.needClosed, "before-since": words.beforeSince + (clock.why || "") }
    const since = keep.next && show(keep.next.day)
    const ended = sure ? (clock.minimum ? words.minimum : words.exact) : words.reported
    return make("li", {},
      day && fill(ended, { day: time(day, mark) }),
      day && day < days.today() && [words.semicolon, words.passed],
      why && reasons[why].replace(/[.。]$/, ""),
      next && fill(day || why ? words.nextToo : words.nextOnly, { day: time(next, { ...mark, "data-law": "next" }), since }),
      words.stop,
      make("small", {}, clock.text, (day || next) && [words.semicolon, moving ? (record === "identity" ? words.fromLast : words.older) : words.fromClosing], words.stop,
        clock.law && [words.space, clock.law, words.stop]))
  }

  const section = (keep, record, chosen, ends) => {
    const clocks = keep.clocks.filter(clock => fits(clock, record))
    const lines = clocks.map(clock => line(keep, clock, record, chosen, ends))
    return [make("h4", {}, words[record]), make("ul", {}, lines.length ? lines : make("li", {}, words.noClock, words.stop))]
  }

  // Where it is from, one tap away ---------------------------------------------------------------------------
  const claim = ({ law, sources, checked, status, text = [] }) => make("li", {}, law, words.stop, status && make("small", { class: "guide-status" }, words[status]),
    text.map(part => [words.space, part]),
    sources.map((id, at) => make("a", { class: "guide-source", "data-source": id, href: `${words.sources}#source-${id}` }, `[${at + 1}]`)),
    make("small", {}, ` ${words.checked} `, make("time", { class: "guide-checked", datetime: checked }, show(checked))))
  const proof = claims => claims.length && make("details", { class: "guide-proof" }, make("summary", {}, words.proof), make("ul", {}, claims.map(claim)))

  const details = (id, keep) => make("details", { class: "guide-more" }, make("summary", {}, words.details),
    (keep.notes || []).map(note => make("p", {}, note)),
    keep.label === "confirmed" && make("p", {}, words.longer, ": ", keep.longer || words.longerNone),
    keep.delete && sentence(words[`delete${keep.delete === "not-seen" ? "NotSeen" : keep.delete[0].toUpperCase() + keep.delete.slice(1)}`]),
    (keep.changes || []).map(change => make("p", {}, words.change, ": ", change)),
    make("p", {}, make("a", { href: `${words.row}${id}.html` }, words.about)))

  // Deadlines: the law where the reader lives and the law of the company's place, an answer apart from a copy ---
  const home = () => residence.value && residence.selectedOptions[0].dataset.law
  const limits = day => {
    const here = home()
    const there = place.value
    const same = here && here.split("-")[0] === there.split("-")[0]
    const laws = [
      here && ["residence", here, places[here].eea || same],
      there && there !== here && ["company", there, places[there].binds || same],
    ].filter(Boolean)
    return laws.flatMap(([of, id, certain]) => {
      const { right, name: where } = places[id]
      if (!right) return []
      const kinds = [[right.erased ? "erased" : "answer", right.due], ["access", right.access]]
      return kinds.map(([kind, limit]) => ({ of, kind, right, where, certain, day: days.due(day, limit) })).filter(found => found.day)
    }).sort((a, b) => a.day.localeCompare(b.day))
  }

  const deadlines = found => {
    const lines = found.map(({ of, kind, certain, where, day }) => {
      const mark = kind === "erased" ? { "data-erased": of } : { "data-deadline": of, "data-for": kind }
      return make("li", {}, fill(words[`due${kind}`], { day: time(day, mark), place: where }), !certain && words.possible, words.stop)
    })
    const laws = [...new Set(found.map(({ right }) => right))]
    return [
      make("h3", {}, words.deadlines), make("p", {}, fill(words.sentOn, { day: make("span", { class: "guide-day" }, show(days.read(sent.value))) }), lines.length > 1 && words.earlier),
      lines.length ? make("ul", {}, lines) : make("p", {}, words.noDue, words.space, words[`follow${(places[home()] || {}).follow || "complain"}`]),
      !residence.value && make("p", {}, words.noResidence), proof(laws),
    ]
  }

  // Calendar file, made at the click -------------------------------------------------------------------------
  const about = () => [name(exchange), name(place)].filter(Boolean).join(", ")
  const calendar = (ends, due) => {
    const events = []
    const address = location.href.split("#")[0] + "#" + tool.hand({ exchange: exchange.value, residence: residence.value, place: place.value })
    const add = (id, day, title, text, values) => {
      const all = { about: about(), address, ...values }
      events.push({ id: `${exchange.value || "account"}-${place.value}-${id}-${tag}`, day, title: said(title, all), text: said(text, all) })
    }
    for (const day of [...new Set(ends.map(found => found.day))].sort()) {
      const there = ends.filter(found => found.day === day)
      const list = key => [...new Set(there.map(found => (key === "record" ? words[found.record] : found.law)))].join(words.and)
      add("again", day, words.event, words.eventText, { records: list("record"), law: list("law") })
    }
    if (due) add("answer", due.day, words.eventDue, words.eventDueText, { law: due.right.law })
    return days.calendar(events)
  }

  // The answer -----------------------------------------------------------------------------------------------
  const caution = () => {
    const expected = usual()
    if (expected && expected !== place.value) return make("p", { class: "guide-caution" }, fill(words.otherCompany, { place: places[expected].name }))
    const home = residence.value
    if (expected || (home && home.split("-")[0] !== place.value.split("-")[0])) return null
    return make("p", { class: "guide-caution" }, words.warning, words.space, make("a", { href: words.company }, words.placeLink))
  }

  const letter = () => `${words.letters}#${tool.hand({ exchange: exchange.value, place: residence.value, company_place: place.value, purpose: "erase" })}`

  const answer = chosen => {
    const { keep, name: where } = places[place.value]
    const ends = []
    const parts = [make("h3", { class: "guide-result__title", tabindex: "-1" }, fill(words.title, { place: where })), caution()]
    if (!keep || !keep.clocks) parts.push(make("p", {}, words.noPlace), keep && keep.ask && make("blockquote", {}, keep.ask))
    else if (!chosen.closed) parts.push(make("p", {}, words.needClosed))
    else {
      parts.push(section(keep, "identity", chosen, ends), section(keep, "transaction", chosen, ends))
      if (!chosen.last && !chosen.late && ends.some(({ record }) => record === "transaction")) parts.push(sentence(words.byClosing))
      if (keep.label === "reported") parts.push(make("p", {}, make("small", { class: "guide-status" }, words.reportedPeriod)), make("blockquote", {}, keep.ask))
      parts.push(details(place.value, keep), proof([keep, ...(keep.next ? [keep.next] : [])]))
    }
    const found = chosen.sent ? limits(chosen.sent) : []
    if (chosen.sent) parts.push(deadlines(found))
    const due = found.find(({ kind }) => kind !== "erased")
    const save = event => {
      event.preventDefault()
      tool.save(`${words.file}-${[exchange.value, place.value].filter(Boolean).join("-")}.ics`, "text/calendar", calendar(ends, due))
    }
    if (ends.length || due) {
      const link = make("a", { href: "#calculator", download: "", role: "button" }, words.calendar)
      link.addEventListener("click", save)
      parts.push(make("p", {}, link))
    }
    parts.push(make("p", {}, make("a", { href: letter() }, words.letter)))
    return parts
  }

  // nothing is rebuilt while the answer stays the same: a click that ends the typing still meets its link
  const write = () => {
    const chosen = typed()
    const state = JSON.stringify([exchange.value, residence.value, place.value, chosen.closed, chosen.last, chosen.sent, chosen.late])
    if (state === shown) return
    shown = state
    const ready = place.value && (chosen.closed || chosen.sent || !places[place.value].keep || !places[place.value].keep.clocks)
    result.replaceChildren(...(ready ? answer(chosen) : [make("p", {}, place.value ? words.needClosed : words.needPlace)]).flat(9).filter(Boolean))
  }

  const complain = () => typed().faults.map(([field, text]) => warn(field, text))

  form.addEventListener("input", ({ target }) => {
    if (target === exchange || target === residence) fillPlace()
    if (target === place && place.value) warn(place, "")
    clearTimeout(waiting)
    // a day half typed is no mistake yet: its warning waits for a pause
    if (target.type === "text") for (const [field, text] of typed().faults) if (!text) warn(field, "")
    waiting = setTimeout(complain, 900)
    write()
  })
  // in the page's style once it is typed; warnings come after the click that ended the typing
  form.addEventListener("change", ({ target }) => {
    const day = target.type === "text" && days.read(target.value)
    if (day) target.value = show(day)
    write()
  })
  form.addEventListener("submit", event => {
    event.preventDefault()
    clearTimeout(waiting)
    complain()
    warn(place, place.value ? "" : words.needPlace)
    if (place.value && !closed.value.trim() && !sent.value.trim() && (places[place.value].keep || {}).clocks) warn(closed, words.needClosed)
    write()
    tool.remember({ exchange: exchange.value, residence: residence.value, place: place.value })
    const missing = form.querySelector('[aria-invalid="true"]')
    if (missing) missing.focus()
    else tool.reveal(result.querySelector(".guide-result__title"))
  })

  const follow = () => {
    const asked = tool.handed()
    for (const field of [exchange, residence]) tool.choose(field, asked.get(field.name))
    if (!tool.choose(place, asked.get("place"))) fillPlace()
    write()
  }
  addEventListener("hashchange", follow)
  form.querySelector("fieldset").hidden = false
  follow()
})
