// The table of places: filter by words and region, sort by name or years. Complete without scripts; no text of its own.
(() => {
  const form = document.querySelector(".guide-filter")
  const table = document.querySelector(".guide-places")
  if (!form || !table) return
  const body = table.tBodies[0]
  const rows = [...body.rows]
  const count = form.querySelector("output")

  const show = () => {
    const words = form.elements.words.value.trim().toLowerCase()
    const region = form.elements.region.value
    for (const row of rows) {
      row.hidden = Boolean(
        (region && row.dataset.region !== region) || (words && !row.textContent.toLowerCase().includes(words))
      )
    }
    count.value = count.dataset.text.replace("N", rows.filter(row => !row.hidden).length)
  }

  // unknown periods stay last in both directions
  const years = row => Number(row.dataset.years) || Infinity
  const compare = {
    name: (a, b) => a.cells[0].textContent.localeCompare(b.cells[0].textContent, document.documentElement.lang),
    years: (a, b) => years(a) - years(b),
  }

  const sort = head => {
    const down = head.getAttribute("aria-sort") === "ascending"
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort")
    head.setAttribute("aria-sort", down ? "descending" : "ascending")
    const order = compare[head.dataset.sort]
    const unknown = row => head.dataset.sort === "years" && years(row) === Infinity
    const sorted = [...rows].sort((a, b) => unknown(a) - unknown(b) || (down ? order(b, a) : order(a, b)))
    body.append(...sorted)
  }

  for (const head of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.append(...head.childNodes)
    button.addEventListener("click", () => sort(head))
    head.append(button)
  }
  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault())
  form.hidden = false
  show()
})()
