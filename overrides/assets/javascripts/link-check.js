// Link checker: compares the domain in a pasted text with the official domains on the page, in the page's own words.
// The text is only read: never opened, linked, stored or sent.
(() => {
  const form = document.querySelector('form[data-tool="link-check"]')
  if (!form) return
  const field = form.elements.url
  const alert = form.querySelector("[role=alert]")
  const output = form.querySelector("output")
  const signs = [...document.querySelectorAll("[data-sign]")]
  const exchanges = [...document.querySelectorAll("[data-brands]")].map(list => ({
    id: list.dataset.exchange,
    name: list.dataset.name,
    brands: list.dataset.brands.split(" "),
    hosts: [...list.children],
  }))

  const FILE = /\.(x?apk[sm]?|aab|ipa|exe|msi|dmg|pkg|deb|rpm|bat|cmd|scr|jar|zip|rar|7z|iso|mobileconfig|crx|xpi)(?=$|[?#&;/])/i
  const REFERRAL = /[?&#;/](join|ref(erral)?|(invit|aff|promo|utm_)\w*)[=/]/i
  const INSIDE = /(?:[a-z]\w{0,9}:|^|[=&?#:;,|/])[\\/]{2,}([^\\/?#&\s"'<>]+)/gi
  const TARGET = /[?&#;](?:url|uri|u|r|to|link|next|goto|go|target|dest\w*|redir\w*|return\w*|continue|callback)=([\w-]+(?:\.[\w-]+)*\.(?!html?\b|php\b)[a-z]\w+)/gi
  const CODE = /[=/?#&](javascript|data|vbscript):/i
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
    Math.abs(word.length - brand.length) < 3 && distance(word, brand) <= (brand.length > 4 ? 2 : 1)
  const alike = (label, brand) => {
    const letters = seen(label)
    const whole = letters.replace(/-/g, "")
    return whole.includes(brand) || [label, whole, ...letters.split("-")].some(word => close(word, brand) || once(word) === once(brand))
  }

  // percent codes as letters, three layers deep
  const plain = (text, layers = 3) =>
    layers ? plain(text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(`0x${hex}`)), layers - 1) : text

  // {refused}, or the host and the signs in the text
  const read = text => {
    const found = new Map()
    const tell = (sign, when, detail = "") => when && found.set(sign, detail)
    if (!text) return { refused: "empty" }
    if (text.length > 4000) return { refused: "long" }
    const clean = text.replace(/[\p{C}\u034f\u115f\u1160\u3164\uffa0]/gu, "")
    tell("hidden", clean !== text)
    const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[\\/?#]|$))/i.exec(clean) || /^(javascript|data):/i.exec(clean)
    const web = scheme && /^https?$/i.test(scheme[1])
    if (scheme && !web) {
      tell("scheme", true, scheme[1] + ":")
      return { found, host: "", labels: [], rest: "" }
    }
    if (/\s/.test(clean) || (!web && /^[^/?#]*:\/\//.test(clean))) return { refused: "more" }
    const address = web ? clean : "https://" + clean.replace(/^[\\/]+/, "")
    let url
    try {
      url = new URL(address)
    } catch {
      return { refused: "none" }
    }
    const [, slashes, authority, rest] = /^[a-z]+:([\\/]*)([^\\/?#]*)(.*)$/is.exec(address)
    const typed = authority.slice(authority.lastIndexOf("@") + 1)
    const host = url.hostname.replace(/\.$/, "")
    if (host.length > 253) return { refused: "long" }
    const number = /^\[|^\d+(\.\d+){3}$/.test(host)
    if (!number && !/^[\w-]+(\.[\w-]+)+$/.test(host)) return { refused: "none" }
    tell("slashes", slashes !== "//" || rest.startsWith("\\"))
    tell("at", authority.includes("@"))
    tell("escape", typed.includes("%"))
    tell("letters", /[^\0-\x7f]/.test(typed))
    tell("punycode", /(^|\.)xn--/i.test(typed))
    tell("ip", number)
    tell("port", url.port, url.port)
    tell("http", url.protocol === "http:")
    tell("dot", url.hostname.endsWith("."))
    // as typed, before the browser turns look-alike letters into xn--
    const labels = number ? [] : plain(typed).toLowerCase().replace(/:\d*$|[.。．｡]$/g, "").split(/[.。．｡]/)
    return { found, host, labels, rest: plain(rest) }
  }

  // signs after the domain
  const readRest = ({ found, rest }, exchange) => {
    if (CODE.test(rest)) found.set("redirect", "")
    for (const match of [...rest.matchAll(INSIDE), ...rest.matchAll(TARGET)]) {
      const other = match[1].replace(/^.*@/, "").replace(/:\d*$/, "").toLowerCase()
      if (!entry(other, exchange)) found.set("redirect", other)
    }
    if (FILE.test(rest)) found.set("download", "")
    if (REFERRAL.test(rest)) found.set("referral", "")
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

  const judge = text => {
    const exchange = exchanges.find(({ id }) => id === form.elements.exchange.value) || exchanges[0]
    const result = { ...read(text), exchange }
    if (result.refused) return { ...result, verdict: "unreadable" }
    const { found, host } = result
    readRest(result, exchange)
    result.own = entry(host, exchange)
    if (!result.own) {
      result.other = exchanges.find(other => entry(host, other))
      if (!result.other) compare(result, exchange)
    }
    // these leave an official domain official, or alone make no other domain suspicious
    const harmless = ["referral", "dot", result.own ? "download" : "http"]
    const odd = [...found.keys()].some(sign => !harmless.includes(sign))
    return { ...result, verdict: odd ? "suspicious" : result.own ? "official" : "not-official" }
  }

  // an element with the form's text `key`, its %{names} filled with text or elements
  const say = (key, values = {}, tag = "p") => {
    const line = document.createElement(tag)
    form.getAttribute(`data-${key}`).split(/%\{(\w+)\}/).forEach((part, position) => line.append(position % 2 ? values[part] : part))
    return line
  }
  const code = text => {
    const element = document.createElement("code")
    element.dir = "ltr"
    element.textContent = text.length > 120 ? text.slice(0, 120) + "…" : text
    return element
  }
  const reasons = found => {
    const list = document.createElement("ul")
    for (const sign of signs.filter(({ dataset }) => found.has(dataset.sign))) {
      const item = document.createElement("li")
      item.textContent = sign.textContent
      const detail = found.get(sign.dataset.sign)
      if (detail) item.append(" ", code(detail))
      list.append(item)
    }
    return list
  }

  const lines = result => {
    if (result.verdict === "unreadable") return [say("unreadable")]
    const { verdict, found, host, own, other, exchange } = result
    const date = document.createElement("span")
    if (own) date.append(...[...own.querySelectorAll("time, .guide-overdue")].map(item => item.cloneNode(true)))
    const parts = [say(own && verdict === "suspicious" ? "odd" : verdict, { name: exchange.name, date }, "strong")]
    if (host) parts.push(say("host", { host: code(host) }))
    // suffixes.js may be missing or old: only shown
    if (host && !found.has("ip") && window.guideOwner) parts.push(say("owner", { owner: code(guideOwner(host)) }))
    if (other) parts.push(say("other", { name: other.name }))
    if (found.size) parts.push(reasons(found))
    if (own) parts.push(say("note", { note: own.querySelector("span").textContent }))
    parts.push(say(verdict === "official" ? "official-next" : "next"))
    return parts
  }

  const show = event => {
    const text = field.value.trim()
    const result = text || event.type === "submit" ? judge(text) : {}
    alert.textContent = form.dataset[result.refused] || ""
    output.dataset.verdict = result.verdict || ""
    output.replaceChildren(...(result.verdict ? lines(result) : []))
    event.preventDefault()
  }
  form.hidden = false
  form.addEventListener("input", show)
  form.addEventListener("submit", show)
})()
