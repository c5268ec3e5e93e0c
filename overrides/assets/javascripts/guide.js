// Small helps that no page can wait for; texts come from the page or the frame, and without scripts nothing is missing.

// Marks facts whose day of checking is too long ago. Without scripts the dates stand alone. A clock that stands before
// the day of the copy itself is wrong: that day has come.
(() => {
  const made = document.querySelector(".guide-version")?.textContent.split(" ")[1] ?? ""
  const now = new Date().toISOString().slice(0, 10)
  const today = now > made ? now : made
  for (const time of document.querySelectorAll("time.guide-checked[data-due]")) {
    if (time.dataset.due >= today) continue
    const mark = document.createElement("strong")
    mark.className = "guide-overdue"
    mark.textContent = guideFrame.texts.overdue
    time.after(" ", mark)
  }
})()

// The switch remembers the language for permanent addresses, which open in it; on this device alone.
;(() => {
  document.addEventListener("click", event => {
    const choice = event.target.closest?.(".md-header a[hreflang], .md-drawer a[hreflang]")
    if (!choice) return
    try {
      localStorage.setItem("guide-language", choice.hreflang)
    } catch {
      // storage may be forbidden: the browser's own list of languages decides then
    }
  })
})()

// A page of a host with an address says that it is a copy where it is anywhere else on the web; not from disk or at home.
;(() => {
  const copy = document.querySelector(".guide-copy")
  if (!copy || !location.protocol.startsWith("http") || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)) return
  copy.hidden = location.href.split("//")[1].startsWith(copy.dataset.home.split("//")[1])
})()

// Folds open for an address inside them; reading.js opens them for paper.
;(() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const reveal = () => {
    const folds = []
    for (let fold = guideFrame.named(); (fold = fold?.closest?.("details:not([open])")); fold = fold.parentNode) folds.push(fold)
    for (const fold of folds) fold.open = true
    if (folds.length) guideFrame.named().scrollIntoView()
    // a section that left this page, or a part that nobody knows: gone.js; what tools keep in the address has "=" in it
    if (/^#[^=]+$/.test(location.hash) && guideFrame.named()?.matches(".guide-moved") !== false) {
      const script = document.createElement("script")
      script.src = `${guideFrame.top}assets/javascripts/gone.js`
      document.head.append(script)
    }
  }
  addEventListener("hashchange", reveal)
  reveal()

  // The language switch leads to the same section; tools change the address without an event.
  const keep = () => {
    for (const link of all(".guide-switch a")) if (location.hash || link.hash) link.hash = location.hash
  }
  for (const type of ["pointerdown", "focusin", "click"]) document.addEventListener(type, keep, true)
  addEventListener("hashchange", keep)
  keep()

  // The page's own place in a long sidebar.
  for (const link of all(".md-sidebar a.md-nav__link--active")) {
    const box = link.closest(".md-sidebar__scrollwrap")
    if (link.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2
  }
})()
