// The link kit: filters the answers, and copies permanent addresses with or without their words, one or many. No text of its own.
(() => {
  const form = document.querySelector('form[data-tool="link-kit"]')
  if (!form) return
  const { filter, topic, format, language } = form.elements
  const words = form.dataset
  const part = name => form.querySelector(`[data-part=${name}]`)
  const items = [...form.querySelectorAll("[data-topic] li")]
  const sections = [...form.querySelectorAll("[data-topic]")]
  const output = form.querySelector("output")
  const texts = new Map(items.map(item => [item, `${item.textContent} ${item.dataset.words || ""}`.toLowerCase()]))
  const synonyms = JSON.parse(part("synonyms").textContent)
  const boxes = [...form.querySelectorAll("[name=pick]")]
  const KEY = "guide-kit"

  // what is typed, or the guide's own word for it
  const meant = typed => [typed, ...synonyms.filter(([, ...people]) => people.some(word => word === typed || (typed.length > 1 && word.startsWith(typed)))).map(([own]) => own)]
  const fits = (text, typed) => meant(typed).some(word => text.includes(word))

  const show = (asked = false) => {
    const whole = filter.value.toLowerCase().trim()
    const wanted = whole.split(/\s+/).filter(Boolean)
    const found = text => !whole || wanted.every(word => fits(text, word)) || (wanted.length > 1 && fits(text, whole))
    for (const section of sections) {
      const away = topic.value && section.dataset.topic !== topic.value
      const inside = [...section.querySelectorAll("li")]
      for (const item of inside) item.hidden = away || !found(texts.get(item))
      section.hidden = inside.every(item => item.hidden)
      if (asked) section.open = !section.hidden && Boolean(wanted.length || topic.value)
    }
    const values = { shown: items.filter(item => !item.hidden).length, all: items.length }
    const chosen = boxes.filter(box => box.checked).length
    output.value = words.shown.replace(/%\{(\w+)\}/g, (_, name) => values[name]) + (chosen ? ` · ${words.chosen.replace("%{chosen}", chosen)}` : "")
  }

  const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
  const address = item => new URL(item.querySelector("a").getAttribute("href"), location.href).href
  // the address a reader can open: the site's own where the build knows it
  const link = item => (words.home ? words.home + "go/" + address(item).split("/go/").pop() : address(item))
  const said = (item, locale) => {
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
    const lines = chosen.flatMap(item => locales.map(locale => said(item, locale))).map(one => `${anchor(one)}<br>${escaped(one.answer)}`)
    return lines.length > 1 ? `<ul>${lines.map(line => `<li>${line}</li>`).join("")}</ul>` : `<p>${lines.join("")}</p>`
  }
  const plain = (chosen, locales) => {
    if (format.value === "link") return chosen.map(link).join("\n")
    const all = chosen.flatMap(item => locales.map(locale => forms[format.value](said(item, locale))))
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
})()
