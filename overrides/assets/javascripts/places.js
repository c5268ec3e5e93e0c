// The list of places: filtered by words; an old address of a row leads on to the place's page. No text of its own.
(() => {
  const form = document.querySelector(".guide-filter")
  const list = document.querySelector(".guide-places")
  if (!form || !list) return
  const rows = [...list.querySelectorAll("li")]
  const count = form.querySelector("output")

  const show = () => {
    const words = form.elements.words.value.trim().toLowerCase()
    for (const row of rows) row.hidden = !row.dataset.words.toLowerCase().includes(words)
    for (const region of list.querySelectorAll("section")) region.hidden = !region.querySelector("li:not([hidden])")
    const left = rows.filter(row => !row.hidden).length
    count.value = count.dataset.text.replace("N", left) + (left ? "" : count.dataset.none)
  }

  const follow = () => {
    const link = rows.find(row => `#${row.id}` === location.hash)?.querySelector("a")
    if (link) location.replace(link.href)
  }

  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault())
  addEventListener("hashchange", follow)
  form.hidden = false
  show()
  follow()
})()
