// Link checker: compares the domains in a pasted text with the official domains on the page, in the page's own words.
// The text is only read: never opened, linked, stored or sent.
guideTool.begin("link-check", (form, { emails, passing }) => {
  const field = form.elements.url
  const alert = form.querySelector("[role=alert]")
  const output = form.querySelector("output")
  const { guideLinks: links, guideTool: tool } = window
  const signs = [...document.querySelectorAll("[data-sign]")]
  const exchanges = [...document.querySelectorAll("[data-brands]")].map(list => ({
    id: list.dataset.exchange,
    name: list.dataset.name,
    brands: list.dataset.brands.split(" "),
    hosts: [...list.children],
  }))
  const any = { name: form.dataset.any, brands: exchanges.flatMap(({ brands }) => brands), hosts: exchanges.flatMap(({ hosts }) => hosts) }

  // look-alike letters, pair by pair; normalising does accents and full-width forms
  const LIKE = "аaвbсcԁdеeһhіiјjкkӏlмmнhоoрpгrѕsтtуyхxѵvԝwαaβbεeηnιiκkνvοoρpτtυuχxωwıiłløoɡgɑaօoոnսu0o1l3e4a5s6b8b9g"
  const latin = new Map([...Array(LIKE.length / 2)].map((_, i) => [LIKE[2 * i], LIKE[2 * i + 1]]))

  // the most exact entry for a host: the domain itself, or one that ends in a dot and the domain
  const entry = (host, exchange) =>
    exchange.hosts
      .filter(item => `.${host}`.endsWith(`.${item.dataset.host}`))
      .sort((a, b) => b.dataset.host.length - a.dataset.host.length)[0]

  // a label as a reader sees it
  const seen = label =>
    [...label.normalize("NFKD").toLowerCase()]
      .map(letter => latin.get(letter) || (/\p{M}/u.test(letter) ? "" : letter))
      .join("")
      .replace(/rn/g, "m")
      .replace(/vv/g, "w")

  // letters added, missing, changed or swapped
  const distance = (a, b) => {
    const d = [...Array(a.length + 1)].map((_, i) => [i])
    for (let j = 1; j <= b.length; j++) d[0][j] = j
    for (let i = 1; i <= a.length; i++)
      for (let j = 1; j <= b.length; j++) {
        d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] !== b[j - 1]))
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1)
      }
    return d[a.length][b.length]
  }
  const once = word => word.replace(/(.)\1+/g, "$1")
  const close = (word, brand) =>
    Math.abs(word.length - brand.length) < 3 && distance(word, brand) <= (brand.length > 7 ? 2 : 1)
  const alike = (label, brand) => {
    const letters = seen(label)
    const whole = letters.replace(/-/g, "")
    return whole.includes(brand) || [label, whole, ...letters.split("-")].some(word => close(word, brand) || once(word) === once(brand))
  }

  // names of exchanges in a domain that is not official
  const compare = ({ found, host, labels, rest }, exchange) => {
    const names = labels.slice(0, -1)
    for (const { brands, hosts } of [exchange, ...exchanges]) {
      for (const { dataset } of hosts) {
        const whole = new RegExp(`(^|[^a-z0-9])${dataset.host.replace(/\./g, "[.-]")}([^a-z0-9]|$)`, "i")
        if (whole.test(host)) found.set("front", dataset.host)
        if (whole.test(rest)) found.set("path", dataset.host)
      }
      for (const brand of brands) {
        if (found.has("name") || found.has("alike")) return
        if (labels.some(label => label.replace(/-/g, "").includes(brand))) found.set("name", brand)
        else if (names.some(label => alike(label, brand))) found.set("alike", brand)
      }
    }
  }

  const within = (host, names) => names.some(name => `.${host}`.endsWith(`.${name}`))

  // one address → verdict, signs, whose it is
  const judge = (text, exchange) => {
    const result = { text, exchange, ...links.read(text) }
    if (result.secret || result.refused) return { ...result, verdict: "unreadable" }
    const listed = emails[result.email]
    if (listed) return { ...result, listed, verdict: "official" }
    const { found, host } = result
    links.readRest(result, other => entry(other, exchange), exchange.brands)
    result.own = entry(host, exchange)
    if (result.own) result.exchange = exchanges.find(({ hosts }) => hosts.includes(result.own))
    else {
      result.other = exchanges.find(other => entry(host, other))
      const kind = Object.keys(passing).find(name => within(host, passing[name]))
      if (kind) found.set(kind, "")
      else if (!result.other) compare(result, exchange)
    }
    // these leave an official domain official, or alone make no other domain suspicious
    const harmless = ["referral", "dot", "shortener", "messenger", result.own ? "download" : "http"]
    const odd = [...found.keys()].some(sign => !harmless.includes(sign))
    return { ...result, verdict: odd ? "suspicious" : result.own ? "official" : "not-official" }
  }

  // every address of a text, the worst first
  const WORST = ["suspicious", "unreadable", "not-official", "official"]
  const another = ({ verdict, other }) => other && verdict === "not-official"
  const rank = result => WORST.indexOf(result.verdict) + (another(result) ? 0.5 : 0)
  const judged = text => {
    const exchange = exchanges.find(({ id }) => id === form.elements.exchange.value) || any
    if (!text || text.length > 20000) return [judge(text && "x".repeat(5000), exchange)]
    const results = links.found(text).slice(0, 40).map(address => judge(address, exchange))
    return results.length ? results.sort((a, b) => rank(a) - rank(b)) : [{ exchange, refused: "none", verdict: "unreadable" }]
  }

  // an element with the form's text `key`, its %{names} filled with text or elements
  const say = (key, values = {}, tag = "p") => tool.make(tag, {}, tool.fill(form.getAttribute(`data-${key}`), values))
  const code = text => tool.make("code", { dir: "ltr" }, text.length > 120 ? text.slice(0, 120) + "…" : text)
  // what the page says, without the tips that the glossary hangs into it
  const words = element => {
    const copy = element.cloneNode(true)
    for (const tip of copy.querySelectorAll("[role=tooltip]")) tip.remove()
    return copy.textContent
  }
  const reasons = found => tool.make("ul", {}, signs.filter(({ dataset }) => found.has(dataset.sign)).map(sign => {
    const detail = found.get(sign.dataset.sign)
    return tool.make("li", {}, words(sign), detail && [" ", code(detail)])
  }))

  // the word in large letters
  const band = result => {
    const { verdict, listed, secret, other, exchange } = result
    const key = secret ? "secret-word" : listed ? "written" : verdict === "official" ? "own" : another(result) ? "another" : "stop"
    const mark = key === "another" || verdict === "official" ? "i" : "✕"
    const words = say(key, { other: other && other.name, name: exchange.name }, "strong")
    return tool.make("p", { class: "guide-link-verdict" }, tool.make("span", { "aria-hidden": "true" }, mark), " ", words)
  }

  const lines = result => {
    const { verdict, found, host, own, other, exchange, listed, secret } = result
    if (secret) return [say("secret")]
    if (verdict === "unreadable") return [say("unreadable")]
    if (listed) return [say("email", { name: listed })]
    const date = document.createElement("span")
    if (own) date.append(...[...own.querySelectorAll("time, .guide-overdue")].map(item => item.cloneNode(true)))
    const parts = [say(own && verdict === "suspicious" ? "odd" : verdict, { name: exchange.name, date })]
    if (host) parts.push(say("host", { host: code(host) }))
    // suffixes.js may be missing or old: only shown
    if (host && !found.has("ip") && window.guideOwner) parts.push(say("owner", { owner: code(guideOwner(host)) }))
    if (other) parts.push(say("other", { name: other.name }))
    if (found.size) parts.push(reasons(found))
    if (own) parts.push(say("note", { note: words(own.querySelector("span")) }))
    parts.push(say(verdict === "official" || another(result) ? "official-next" : "next"))
    return parts
  }

  const answer = results => {
    const [worst] = results
    if (results.length === 1) return [band(worst), ...lines(worst)]
    const each = results.map(result => tool.make("li", { "data-verdict": result.verdict }, code(result.text), lines(result)))
    return [band(worst), say("many", { count: String(results.length) }), tool.make("ol", {}, each)]
  }

  let shown = ""
  const show = event => {
    const asked = event.type === "submit"
    const text = field.value.trim()
    const state = `${form.elements.exchange.value} ${text}`
    const results = text || asked ? judged(text) : []
    const [worst = {}] = results
    const refused = results.length === 1 ? worst.refused : ""
    alert.textContent = (refused && form.dataset[refused]) || ""
    output.dataset.verdict = worst.verdict || ""
    if (state !== shown || !output.childElementCount) output.replaceChildren(...(worst.verdict && refused !== "empty" ? answer(results) : []))
    shown = state
    if (!asked) return
    event.preventDefault()
    if (refused === "empty") field.focus()
    else tool.reveal(output)
  }
  form.hidden = false
  form.addEventListener("input", show)
  form.addEventListener("submit", show)
  // Enter asks, as in a field of one line
  field.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  tool.choose(form.elements.exchange, tool.handed().get("exchange"))
})
