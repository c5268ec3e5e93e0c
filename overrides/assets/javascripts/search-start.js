// Search, before anybody searches: waits for the first sign (focus, a tap, ?q= in the address), then loads the rest. Comes
// with reading.js, once the page is there; who was quicker is found in the box by then. Keys are the matter of frame.js.
(() => {
  const box = document.querySelector(".md-search")
  const toggle = document.getElementById("__search")
  const field = box && box.querySelector(".md-search__input")
  if (!field || !toggle) return
  const base = guideFrame.home
  const assets = `${guideFrame.top}assets/`
  const failed = box.querySelector(".guide-search__failed")
  const status = box.querySelector(".md-search-result__meta")
  const WAIT = 5000
  const LONGEST = 100
  let asked = false

  // one script, once: settled by `done`, by an error, or by the clock, so that nothing ever waits for ever
  const load = (address, done, fail) => {
    const script = document.createElement("script")
    const end = good => {
      clearTimeout(clock)
      script.onload = script.onerror = null
      if (good) done()
      else fail()
    }
    const clock = setTimeout(end, WAIT, false)
    script.onload = () => end(true)
    script.onerror = () => end(false)
    script.src = address
    document.head.append(script)
  }
  const fail = () => {
    status.textContent = ""
    failed.hidden = false
  }
  const start = () => {
    if (asked) return
    asked = true
    const style = document.createElement("link")
    style.rel = "stylesheet"
    style.href = `${assets}stylesheets/search.css`
    document.head.append(style)
    load(`${assets}javascripts/search.js`, () => (self.guideSearch ? guideSearch.begin({ box, field, toggle, status, failed, base, load, fail }) : fail()), fail)
  }
  field.maxLength = LONGEST
  field.addEventListener("focus", start) // frame.js opens the box
  field.form.addEventListener("submit", event => event.preventDefault())
  toggle.addEventListener("change", () => toggle.checked && start())
  if (toggle.checked || document.activeElement === field) start()

  // an address may bring the words along: from the browser's own search box, or from a link
  const words = new URLSearchParams(location.search).get("q")
  if (words && words.trim()) {
    field.value = words.trim().slice(0, LONGEST)
    field.focus()
    if (!toggle.checked) toggle.click() // frame.js opens the box and puts the focus into it
  }
})()
