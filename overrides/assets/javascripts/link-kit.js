// The link kit: filters the answers, and copies permanent addresses with or without their words, one or many. No text of its own.
guideTool.begin("link-kit", (form, said) => {
  const { filter, topic, format, language } = form.elements
  const words = form.dataset
  const part = name => form.querySelector(`[data-part=${name}]`)
  const items = [...form.querySelectorAll("[data-topic] li")]
  const sections = [...form.querySelectorAll("[data-topic]")]
  const home = new Map(items.map(item => [item, item.closest("[data-topic]")]))
  const output = form.querySelector("output")
  const ENOUGH = 0.2 // of the best answer's score
  const SHOWN = 12 // and the answers that hold all that is typed as it stands
  const FEW = 10 // a part in fewer answers counts as if it stood in so many
  const OWN = 1000 // the score of the answer whose name is typed
  const best = part("best")
  const boxes = [...form.querySelectorAll("[name=pick]")]
  const KEY = "guide-kit"

  // Finding: a customer's sentence in parts. A Chinese run counts by its pairs of characters, and a little by each
  // character; a word of letters by its beginning. Rare parts count more, and a part in the question most.
  const HAN = /[\u3400-\u9fff]/
  const PARTICLES = /[的了着吗呢吧啊么呀嘛我您你咱们和与或及在是也就都这那把从给但而若其此它他她很太才只些被不要能想请还再]+/
  const low = text => text.normalize("NFKC").toLowerCase()
  const stem = word => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, "") : word)
  const escaping = word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  // whether a text holds a part; letters only where a word begins
  const holds = word => {
    if (HAN.test(word)) return text => text.includes(word)
    const begun = new RegExp(`(?<![\\p{L}\\p{N}])${escaping(word)}`, "u")
    return text => begun.test(text)
  }
  const shelves = items.map(item => {
    const id = item.id.slice(5)
    const people = said.sayings[id] ?? []
    const texts = [
      [3, [...item.querySelectorAll("strong")].map(one => one.textContent)],
      [2, [...people, id.replaceAll("-", " ")]],
      [1, [...item.querySelectorAll("p[lang]")].map(one => one.textContent)],
    ].map(([weight, lines]) => [weight, low(lines.join("\n"))])
    return { item, gone: item.hasAttribute("data-to"), id, people, texts }
  })

  const within = item => !topic.value || home.get(item).dataset.topic === topic.value
  const cut = whole => {
    let rest = low(whole)
    for (const word of said.stop) if (HAN.test(word)) rest = rest.split(word).join(" ")
    const found = new Map()
    for (const [run] of rest.matchAll(/[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}])+/gu)) {
      if (!HAN.test(run)) {
        if (!said.stop.includes(run)) found.set(stem(run), 1)
        continue
      }
      for (const piece of run.split(PARTICLES)) {
        for (const sign of piece) found.set(sign, piece.length > 1 ? 0.2 : 1)
        for (let at = 0; at + 1 < piece.length; at++) found.set(piece.slice(at, at + 2), 1)
      }
    }
    return found
  }
  // what people say who need an answer, each saying in its parts: read when first asked for
  const strong = parts => [...parts].filter(([, weight]) => weight === 1).map(([part]) => part)
  const sayings = shelf => (shelf.sayings ??= shelf.people.map(cut).map(strong).filter(parts => parts.length))

  // → the answers that fit, best first
  const ranked = whole => {
    const scores = new Map(shelves.map(shelf => [shelf, 0]))
    const literally = new Set()
    const asked = cut(whole)
    // the guide's own word for what people say stands beside it
    for (const [own, ...people] of said.words) if (people.some(word => holds(word)(whole))) asked.set(own, 1)
    const rare = new Map()
    for (const [part, weight] of asked) {
      const fits = holds(part)
      const found = shelves.map(shelf => [shelf, shelf.texts.find(([, text]) => fits(text))]).filter(([, text]) => text)
      rare.set(part, Math.log(1 + shelves.length / Math.max(found.length, FEW)) * weight)
      for (const [shelf, [high]] of found) scores.set(shelf, scores.get(shelf) + rare.get(part) * high)
    }
    for (const shelf of shelves) {
      const saying = parts => (parts.every(part => rare.has(part)) ? parts.reduce((sum, part) => sum + rare.get(part), 0) : 0)
      const literal = shelf.texts.some(([, text]) => text.includes(whole))
      if (literal) literally.add(shelf)
      if (shelf.id === whole.replace(/^go\/|\.html$/g, "")) scores.set(shelf, OWN)
      else scores.set(shelf, scores.get(shelf) + 2 * Math.max(0, ...sayings(shelf).map(saying)))
    }
    const all = [...scores].filter(([shelf, score]) => score && within(shelf.item))
    const live = all.filter(([shelf, score]) => !shelf.gone || score === OWN)
    const fitting = live.length ? live : all
    const top = Math.max(...fitting.map(([, score]) => score))
    return fitting.sort((one, other) => other[1] - one[1]).filter(([shelf, score], at) => (at < SHOWN && score >= top * ENOUGH) || literally.has(shelf)).map(([shelf]) => shelf.item)
  }

  // what is found stands in one list, best first; without a question each answer stands under its topic
  const show = (asked = false) => {
    const whole = low(filter.value).trim()
    const found = new Set(whole ? ranked(whole) : shelves.filter(({ gone, item }) => !gone && within(item)).map(({ item }) => item))
    for (const item of items) {
      item.hidden = !found.has(item)
      home.get(item).lastElementChild.append(item)
    }
    best.hidden = !whole
    if (whole) best.append(...found)
    for (const section of sections) {
      section.hidden = !section.querySelector("li:not([hidden])")
      if (asked) section.open = !section.hidden && Boolean(topic.value)
    }
    const values = { shown: found.size, all: shelves.filter(({ gone, item }) => !gone || found.has(item)).length }
    const chosen = boxes.filter(box => box.checked).length
    output.value = words.shown.replace(/%\{(\w+)\}/g, (_, name) => values[name]) + (chosen ? ` · ${words.chosen.replace("%{chosen}", chosen)}` : "")
  }

  const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
  const address = item => new URL(item.querySelector("a").getAttribute("href"), location.href).href
  // the address a reader can open: the site's own where the build knows it
  const link = item => (words.home ? words.home + "go/" + address(item).split("/go/").pop() : address(item))
  const inLanguage = (item, locale) => {
    const line = item.querySelector(`[lang=${locale}]`)
    const question = line.querySelector("strong").textContent
    return { question, answer: line.textContent.replace(question, "").trim(), link: link(item), locale }
  }
  const anchor = one => `<a href="${escaped(one.link)}">${escaped(one.question)}</a>`

  // one answer in one language, in each format; rich text has its marks beside the plain words
  const forms = {
    text: one => [one.question, one.answer, one.link].join("\n"),
    rich: one => [one.question, one.answer, one.link].join("\n"),
    markdown: one => `[${one.question.replace(/[[\]\\]/g, "\\$&")}](${one.link})`,
    html: anchor,
    embed: one => `<iframe src="${escaped(one.link)}?embed=${one.locale}" title="${escaped(one.question)}" width="100%" height="${words.height}" loading="lazy"></iframe>`,
  }
  const marked = (chosen, locales) => {
    const lines = chosen.flatMap(item => locales.map(locale => inLanguage(item, locale))).map(one => `${anchor(one)}<br>${escaped(one.answer)}`)
    return lines.length > 1 ? `<ul>${lines.map(line => `<li>${line}</li>`).join("")}</ul>` : `<p>${lines.join("")}</p>`
  }
  const plain = (chosen, locales) => {
    if (format.value === "link") return chosen.map(link).join("\n")
    const all = chosen.flatMap(item => locales.map(locale => forms[format.value](inLanguage(item, locale))))
    return chosen.length > 1 && format.value === "markdown" ? all.map(line => `- ${line}`).join("\n") : all.join("\n\n")
  }

  const put = async (text, html) => {
    if (html && window.ClipboardItem && navigator.clipboard?.write) {
      const kinds = { "text/plain": text, "text/html": html }
      const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })])
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    } else await navigator.clipboard.writeText(text)
  }
  const copy = async (chosen, status) => {
    if (!chosen.length) return
    const locales = language.value === "both" ? words.languages.split(" ") : [language.value]
    const text = plain(chosen, locales)
    let told = words.copied
    try {
      await put(text, format.value === "rich" && marked(chosen, locales))
    } catch {
      told = words.notCopied
    }
    for (const other of form.querySelectorAll("[role=status]")) other.textContent = ""
    status.textContent = told.replace("%{text}", () => text)
  }

  const acts = {
    copy: () => copy(items.filter(item => item.querySelector("[name=pick]").checked), part("chosen").querySelector("[role=status]")),
    shown: () => items.forEach(item => { if (!item.hidden) item.querySelector("[name=pick]").checked = true }),
    open: () => sections.forEach(section => { section.open = !section.hidden }),
    none: () => boxes.forEach(box => { box.checked = false }),
  }
  part("chosen").addEventListener("click", event => {
    const act = acts[event.target.dataset.do]
    if (act) act()
    show()
  })
  for (const item of items) {
    for (const hidden of item.querySelectorAll("button, [data-part=pick]")) hidden.hidden = false
    item.querySelector("button").addEventListener("click", () => copy([item], item.querySelector("[role=status]")))
  }

  // how this device copies is remembered on it, nothing else
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {}
    for (const select of [format, language]) {
      if ([...select.options].some(option => option.value === kept[select.name])) select.value = kept[select.name]
    }
  } catch {
    // storage may be forbidden, or hold something else
  }
  form.addEventListener("input", event => {
    show(event.target === filter || event.target === topic)
    if (event.target !== format && event.target !== language) return
    try {
      localStorage.setItem(KEY, JSON.stringify({ format: format.value, language: language.value }))
    } catch {
      // the choice holds until the page is left
    }
  })
  form.addEventListener("submit", event => event.preventDefault())
  const disk = part("disk")
  if (disk) disk.hidden = location.protocol !== "file:"
  form.querySelector("fieldset").hidden = false
  if (matchMedia("(min-width: 60em)").matches) acts.open() // a wide screen has room for all: one click less for whoever copies many
  show()
})
