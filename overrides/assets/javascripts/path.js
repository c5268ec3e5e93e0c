// Path chooser: shows one question of the page's nested list at a time. The state is the address (#path-ID) alone, so
// that Back works and a link can lead to any question or answer. Without scripts the same addresses lead into the list.
(() => {
  const form = document.querySelector('form[data-tool="path"]')
  if (!form) return
  const [panel, tree] = form.children
  const alert = panel.querySelector("[role=alert]")
  const trail = panel.querySelector("nav")
  const fieldset = panel.querySelector("fieldset")
  const legend = panel.querySelector("legend")
  const output = panel.querySelector("output")
  const START = "path-start"

  // the list gives up its ids, else the browser would open it and scroll there
  const states = new Map()
  for (const item of tree.querySelectorAll("[id]")) {
    states.set(item.id, item)
    item.dataset.state = item.id
    item.removeAttribute("id")
  }
  const part = (item, selector) => item.querySelector(`:scope > ${selector}`)
  const parent = item => item.parentElement.closest("[data-state]")

  const link = item => {
    const anchor = document.createElement("a")
    anchor.href = `#${item.dataset.state}`
    anchor.textContent = part(item, "span").textContent
    return anchor
  }
  const entries = items =>
    items.map(item => {
      const entry = document.createElement("li")
      entry.append(link(item))
      return entry
    })

  const show = item => {
    const chosen = []
    for (let step = item; parent(step); step = parent(step)) chosen.unshift(step)
    trail.hidden = !chosen.length
    trail.querySelector("ol").replaceChildren(...entries(chosen))
    const question = part(item, ".guide-chooser__question")
    fieldset.hidden = !question
    output.replaceChildren()
    if (question) {
      legend.textContent = question.textContent
      fieldset.querySelector("ul").replaceChildren(...entries([...part(item, "ul").children]))
    } else {
      const links = [...item.querySelectorAll(":scope > a")].map(found => found.cloneNode(true))
      output.append(output.dataset.answer, ...links.flatMap((found, at) => (at ? [document.createElement("br"), found] : [found])))
    }
  }

  // another section's address leaves the chooser as it is
  const follow = event => {
    const name = location.hash.slice(1)
    const mine = name.startsWith("path-")
    if (event && name && !mine) return
    alert.textContent = mine && !states.has(name) ? alert.dataset.unknown : ""
    show(states.get(name) || states.get(START))
    if (!mine) return
    const target = fieldset.hidden ? output.querySelector("a") : legend
    target.focus({ preventScroll: true })
    form.scrollIntoView({ block: "nearest" })
  }

  tree.open = false
  panel.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  addEventListener("hashchange", follow)
  follow()
})()
