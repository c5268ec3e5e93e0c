// The frame around a page: drawer, search box and keys. With guide.js (the build makes one file of them) and reading.js,
// which comes later, it stands in for the theme's own script, at a tenth of its size. Without scripts links and folds work all the same.
// Texts come from header.js, which has set the light or dark scheme and made the search box by now.
(() => {
  const { texts, top } = guideFrame
  const all = (selector, part = document) => [...part.querySelectorAll(selector)]
  const one = selector => document.querySelector(selector)
  const sidebar = matchMedia("(min-width: 76.25em)") // from here on the drawer always stands beside the page
  const field = matchMedia("(min-width: 60em)") // from here on the search field always stands in the header
  const input = one(".md-search__input")
  const drawer = { toggle: one("#__drawer"), box: one(".md-sidebar--primary"), open: () => drawer.toggle.checked && !sidebar.matches }
  const search = { toggle: one("#__search"), box: one(".md-search__inner"), first: input, open: () => search.toggle.checked }
  const dialogs = [drawer, search].filter(({ box }) => box)
  const toggles = all(".md-sidebar--primary .md-nav__toggle")

  // What the first glance doesn't need: help while reading a moment after the page is there, when it has been painted, or
  // once something has the focus; styles for what opens, moves or follows a reader at the first sign of one.
  const add = (name, more) => document.head.appendChild(Object.assign(document.createElement(name), more))
  const MOMENT = 100
  let arrived, help, styles
  guideFrame.styled = new Promise(done => {
    arrived = done
  })
  const read = () => {
    help ||= add("script", { src: `${top}assets/javascripts/reading.js` })
  }
  const openLater = () => {
    styles ||= add("link", { rel: "stylesheet", href: `${top}assets/stylesheets/later.css`, onload: arrived, onerror: arrived })
  }
  for (const type of ["scroll", "pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(type, openLater, { once: true, passive: true })
  addEventListener("focusin", read)
  addEventListener("load", () => setTimeout(read, MOMENT))

  // What is closed takes no focus. A section opened inside the drawer covers the list it stands in.
  const sync = () => {
    if (drawer.box) drawer.box.inert = !sidebar.matches && !drawer.toggle.checked
    if (search.box) {
      search.box.inert = !field.matches && !search.toggle.checked
      one(".md-search__output").inert = !search.toggle.checked
      one(".md-search").ariaModal = search.toggle.checked
    }
    for (const part of all(".md-sidebar--primary [inert]")) part.inert = false
    for (const toggle of toggles) {
      if (sidebar.matches || toggle.id === "__toc" && field.matches) continue
      const item = toggle.parentNode
      const list = item.parentNode
      for (const part of toggle.checked ? [list.previousElementSibling, ...list.children, ...item.children] : all(":scope > nav", item)) {
        part.inert = part !== item && part !== toggle && part.matches("nav") !== toggle.checked
      }
    }
  }
  const reachable = box => all("a[href], button, input, summary, [tabindex]", box).filter(
    stop => stop.tabIndex >= 0 && !stop.closest("[inert]") && stop.checkVisibility({ visibilityProperty: true })
  )

  // Opening puts the focus inside, closing puts it back.
  const set = (dialog, open) => dialog.toggle.checked !== open && dialog.toggle.click()
  const close = () => {
    for (const dialog of dialogs) set(dialog, false)
  }
  for (const dialog of dialogs) dialog.toggle.addEventListener("change", () => {
    const { activeElement } = document
    const inside = dialog.box.contains(activeElement)
    if (dialog.toggle.checked) {
      openLater()
      dialog.opener = inside ? null : activeElement
      sync()
      const enter = () => dialog.open() && !dialog.box.contains(document.activeElement) && (dialog.first || reachable(dialog.box)[0])?.focus({ preventScroll: true })
      enter()
      setTimeout(enter, 300) // a box that slides in takes focus once it can be seen
    } else {
      if (inside) activeElement.blur()
      sync()
      dialog.opener?.focus({ preventScroll: true })
    }
  })
  // passed by Tab the field stays closed, so that the next Tab goes on
  for (const type of ["click", "input"]) input?.addEventListener(type, () => set(search, true))
  one(".md-search")?.addEventListener("click", event => event.target.closest("a") && close())
  for (const toggle of toggles) toggle.addEventListener("change", sync)
  for (const media of [sidebar, field]) media.addEventListener("change", sync)
  addEventListener("hashchange", close)
  addEventListener("pageshow", ({ persisted }) => persisted && close()) // back from another page

  // The theme's labels answer to a pointer alone: the icon inside becomes, or comes into, a button.
  const press = (label, icon, name) => {
    const button = document.createElement("button")
    button.type = "button"
    button.ariaLabel = name
    button.className = icon ? icon.className : "guide-press"
    button.addEventListener("click", () => document.getElementById(label.htmlFor).click())
    if (icon) icon.replaceWith(button)
    else {
      button.append(...label.childNodes)
      label.append(button)
    }
  }
  for (const label of all(".md-icon[for=__drawer]")) if (drawer.box) press(label, null, one(".md-nav--primary").ariaLabel)
  for (const label of all(".md-icon[for=__search]")) press(label, null, label.matches(".md-search *") ? texts.close : input.ariaLabel)
  for (const icon of all(".md-sidebar--primary label > .md-nav__icon")) press(icon.parentNode, icon, icon.parentNode.textContent.trim())
  sync()

  // Keys as in the theme: inside an open box, and anywhere but in a field.
  document.addEventListener("keydown", event => {
    const { key, target, shiftKey } = event
    const dialog = dialogs.find(({ open }) => open())
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return
    if (dialog) {
      const stops = reachable(dialog.box)
      const at = stops.indexOf(document.activeElement)
      if (key === "Escape") close()
      else if (key === "Tab" && (at < 0 || at === (shiftKey ? 0 : stops.length - 1))) {
        event.preventDefault()
        stops.at(shiftKey ? -1 : 0)?.focus()
      }
    } else if (key === "Enter" && target.matches(".md-option")) target.nextElementSibling.click()
    else if (!target.matches("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]")) {
      const way = { n: "next", ".": "next", p: "prev", ",": "prev" }[key]
      if (way) one(`.md-footer__link--${way}`)?.click()
      if (/^[fs/]$/.test(key) && input) {
        event.preventDefault()
        set(search, true)
        input.select()
      }
    }
  })
})()
