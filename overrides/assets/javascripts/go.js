// Forwards from a permanent or an old address to where the answer stands now. Without scripts the page shows the links.
(() => {
  const { zh, en, tool, to, sections } = document.documentElement.dataset
  const anchor = location.hash.slice(1)

  // a page that moved keeps its language; a section that went elsewhere has an address of its own
  if (to) {
    const moved = JSON.parse(sections)
    location.replace(Object.hasOwn(moved, anchor) ? moved[anchor] : to.split("#")[0] + (location.hash || to.slice(to.split("#")[0].length)))
    return
  }
  if (!zh) return

  // a choice made on this site, else the first of both languages in the browser's list, else English
  let chosen = ""
  try {
    chosen = localStorage.getItem("guide-language") || ""
  } catch {
    // storage may be forbidden
  }
  const language = [chosen, ...navigator.languages].find(tag => /^(zh|en)\b/i.test(tag)) || "en"
  const target = language.slice(0, 2).toLowerCase() === "zh" ? zh : en
  const [page, state = ""] = target.split("#")
  // a choice the address stands for comes first, and what it was opened with adds to it
  const handed = state.includes("=") ? `#${state}&${anchor}` : location.hash
  location.replace(tool === undefined || !anchor ? target : page + handed)
})()
