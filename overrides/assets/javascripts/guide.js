// Small helps for every page; texts come from the page, and without scripts nothing is missing.

// Marks facts whose day of checking is too long ago. Without scripts the dates stand alone.
(() => {
  const today = new Date().toISOString().slice(0, 10)
  for (const time of document.querySelectorAll("time.guide-checked[data-due]")) {
    if (time.dataset.due >= today) continue
    const mark = document.createElement("strong")
    mark.className = "guide-overdue"
    mark.textContent = time.dataset.overdue
    time.after(" ", mark)
  }
})()

// The theme's search dialog has no name of its own; its field has one in the page's language.
;(() => {
  const dialog = document.querySelector(".md-search[role=dialog]")
  const field = document.querySelector(".md-search__input")
  if (dialog && field) dialog.setAttribute("aria-label", field.getAttribute("aria-label") || field.placeholder)
})()

// A source mark says which source it is once it is pointed at; the words stand in the list at the page's end.
;(() => {
  const name = event => {
    const mark = event.target.closest?.(".guide-source")
    const source = mark && !mark.title && document.getElementById(`source-${mark.dataset.source}`)
    if (source) mark.title = source.textContent.split(" · ")[0].trim()
  }
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, name)
})()
