// What the tools share: elements, sentences with blanks, copying, printing, storage that may fail, choices in the address.
// No words of its own.
window.guideTool = (() => {
  // an element with attributes (those without a value are left out) and content: text, elements, lists of them
  const make = (name, attributes = {}, ...content) => {
    const element = document.createElement(name)
    for (const key in attributes) if (attributes[key] || attributes[key] === "") element.setAttribute(key, attributes[key])
    element.append(...content.flat(9).filter(part => part || part === 0))
    return element
  }

  // a sentence with its %{blanks} filled in, as parts to append: what is filled in is not looked at again. Full-width
  // letters and brackets at the ends of what is filled in take no blank beside them
  const WIDE = "[\u3000-\u9fff\uff00-\uffef]"
  const [opens, ends] = [new RegExp(`^${WIDE}`), new RegExp(`${WIDE}$`)]
  const shown = value => value?.textContent ?? value // of an element, its words
  const fill = (text, values) => text.split(/%\{(\w+)\}/).map((part, at, all) => {
    if (at % 2) return values[part] ?? ""
    const rest = ends.test(shown(values[all[at - 1]])) ? part.trimStart() : part
    return opens.test(shown(values[all[at + 1]])) ? rest.trimEnd() : rest
  })
  const said = (text, values) => fill(text, values).join("")

  const copy = async (text, field) => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      if (!field) return false
      field.select()
      return document.execCommand("copy")
    }
  }

  // the tool's paper alone; the styles know the class
  const print = () => {
    document.body.classList.add("guide-print")
    addEventListener("afterprint", () => document.body.classList.remove("guide-print"), { once: true })
    window.print()
  }

  // storage may be forbidden, full or hold anything: undefined, or false, tells so
  const kept = key => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? undefined
    } catch {
      return undefined
    }
  }
  const keep = (key, value) => {
    try {
      if (value === undefined) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(value))
      return true
    } catch {
      return false
    }
  }

  // choices stand in the address as #name=id&…; an id that the list lacks changes nothing
  const offers = (field, value) => [...field.options].some(option => option.value === value)
  const choose = (field, value) => {
    if (!value || !offers(field, value)) return false
    field.value = value
    return true
  }
  const handed = () => new URLSearchParams(location.hash.slice(1, 400))
  const hand = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString()
  const remember = values => {
    try {
      history.replaceState(history.state, "", `#${hand(values)}`)
    } catch {
      // a page opened from disk may not be allowed to: the choices stay on the page
    }
  }

  // what was asked for comes into view and takes the focus
  const reveal = element => {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1
    element.focus({ preventScroll: true })
    element.scrollIntoView({ block: "start" })
  }

  // bytes as a file to save, on a click: made at the click, so that nothing has to be rebuilt while somebody types
  const save = (name, type, content) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` })), download: name })
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
  }

  const button = (text, action, attributes = {}) => {
    const element = make("button", { type: "button", ...attributes }, text)
    element.addEventListener("click", action)
    return element
  }

  // starts the tool `name` with what it works from: in its form or, where that is long, in a file of its own, asked for
  // once the whole page is there. A page opened from disk may not fetch, so the file is a script
  const begin = (name, run) => {
    const form = document.querySelector(`form[data-tool="${name}"]`)
    const source = form?.querySelector("script")
    if (!source) return
    const { file } = source.dataset
    if (!file) return run(form, JSON.parse(source.textContent))
    const script = make("script", { src: file })
    script.onload = () => run(form, window.guideData)
    script.onerror = () => {
      document.documentElement.className = "no-js" // the page as it is without scripts, and no room kept for the tool
    }
    document.head.append(script)
  }

  return { make, fill, said, copy, print, kept, keep, offers, choose, handed, hand, remember, reveal, save, button, begin }
})()
