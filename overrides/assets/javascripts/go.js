// Forwards from a permanent or an old address to where the answer stands now. Without scripts the page shows the links.
(() => {
  const { id, zh, en, tool, to, sections } = document.documentElement.dataset
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

  // ?embed, or ?embed=zh: shown inside another page; the answer stays here, its link opens the guide outside the frame
  const embed = new URLSearchParams(location.search).get("embed")
  if (embed !== null) {
    const shown = /^(zh|en)$/.test(embed) ? embed : language.slice(0, 2).toLowerCase()
    addEventListener("DOMContentLoaded", () => {
      for (const part of document.querySelectorAll("[lang]:not(html)")) part.hidden = part.lang !== shown
      for (const link of document.links) link.target = "_top"
      document.documentElement.lang = shown
      const tell = () => parent.postMessage({ guide: "height", id, height: document.documentElement.scrollHeight }, "*")
      new ResizeObserver(tell).observe(document.querySelector("main"))
    })
    return
  }

  const [page, state = ""] = target.split("#")
  // a choice the address stands for comes first, and what it was opened with adds to it
  const handed = state.includes("=") ? `#${state}&${anchor}` : location.hash
  location.replace(tool === undefined || !anchor ? target : page + handed)
})()
