// Keeps the guide in this browser: asks for the worker, tells it what was opened, says when a newer version is there.
// On "take it along" it keeps the whole guide, and erases it. Words come from the page.
(() => {
  const workers = navigator.serviceWorker
  const root = new URL("../../", document.currentScript.src)
  const box = document.querySelector(".guide-keep")
  const KEY = "guide-keep" // "no" once the reader erased what was kept
  if (!workers) return

  const link = document.createElement("link")
  link.rel = "manifest"
  link.href = `${guideFrame.top}${guideFrame.texts.root}manifest.webmanifest`
  document.head.append(link)

  // A worker says which version it keeps once it moved in: a page of another one is older
  workers.addEventListener("message", ({ data: { commit } }) => {
    const line = document.querySelector(".guide-newer")
    if (commit && line && commit !== document.querySelector(".guide-version")?.textContent) line.hidden = false
  })

  const refused = () => {
    try {
      return localStorage.getItem(KEY) === "no"
    } catch {
      return false
    }
  }
  const remember = value => {
    try {
      if (value) localStorage.setItem(KEY, value)
      else localStorage.removeItem(KEY)
    } catch {
      // storage may be forbidden: then nothing is kept by itself either
    }
  }
  // → the worker at work; rejected where browser or host don't allow one
  const ready = async () => {
    await workers.register(new URL("worker.js", root), { updateViaCache: "none" })
    return (await workers.ready).active
  }
  const begin = async () => {
    const { saveData, effectiveType = "4g" } = navigator.connection || {}
    const seen = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]
    const worker = await ready()
    worker.postMessage({ seen, language: document.documentElement.lang.slice(0, 2), sparing: saveData || effectiveType !== "4g" })
  }
  if (!refused()) begin().catch(() => {}) // the guide is read from the network then, as ever

  // The box on "take it along" ---------------------------------------------------------------------------------
  if (!box) return
  const [status, bar] = [box.querySelector("[role=status]"), box.querySelector("progress")]
  const [keep, erase] = box.querySelectorAll("button")
  const say = (name, values = {}) => {
    status.textContent = box.dataset[name].replace(/%\{(\w+)\}/g, (_, key) => values[key])
  }
  const ask = worker => new Promise(done => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => done(data)
    worker.postMessage("more", [port2])
  })
  const all = async () => {
    remember("")
    keep.disabled = true
    bar.hidden = false
    say("busy")
    try {
      const worker = await ready()
      for (;;) {
        const { failed, have, all: count, bytes } = await ask(worker)
        if (failed) {
          say(failed)
          break
        }
        Object.assign(bar, { max: count, value: have })
        if (have === count) {
          say("kept", { size: (bytes / 1e6).toFixed(0) })
          break
        }
      }
    } catch {
      say("refused")
    }
    keep.disabled = false
    bar.hidden = true
  }
  const none = async () => {
    try {
      const own = `guide ${root.href} `
      for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name)
      await (await workers.getRegistration(root))?.unregister()
    } catch {
      // nothing was kept then
    }
    remember("no")
    say("erased")
  }
  keep.addEventListener("click", all)
  erase.addEventListener("click", none)
  box.hidden = false
})()
