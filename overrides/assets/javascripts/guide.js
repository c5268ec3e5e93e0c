// Small helps for every page; texts come from the page or the frame, and without scripts nothing is missing.

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

// A section that left this page leads on at once.
;(() => {
  const follow = () => {
    const moved = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
    const link = moved && moved.matches(".guide-moved") && moved.querySelector("a")
    if (link) location.replace(link.href)
  }
  addEventListener("hashchange", follow)
  follow()
})()

// A page of a host with an address says that it is a copy where it is anywhere else on the web; not from disk or at home.
;(() => {
  const copy = document.querySelector(".guide-copy")
  if (!copy || !location.protocol.startsWith("http") || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)) return
  copy.hidden = location.href.split("//")[1].startsWith(copy.dataset.home.split("//")[1])
})()
