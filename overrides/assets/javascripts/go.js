// Forwards from a permanent or an old address to where the answer stands now. Without scripts the page shows the links.
(() => {
  const root = document.documentElement
  const { id, languages, tool, to, sections } = root.dataset
  const anchor = location.hash.slice(1)

  // a page that moved keeps its language; a section that went elsewhere has an address of its own
  if (to) {
    const moved = JSON.parse(sections)
    location.replace(Object.hasOwn(moved, anchor) ? moved[anchor] : to.split("#")[0] + (location.hash || to.slice(to.split("#")[0].length)))
    return
  }
  if (!languages) return

  // a choice made on this site, else the first of the guide's languages in the browser's list, else the page's first
  let chosen = ""
  try {
    chosen = localStorage.getItem("guide-language") || ""
  } catch {
    // storage may be forbidden
  }
  const codes = languages.split(" ")
  const main = tag => tag.toLowerCase().split("-")[0]
  const meant = tag => codes.find(code => code === tag) || codes.find(code => main(code) === main(tag))
  const language = [chosen, ...navigator.languages].map(meant).find(Boolean) || codes[0]
  const target = root.getAttribute(`data-${language}`)

  // ?embed, or ?embed=zh: shown inside another page; the answer stays here, its link opens the guide outside the frame
  const embed = new URLSearchParams(location.search).get("embed")
  if (embed !== null) {
    const shown = codes.includes(embed) ? embed : language
    addEventListener("DOMContentLoaded", () => {
      for (const part of document.querySelectorAll("[lang]:not(html)")) part.hidden = part.lang !== shown
      for (const link of document.links) link.target = "_top"
      root.lang = shown
      const tell = () => parent.postMessage({ guide: "height", id, height: root.scrollHeight }, "*")
      new ResizeObserver(tell).observe(document.querySelector("main"))
    })
    return
  }

  const [page, state = ""] = target.split("#")
  // a choice the address stands for comes first, and what it was opened with adds to it
  const handed = state.includes("=") ? `#${state}&${anchor}` : location.hash
  location.replace(tool === undefined || !anchor ? target : page + handed)
})()
