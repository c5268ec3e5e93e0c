// A reader who comes back to a guide on the web can keep it: keep.js does that; this waits for it with reading.js. Never
// from disk, and never on a first visit: what came from the browser's own cache tells, so nothing is stored to know it.
(() => {
  const LEAST = 1000 // bytes: the sheet is larger, word that it did not change is smaller
  const { top } = guideFrame
  if (!isSecureContext || !top.startsWith("http")) return
  const start = () => {
    const sheet = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("site.css"))
    if (!document.querySelector(".guide-keep") && !(sheet?.transferSize < LEAST)) return
    const script = document.createElement("script")
    script.src = `${top}assets/javascripts/keep.js`
    document.head.append(script)
  }
  setTimeout(start, 1000)
})()
