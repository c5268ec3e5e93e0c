// Fetched where the address names a part that this page doesn't have (guide.js looks): a section that left leads on at
// once; of one that nobody knows a sentence below the title says so, until another part is asked for. The build puts the
// sentence in every language, `guideGone`, before this. The chooser speaks for itself, and every browser knows "top".
(() => {
  const { hash } = location
  const link = document.getElementById(hash.slice(1))?.querySelector(":scope.guide-moved a")
  if (link) location.replace(link.href)
  if (link || /^#(path-|top$)/.test(hash)) return
  const note = document.createElement("p")
  note.className = "guide-copied guide-gone" // the first has a look on every page
  note.role = "alert"
  note.textContent = guideGone[document.documentElement.lang]
  document.querySelector("h1")?.after(note)
  addEventListener("hashchange", () => note.remove(), { once: true })
})()
