// What the header has for scripts alone: the scheme switch and the search box, put where they belong before anything is
// painted, in the words of the page's language. The build puts the words, `guideTexts`, before this, and has the rest of
// frame.js wait for the whole page. Nothing here needs what stands below the header.
self.guideFrame = (() => {
  const { documentElement: root, body, currentScript: own } = document
  const top = new URL("../../", own.src).href
  const texts = guideTexts
  const icon = path => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}"/></svg>`
  const magnify = icon("M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16 6.5 6.5 0 0 1 3 9.5 6.5 6.5 0 0 1 9.5 3m0 2C7 5 5 7 5 9.5S7 14 9.5 14 14 12 14 9.5 12 5 9.5 5")
  const made = html => document.createRange().createContextualFragment(html)
  root.className = "js"

  // The light or dark scheme. Kept under the theme's own key, which other sites of the theme on the same host share: what
  // is not a choice of ours is dropped. Storage may be forbidden, or null. Each label leads to the next scheme.
  const key = "/.__palette"
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const schemes = [
    ["", texts.light, "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 2v16a8 8 0 0 1 0-16"],
    ["default", texts.dark, "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10M11 1h2v4h-2zm0 18h2v4h-2zM1 11h4v2H1zm18 0h4v2h-4z"],
    ["slate", texts.system, "M12 3a9 9 0 1 0 9 9 6 6 0 1 1-9-9"],
  ]
  own.previousElementSibling.before(made(`<form class="md-header__option" data-md-component="palette">${schemes.map(([, name, path], at) => `<input class="md-option" aria-label="${name}" type="radio" name="__palette" id="__palette_${at}"><label class="md-header__button md-icon" title="${name}" for="__palette_${(at + 1) % schemes.length}">${icon(path)}</label>`).join("")}</form>`))
  const inputs = [...document.getElementsByName("__palette")]
  let index
  try {
    ({ index } = JSON.parse(localStorage.getItem(key)))
  } catch {}
  if (!Number.isInteger(index) || !inputs[index]) {
    index = 0
    try {
      localStorage.removeItem(key)
    } catch {}
  }
  const show = () => {
    const scheme = schemes[index][0] || (dark.matches ? "slate" : "default")
    body.dataset.mdColorScheme = scheme
    root.style.colorScheme = scheme === "slate" ? "dark" : "light"
    inputs.forEach((input, at) => {
      input.checked = at === index
      input.nextElementSibling.hidden = at !== index
    })
  }
  inputs.forEach((input, at) => input.addEventListener("change", () => {
    index = at
    show()
    try {
      localStorage.setItem(key, JSON.stringify({ index }))
    } catch {}
  }))
  dark.addEventListener("change", show)
  show()

  // The search box; search-start.js waits for its first use. Class names are the theme's, which its styles need.
  own.before(made(`<label class="md-header__button md-icon" for="__search">${magnify}</label>
<div class="md-search" role="dialog" aria-label="${texts.search}">
<label class="md-search__overlay" for="__search"></label>
<div class="md-search__inner" role="search">
<form class="md-search__form">
<input type="text" class="md-search__input" aria-label="${texts.search}" placeholder="${texts.search}" maxlength="100" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" enterkeyhint="search" required>
<label class="md-search__icon md-icon" for="__search">${magnify}${icon("M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z")}</label>
<nav class="md-search__options" aria-label="${texts.search}"><button type="reset" class="md-search__icon md-icon" title="${texts.reset}" aria-label="${texts.reset}" tabindex="-1">${icon("M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z")}</button></nav>
</form>
<div class="md-search__output"><div class="md-search__scrollwrap" tabindex="0"><div class="md-search-result">
<div class="md-search-result__meta" role="status">${texts.hint}</div>
<p class="guide-search__failed" role="alert" hidden>${texts.failed} <a href="${top}${texts.root}faq.html">${texts.link}</a>${texts.stop}</p>
<ol class="md-search-result__list" role="list"></ol>
</div></div></div>
</div>
</div>`))
  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)))
    } catch {
      return null // an address anybody can write
    }
  }
  return { texts, top, home: top + texts.root, icon, made, named }
})()
