// What helps while reading, fetched once the page is at rest: the section in view, the way up, copy buttons, addresses to
// copy. Texts come from the page or the frame; what a page needs at once stands in guide.js.
(() => {
  const { texts, icon, made, named, styled } = guideFrame
  const all = (selector, part = document) => [...part.querySelectorAll(selector)]
  const one = selector => document.querySelector(selector)

  // The section in view in the contents lists, the page's title in the header, the way up on the way back.
  const main = one(".md-main")
  const header = one(".md-header")
  const top = document.createElement("button")
  top.type = "button"
  top.className = "md-top md-icon"
  top.hidden = true
  top.append(made(icon("M13 20h-2V8l-5.5 5.5-1.42-1.42L12 4.16l7.92 7.92-1.42 1.42L13 8z")), ` ${texts.top}`)
  main.append(top)
  const tabs = one(".md-tabs")
  const title = one(".md-content h1")
  const lists = all("[data-md-component=toc]").map(list => all("a", list)
    .map(link => ({ link, section: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ section }) => section))
  let before = scrollY
  let waiting
  const follow = () => {
    waiting = false
    const line = header.offsetHeight
    const past = main.offsetTop - line <= scrollY
    const end = scrollY && scrollY + innerHeight > document.documentElement.scrollHeight - 2
    header.classList.toggle("md-header--shadow", past)
    one(".md-header__title").classList.toggle("md-header__title--active", !!title && title.getBoundingClientRect().bottom <= line)
    if (tabs) tabs.hidden = line - tabs.getBoundingClientRect().top >= 10
    if (scrollY !== before) top.hidden = !past || scrollY > before
    before = scrollY
    for (const list of lists) {
      // a jump leaves its heading up to 125 pixels below the header; at the page's end the last sections can't get there
      let at = list.findLastIndex(({ section }) => section.getClientRects()[0]?.top < line + 125)
      const jumped = list.findIndex(({ section }) => section === named())
      if (end) at = jumped > at ? jumped : list.length - 1
      list.forEach(({ link }, index) => {
        link.classList.toggle("md-nav__link--passed", index <= at)
        link.classList.toggle("md-nav__link--active", index === at)
      })
    }
  }
  const soon = () => {
    waiting ||= requestAnimationFrame(follow)
  }
  for (const type of ["scroll", "resize", "hashchange"]) addEventListener(type, soon)
  document.addEventListener("toggle", soon, true)
  top.addEventListener("click", () => scrollTo(0, 0))
  follow()

  // Copy buttons on code, once their styles are there, and word of what they did.
  const dialog = one(".md-dialog")
  dialog.role = "status"
  const copy = async code => {
    try {
      await navigator.clipboard.writeText(code.textContent.trimEnd())
    } catch { // an old browser, or one that forbids it: what is selected can still be copied
      getSelection().selectAllChildren(code)
      if (!document.execCommand("copy")) return
    }
    dialog.firstElementChild.textContent = texts.copied
    dialog.classList.add("md-dialog--active")
    setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000)
  }
  styled.then(() => {
    for (const code of all("pre > code")) {
      const bar = document.createElement("div")
      const button = document.createElement("button")
      bar.className = "md-code__nav"
      button.className = "md-code__button"
      button.type = "button"
      button.title = button.ariaLabel = texts.copy
      button.dataset.mdType = "copy"
      button.addEventListener("click", () => copy(code))
      bar.append(button)
      code.before(bar)
    }
  })

  // On paper sections open; proof, rows and what is more stay as the reader left them.
  let folded = []
  const fold = open => {
    for (const one of folded) one.open = open
  }
  addEventListener("beforeprint", () => {
    folded = all("details:not([open], .guide-proof, .guide-more, .guide-row)")
    fold(true)
  })
  addEventListener("afterprint", () => fold(false))

  // Boxes that scroll sideways take focus; names cut off show whole when pointed at.
  const scrolls = () => {
    for (const box of all(".md-typeset__scrollwrap, pre > code")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
      else box.removeAttribute("tabindex")
    }
  }
  addEventListener("resize", scrolls)
  scrolls()
  document.addEventListener("pointerover", ({ target }) => {
    const name = target.closest?.(".md-ellipsis")
    if (name?.offsetWidth < name?.scrollWidth) (name.closest("a") || name).title = name.textContent.trim()
  })

})()

// The sign beside a heading copies the answer's permanent address, or the section's where it has none.
;(() => {
  const status = document.querySelector(".guide-copied")
  if (!status) return
  document.addEventListener("click", async event => {
    const mark = event.target.closest?.(".headerlink")
    if (!mark) return
    const { go } = mark.dataset
    const address = go === undefined ? mark.href : `${guideFrame.top}go/${go || mark.hash.slice(1)}.html`
    try {
      await navigator.clipboard.writeText(address)
      status.textContent = status.dataset.copied.replace("%{text}", () => address)
    } catch {
      status.textContent = status.dataset.notCopied.replace("%{text}", () => address)
    }
    const heading = mark.closest("h1, h2, h3, h4") || mark // a fold has it beside its heading
    heading.after(status)
  })
})()
