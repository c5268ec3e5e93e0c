// The checklist before closing: counts the ticks and keeps them on this device. No text of its own; boxes tick without it.
(() => {
  const form = document.querySelector('form[data-tool="checklist"]')
  if (!form) return
  const key = "guide-checklist"
  const boxes = [...form.querySelectorAll('input[type="checkbox"]')]
  const groups = [...form.querySelectorAll("fieldset")]
  const choice = form.elements.namedItem("exchange")
  const output = form.querySelector("output")

  // storage may be forbidden, full or hold anything
  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(key))
      return { exchange: String(found.exchange), ticks: Array.isArray(found.ticks) ? found.ticks : [] }
    } catch {
      return { exchange: null, ticks: [] }
    }
  }

  const keep = () => {
    try {
      const ticks = boxes.filter(box => box.checked).map(box => box.name)
      localStorage.setItem(key, JSON.stringify({ exchange: choice.value, ticks }))
      return true
    } catch {
      return false
    }
  }

  const restore = () => {
    const { exchange, ticks } = kept()
    for (const box of boxes) box.checked = ticks.includes(box.name)
    if ([...choice.options].some(option => option.value === exchange)) choice.value = exchange
  }

  const show = saved => {
    for (const group of groups) {
      group.hidden = Boolean(choice.value && group.dataset.exchange && group.dataset.exchange !== choice.value)
    }
    const shown = boxes.filter(box => !box.closest("fieldset").hidden)
    const values = { done: shown.filter(box => box.checked).length, all: shown.length }
    output.value = form.dataset.progress.replace(/%\{(\w+)\}/g, (_, name) => values[name]) + (saved ? "" : form.dataset.unkept)
  }

  // the sheet alone, with the ticks as they stand
  const print = () => {
    document.body.classList.add("guide-print")
    addEventListener("afterprint", () => document.body.classList.remove("guide-print"), { once: true })
    window.print()
  }

  const reset = () => {
    for (const box of boxes) box.checked = false
    show(keep())
  }

  form.addEventListener("change", () => show(keep()))
  form.addEventListener("submit", event => event.preventDefault())
  form.querySelector('[data-do="reset"]').addEventListener("click", reset)
  form.querySelector('[data-do="print"]').addEventListener("click", print)
  form.querySelector(".guide-checklist__bar").hidden = false
  restore()
  show(true)
})()
