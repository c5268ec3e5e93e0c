// Reads addresses out of a pasted text, as people, mail programs and browsers would. Only reads: nothing is opened,
// linked, stored or sent. No words: signs are named by the ids of the page's list.
window.guideLinks = (() => {
  const FILE = /\.(x?apk[sm]?|aab|ipa|exe|msi|dmg|pkg|deb|rpm|bat|cmd|scr|jar|zip|rar|7z|iso|mobileconfig|crx|xpi)(?=$|[?#&;/])/i
  const REFERRAL = /[?&#;/](join|ref(erral)?|(invit|aff|promo|utm_)\w*)[=/]/i
  const CODE = /[=/?#&](javascript|data|vbscript):/i
  const INSIDE = /(?:([a-z][\w+-]{0,19}):|^|[=&?#:;,|/.])[\\/]{2,}([^\\/?#&\s"'<>]+)/gi
  const PAIR = /[?&#;]([\w[\].-]{1,40})=([^?&#;]*)/g
  const TARGET = /^(url|uri|u|r|to|x|link|next|goto|go|open|jump|target|dest\w*|redir\w*|return\w*|continue|callback)$/i
  const PLAIN_FILE = /\.(html?|php|aspx?|js|css|json|xml|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|txt|csv|mp[34])$/i
  const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

  // percent codes as letters, three layers deep
  const plain = (text, layers = 3) =>
    layers ? plain(text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(`0x${hex}`)), layers - 1) : text

  // without what cannot be seen
  const clean = text => text.replace(/[\p{C}\u034f\u115f\u1160\u3164\uffa0]/gu, "")

  // written so that nobody taps it by mistake: hxxps://name[.]example
  const refanged = text => text.replace(/\bhxxp/gi, "http").replace(/\[:\/\/\]/g, "://").replace(/[[({]\s?(?:\.|dot)\s?[\])}]/gi, ".")

  // what ends a sentence or a bracket is no part of an address
  const trimmed = text => text.replace(/^[<("'“‘「『【《（[]+(?![\da-f]*:)/i, "").replace(/[>)"'”’」』】》），,。.！!？?、；;：:…]+$/, match => (/^\.$/.test(match) && /^https?:\/\/[^/?#]*$/i.test(text.slice(0, -1)) ? "." : ""))

  // the addresses and emails in a text, each once; a text of one word is one address whatever it looks like
  const found = text => {
    const whole = refanged(text.trim())
    if (/^(javascript|data|vbscript):/i.test(clean(whole).replace(/\s/g, ""))) return [whole]
    const glued = /[^\0-\x7f][a-z]{2,10}:[\\/]/i.test(whole)
    if (!glued && !/\s/.test(whole) && !/[，。！？；、：“”「」（）]/.test(whole)) return [trimmed(whole) || whole]
    const words = whole.split(/[\s<>"“”「」『』【】《》，！？；、（）]+/).flatMap(word => word.split(/。(?=[^a-z\d]|$)/i))
    const addresses = words.flatMap(addressesOf).map(trimmed).filter(Boolean)
    return [...new Set(addresses)]
  }

  // a word can hold an address glued to other letters: 请打开https://…登录
  const addressesOf = word => {
    const start = word.search(/[a-z][a-z\d+.-]{1,15}:[\\/]/i)
    const scheme = /^(?:javascript|data|vbscript|mailto|otpauth):/i.test(word)
    let rest = start > 0 ? word.slice(start) : word
    if (start < 0 && !scheme) {
      const host = /[\w@%.+-]*[\w\u0080-\uffff-]+(?:[.。．｡][\w\u0080-\uffff-]+)+/u.exec(rest)
      if (!host || PLAIN_FILE.test(rest) || !/(?:[.。．｡](?:[a-z]{2,}|xn--[\w-]+|[^\0-\x7f]+)|(?:^|@)\d{1,3}(?:\.\d{1,3}){3})(?=$|[^\w.])/i.test(rest)) return []
      rest = rest.slice(host.index).replace(/^[^\0-\x7f]+(?=[a-z\d][\w.@-]*\.[a-z]{2,})/iu, "")
    }
    // text in other letters right behind a plain domain belongs to the sentence, unless a domain goes on there
    const after = /^((?:[a-z][\w+.-]*:[\\/]+)?[\w.@:-]+\.[a-z]{2,}(?:[/?#][!-~]*)?)(.+)$/isu.exec(rest)
    if (after && HAN.test(after[2][0]) && !/[.。．｡][a-z\d]/i.test(after[2])) rest = after[1]
    return [rest]
  }

  // → { refused } or { email }, { secret }, or { host, labels, rest, found: signs with what they found }
  const read = text => {
    const signs = new Map()
    const tell = (sign, when, detail = "") => when && signs.set(sign, detail)
    if (!text) return { refused: "empty" }
    if (text.length > 4000) return { refused: "long" }
    const bare = clean(text)
    if (/^otpauth:/i.test(bare)) return { secret: true }
    const email = /^(?:mailto:)?([^\s@:/?#]+@[\w.-]+\.[a-z]{2,})(?:\?.*)?$/i.exec(bare)
    if (email) signs.email = email[1].toLowerCase()
    tell("hidden", bare !== text)
    const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[\\/?#]|$))/i.exec(bare) || /^(javascript|data):/i.exec(bare)
    const web = scheme && /^https?$/i.test(scheme[1])
    if (scheme && !web) {
      tell("scheme", true, scheme[1] + ":")
      return { found: signs, host: "", labels: [], rest: "", email: signs.email }
    }
    if (/\s/.test(bare) || (!web && /^[^/?#]*:\/\//.test(bare))) return { refused: "none" }
    const address = web ? bare : "https://" + bare.replace(/^[\\/]+/, "")
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
    return { found: signs, host, labels, rest: plain(rest), email: signs.email }
  }

  // Second destinations: what stands behind the domain and can lead elsewhere -----------------------------------
  const hostOf = text => text.replace(/^.*@/, "").replace(/:\d*$/, "").replace(/[。．｡]/g, ".").toLowerCase()
  const looksLikeHost = text => /^[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,}|xn--[\w-]+)$/i.test(text) && !PLAIN_FILE.test(text)

  // one value of a query → hosts it names; `aimed`: its name says that it is a destination
  const destinations = (value, aimed, depth = 0) => {
    const text = value.trim().replace(/[。．｡]/g, ".")
    const scheme = /^https?:[\\/]*([^\\/?#]+)/i.exec(text)
    if (scheme) return [hostOf(scheme[1])]
    const head = text.split(/[\\/?#]/)[0]
    const host = hostOf(head)
    if (looksLikeHost(host)) return [host]
    if (!aimed) return []
    if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || /^0x[\da-f]{6,8}$/i.test(host) || (/^\d{8,10}$/.test(host) && Number(host) < 2 ** 32)) return [host]
    if (depth < 2 && /^[\w+/=-]{12,}$/.test(text)) {
      try {
        const inside = atob(text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, ""))
        if (/^[\x20-\x7e]+$/.test(inside)) return destinations(inside, true, depth + 1)
      } catch {
        // no base64 after all
      }
    }
    return []
  }

  // own: whether a host is the exchange's; brands: names of its app, whose addresses stay inside it
  const readRest = ({ found: signs, rest }, own, brands) => {
    if (CODE.test(rest)) signs.set("redirect", "")
    const others = [
      ...[...rest.matchAll(INSIDE)].filter(([, scheme]) => !brands.includes((scheme || "").toLowerCase())).map(match => hostOf(match[2])),
      ...[...rest.matchAll(PAIR)].flatMap(([, name, value]) => destinations(value, TARGET.test(name))),
    ]
    for (const other of others) if (!own(other)) signs.set("redirect", other)
    if (FILE.test(rest)) signs.set("download", "")
    if (REFERRAL.test(rest)) signs.set("referral", "")
  }

  return { found, read, readRest }
})()
