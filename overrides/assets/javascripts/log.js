// The log of what was asked: exchange, kind, day, answer due, answered. Lines stay on this device, once the first is added;
// what the storage holds is looked at before it is believed. No text of its own; nothing is sent.
guideTool.begin("log", (form, { laws, companies, follow: advice }) => {
  const { guideDays: days, guideTool: tool } = window
  const { make, said, fill } = tool
  const { exchange, kind, residence, sent, due, result } = form.elements
  const words = form.dataset
  const language = document.documentElement.lang
  const KEY = "guide-log"
  const show = day => days.show(day, language)
  const [status, bar] = [form.querySelector("[role=status]"), form.querySelector(".guide-log__bar")]
  const named = (field, value) => field.querySelector(`option[value="${CSS.escape(value)}"]`)?.textContent

  // Lines ----------------------------------------------------------------------------------------------------
  const isDay = text => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && days.read(text) === text
  const sound = line => line && typeof line.id === "string" && tool.offers(exchange, line.exchange) && line.exchange && tool.offers(kind, line.kind) && isDay(line.sent) && (line.due === "" || isDay(line.due))
  const clean = ({ id, exchange: where, kind: what, sent: day, due: by, answered, residence: home }) => ({ id: id.replace(/\W/g, "").slice(0, 20), exchange: where, kind: what, sent: day, due: by, answered: answered === true, residence: home && tool.offers(residence, home) ? home : "" })
  const stored = tool.kept(KEY)
  let lines = (Array.isArray(stored) ? stored : []).slice(0, 500).filter(sound).map(clean)
  const overdue = line => !line.answered && line.due && line.due < days.today()

  // the earlier day of the laws where the reader lives and where the company is
  const lawful = day => {
    const found = companies[exchange.value] ?? {}
    const company = residence.value ? found[residence.value] ?? found[""] : ""
    const access = kind.value === "access"
    const asked = [residence.selectedOptions[0].dataset.law, company].map(id => laws[id]).filter(Boolean)
    return asked.map(law => days.due(day, access ? law.access : law.due)).filter(Boolean).sort()[0] ?? ""
  }

  const keep = () => {
    const kept = tool.keep(KEY, lines.length ? lines : undefined)
    if (!kept && lines.length) status.textContent = words.unkept
    return kept
  }

  // the end of the name of what we advise where the reader of a line lives: "-lawyer"; empty for most
  const advised = line => {
    const home = line.residence && residence.querySelector(`option[value="${CSS.escape(line.residence)}"]`)
    const found = home && advice[home.dataset.law]
    return found ? found[0].toUpperCase() + found.slice(1) : ""
  }

  const item = line => {
    const box = make("input", { type: "checkbox" })
    box.checked = line.answered
    box.addEventListener("change", () => {
      line.answered = box.checked
      keep()
      write()
      result.querySelector(`[data-line="${line.id}"] input`).focus()
    })
    const remove = () => {
      lines = lines.filter(other => other !== line)
      keep()
      write()
    }
    const time = day => make("time", { datetime: day }, show(day))
    const late = overdue(line)
    const letter = `${words.letters}#${tool.hand({ exchange: line.exchange, place: line.residence, purpose: "deadline" })}`
    const next = advised(line)
    return make("li", { "data-line": line.id, "data-overdue": late ? "" : null },
      make("strong", {}, named(exchange, line.exchange)), words.colon, named(kind, line.kind), make("br"),
      fill(words.sentOn, { day: time(line.sent) }), words.comma, line.due ? fill(words.dueOn, { day: time(line.due) }) : words[`noDue${next}`] ?? words.noDue,
      late && [make("br"), make("strong", {}, words[`overdue${next}`] ?? words.overdue), " ", make("a", { href: letter }, words.reminder)], make("br"),
      make("label", {}, box, " ", words.answered), " ", tool.button(words.remove, remove))
  }

  // what is overdue first, then by the day due
  const write = () => {
    const sorted = [...lines].sort((a, b) => Number(a.answered) - Number(b.answered) || (a.due || "9").localeCompare(b.due || "9"))
    result.replaceChildren(lines.length ? make("ul", {}, sorted.map(item)) : make("p", {}, words.empty))
    bar.hidden = !lines.length
  }

  // Files ----------------------------------------------------------------------------------------------------
  // a cell that a spreadsheet would take for a formula begins with an apostrophe
  const cell = text => `"${text.replace(/^[=+@\t\r-]/, "'$&").replace(/"/g, '""')}"`
  const table = () => {
    const rows = lines.map(line => [named(exchange, line.exchange), named(kind, line.kind), line.sent, line.due, line.answered ? words.answered : ""])
    tool.save(`${words.file}.csv`, "text/csv", "\ufeff" + [words.columns.split("|"), ...rows].map(row => row.map(cell).join(",") + "\r\n").join(""))
  }
  const calendar = () => {
    const events = lines.filter(line => line.due && !line.answered).map(line => {
      const values = { exchange: named(exchange, line.exchange), kind: named(kind, line.kind), day: show(line.sent), address: location.href.split("#")[0] }
      return { id: `log-${line.id}`, day: line.due, title: said(words.event, values), text: said(words.eventText, values) }
    })
    tool.save(`${words.file}.ics`, "text/calendar", days.calendar(events))
  }
  const erase = () => {
    lines = []
    status.textContent = tool.keep(KEY) ? words.erased : words.unkept
    write()
  }

  // The form -------------------------------------------------------------------------------------------------
  const warn = (field, text) => {
    document.getElementById(`log-${field.name}-alert`).textContent = text
    field.setAttribute("aria-invalid", Boolean(text))
    return text
  }

  const add = event => {
    event.preventDefault()
    const [day, by] = [days.read(sent.value), days.read(due.value)]
    const faults = [
      [exchange, exchange.value ? "" : words.need],
      [sent, day ? "" : day === null ? words.noDay : words.needDay],
      [due, by === null ? words.noDay : ""],
    ]
    const wrong = faults.filter(([field, text]) => warn(field, text))
    if (wrong.length) return wrong[0][0].focus()
    const id = crypto.getRandomValues(new Uint32Array(1))[0].toString(36)
    lines.push({ id, exchange: exchange.value, kind: kind.value, sent: day, due: by || lawful(day), answered: false, residence: residence.value })
    status.textContent = words.added
    keep()
    sent.value = due.value = ""
    write()
    tool.reveal(result.querySelector(`[data-line="${id}"]`))
  }

  for (const field of [sent, due]) field.addEventListener("change", () => {
    const day = days.read(field.value)
    if (day) field.value = show(day)
  })
  form.addEventListener("submit", add)
  for (const [name, action] of Object.entries({ csv: table, ics: calendar, erase })) form.querySelector(`[data-do="${name}"]`).addEventListener("click", action)

  // choices handed over by the letter
  const follow = () => {
    const asked = tool.handed()
    const taken = [exchange, residence, kind].map(field => tool.choose(field, asked.get(field.name)))
    if (!taken.includes(true)) return
    if (!sent.value) sent.value = show(days.today())
    form.scrollIntoView()
  }
  addEventListener("hashchange", follow)
  form.querySelector("fieldset").hidden = false
  write()
  follow()
})
