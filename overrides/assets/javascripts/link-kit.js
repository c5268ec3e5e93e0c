// The link kit: filters the answers, and copies a permanent address with or without its words. No text of its own.
(() => {
  const form = document.querySelector('form[data-tool="link-kit"]')
  if (!form) return
  const { filter, topic, format, language } = form.elements
  const words = form.dataset
  const items = [...form.querySelectorAll("li")]
  const sections = [...form.querySelectorAll("[data-topic]")]
  const output = form.querySelector("output")
  const texts = new Map(items.map(item => [item, item.textContent.toLowerCase()]))

  const show = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean)
    for (const section of sections) {
      const away = topic.value && section.dataset.topic !== topic.value
      const inside = [...section.querySelectorAll("li")]
      for (const item of inside) item.hidden = away || !wanted.every(word => texts.get(item).includes(word))
      section.hidden = inside.every(item => item.hidden)
      section.open = !section.hidden && Boolean(wanted.length || topic.value)
    }
    const values = { shown: items.filter(item => !item.hidden).length, all: items.length }
    output.value = words.shown.replace(/%\{(\w+)\}/g, (_, name) => values[name])
  }

  const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
  const address = item => new URL(item.querySelector("a").getAttribute("href"), location.href).href
  // the address a reader can open: the site's own where the build knows it
  const link = item => (words.home ? words.home + "go/" + address(item).split("/go/").pop() : address(item))

  const one = (item, locale) => {
    const line = item.querySelector(`[lang=${locale}]`)
    const question = line.querySelector("strong").textContent
    const answer = line.textContent.replace(question, "").trim()
    if (format.value === "markdown") return `[${question.replace(/[[\]\\]/g, "\\$&")}](${link(item)})`
    if (format.value === "html") return `<a href="${escaped(link(item))}">${escaped(question)}</a>`
    return [question, answer, link(item)].join("\n")
  }

  const copy = async item => {
    const locales = language.value === "both" ? ["zh", "en"] : [language.value]
    const text = format.value === "link" ? link(item) : locales.map(locale => one(item, locale)).join("\n\n")
    let said = words.copied
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      said = words.notCopied
    }
    for (const status of form.querySelectorAll("[role=status]")) status.textContent = ""
    item.querySelector("[role=status]").textContent = said.replace("%{text}", () => text)
  }

  for (const item of items) {
    const button = item.querySelector("button")
    button.hidden = false
    button.addEventListener("click", () => copy(item))
  }
  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault())
  const disk = form.querySelector("[data-part=disk]")
  if (disk) disk.hidden = location.protocol !== "file:"
  form.querySelector("fieldset").hidden = false
  show()
})()
