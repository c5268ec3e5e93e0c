// The checklist before closing: counts the ticks and keeps them on this device. No text of its own; boxes tick without it.
(() => {
  const form = document.querySelector('form[data-tool="checklist"]')
  if (!form) return
  const tool = window.guideTool
  const key = "guide-checklist"
  const boxes = [...form.querySelectorAll('input[type="checkbox"]')]
  const groups = [...form.querySelectorAll("fieldset")]
  const choice = form.elements.namedItem("exchange")
  const output = form.querySelector("output")

  const kept = () => {
    const found = tool.kept(key) ?? {}
    return { exchange: typeof found.exchange === "string" ? found.exchange : null, ticks: Array.isArray(found.ticks) ? found.ticks : [] }
  }
  const keep = () => tool.keep(key, { exchange: choice.value, ticks: boxes.filter(box => box.checked).map(box => box.name) })

  const restore = () => {
    const { exchange, ticks } = kept()
    for (const box of boxes) box.checked = ticks.includes(box.name)
    tool.choose(choice, exchange)
  }

  // an exchange handed over in the address; one without items of its own leaves the common ones
  const follow = () => {
    const asked = tool.handed().get("exchange")
    if (tool.choose(choice, asked)) show(keep())
  }

  const show = saved => {
    for (const group of groups) {
      group.hidden = Boolean(choice.value && group.dataset.exchange && group.dataset.exchange !== choice.value)
    }
    const shown = boxes.filter(box => !box.closest("fieldset").hidden)
    const values = { done: shown.filter(box => box.checked).length, all: shown.length }
    output.value = tool.said(form.dataset.progress, values) + (saved ? "" : form.dataset.unkept)
  }

  const reset = () => {
    for (const box of boxes) box.checked = false
    show(keep())
  }

  form.addEventListener("change", () => show(keep()))
  form.addEventListener("submit", event => event.preventDefault())
  form.querySelector('[data-do="reset"]').addEventListener("click", reset)
  form.querySelector('[data-do="print"]').addEventListener("click", tool.print)
  form.querySelector(".guide-checklist__bar").hidden = false
  addEventListener("hashchange", follow)
  restore()
  show(true)
  follow()
})()
