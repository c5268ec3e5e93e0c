// Marks facts whose day of checking is too long ago. Texts come from the page; without scripts the dates stand alone.
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
