// Search on file://: browsers refuse workers from disk, so this stands in for Worker with a hidden frame.
// No inline code: the frame gets its functions from here and its script from a file, as the site's policy asks.
// The file's name must contain "iframe-worker" (the offline plugin looks for it), the class must be named
// IFrameWorker (the search script looks for that name in its parent).
(() => {
  if (location.protocol !== "file:") return

  // Load scripts one after the other into the frame; the search script awaits this for its language files.
  const importInto = frame => (...urls) => urls.reduce(
    (before, url) => before.then(() => new Promise((done, failed) => {
      const script = frame.document.createElement("script")
      script.src = url
      script.onload = done
      script.onerror = () => failed(new Error(url))
      frame.document.body.append(script)
    })),
    Promise.resolve()
  )

  class IFrameWorker extends EventTarget {
    constructor(url) {
      super()
      this.waiting = []
      const element = document.createElement("iframe")
      element.hidden = true
      element.title = ""
      document.body.append(element)
      this.frame = element.contentWindow
      this.frame.postMessage = data => this.dispatchEvent(new MessageEvent("message", {data}))
      this.frame.importScripts = importInto(this.frame)
      // messages sent before the script has run would be lost
      this.frame.importScripts(url).then(() => {
        this.ready = true
        this.waiting.splice(0).forEach(data => this.postMessage(data))
      })
    }

    postMessage(data) {
      if (this.ready) this.frame.dispatchEvent(new MessageEvent("message", {data}))
      else this.waiting.push(data)
    }

    terminate() {
      this.frame.frameElement.remove()
    }
  }

  window.IFrameWorker = window.Worker = IFrameWorker
})()
