// The home page's three questions: what is chosen goes to the plan in its address. Without scripts links stand there.
(() => {
  const form = document.querySelector(".guide-start")
  form?.addEventListener("submit", event => {
    event.preventDefault()
    const chosen = [...new FormData(form)].filter(([, value]) => value)
    location.href = form.dataset.plan + (chosen.length ? `#${new URLSearchParams(chosen)}` : "")
  })
})()
