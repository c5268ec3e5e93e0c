// Search: reads the files that overrides/hooks/guide/site/search.py wrote, a few for each search, and shows what they hold.
// A classic script without fetch, worker or storage, so that it runs from disk; what is typed leaves the page nowhere.
self.guideSearch = (() => {
  const CJK = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff"
  const RUN = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu")
  const IS_CJK = new RegExp(`[${CJK}]`)
  const BREAKS = /[的了着吗呢吧啊么呀嘛我您你咱们和与或及在是也就都这那把从给但而若其此它他她很太才只些]+/
  const LONGEST = 100 // characters read; more is no search, and would cost time
  const TERMS = 24
  const FIRST = 3 // results shown at once, SHOWN after a pause: each needs a file of texts
  const SHOWN = 6
  const PAUSE = 200
  const LETTERS = 110
  const KEPT = 30
  const NAMED = 26 // the weight of a section that is the page of what a word names: an exchange, a place
  const SIDE = 0.7 // what two words side by side count, beside each of them
  const GLUED = /^[a-z]{8,30}$/ // a word like this that nobody knows may be two
  const SLIP = 5 // a word of so many letters is found with one slip
  const contents = new Map()
  const files = new Map()
  let kit, settings
  let plain = new Map()
  let turn = 0

  const put = (name, content) => contents.set(name, content)

  // the content of a file of the index; rejected where it is missing, cut, or too slow
  const file = name => {
    if (!files.has(name)) {
      const wanted = new Promise((done, fail) => {
        kit.load(`${kit.base}search/${name}.js`, () => (contents.has(name) ? done(contents.get(name)) : fail(new Error(name))), () => fail(new Error(name)))
      })
      files.set(name, wanted)
      wanted.catch(() => files.delete(name))
    }
    return files.get(name)
  }

  // Words: the same rule as in guide/site/search_text.py ------------------------------------------------
  const folded = text =>
    text.slice(0, LONGEST).replace(/['’]s\b/g, "").normalize("NFKD").replace(/[\u0300-\u036f\u3099\u309a'’]/g, "").normalize("NFC").toLowerCase().replace(/./gu, sign => plain.get(sign) || sign).replace(/[之以](?=[前后])/g, "")

  const stem = word => {
    const size = word.length
    if (size > 4 && /ie[sd]$/.test(word)) word = word.slice(0, -3) + "y"
    else if (size > 3 && /[^sui]s$/.test(word)) word = word.slice(0, -1)
    for (const [ending, least] of [["ing", 5], ["ed", 4]]) {
      if (word.length > least && word.endsWith(ending)) {
        word = word.slice(0, -ending.length)
        if (/([^ls])\1$/.test(word)) word = word.slice(0, -1)
        break
      }
    }
    return word.length > 4 ? word.replace(/ie$/, "y").replace(/e$/, "") : word
  }

  // → [{term, raw}]; a question of empty words alone is read as another, and a Chinese question loses its empty words first, unless nothing else is left
  const cut = text => {
    const said = folded(text)
    const whole = own(settings.whole, said.replace(/[\s?]+$/, "")) || said
    const rest = settings.stop.reduce((left, word) => (IS_CJK.test(word) ? left.split(word).join(" ") : left), whole)
    let found = runs(rest)
    if (!found.length) found = runs(whole)
    const pairs = []
    for (let place = 1; place < found.length; place++) {
      const [one, two] = [found[place - 1].term, found[place].term]
      if (!IS_CJK.test(one) && !IS_CJK.test(two)) pairs.push({ term: `${one} ${two}`, raw: `${one} ${two}`, pair: true })
    }
    const terms = [...new Map([...pairs.slice(0, Math.max(0, TERMS - found.length)), ...found].map(entry => [entry.term, entry])).values()].slice(0, TERMS)
    if (found.length && !/\s$/.test(text)) terms[terms.length - 1].open = true // its end may still be typed
    return terms
  }
  const runs = text => {
    const found = []
    for (const [run] of text.matchAll(RUN)) {
      if (!IS_CJK.test(run)) {
        if (!settings.stop.includes(run)) found.push({ term: stem(run), raw: run })
        continue
      }
      for (const part of run.split(BREAKS)) {
        if (part.length === 1) found.push({ term: part, raw: part })
        for (let place = 0; place < part.length - 1; place++) found.push({ term: part.slice(place, place + 2), raw: part.slice(place, place + 2) })
      }
    }
    return found
  }

  const hash = (key, count) => {
    let value = 7
    for (const sign of key) value = (value * 31 + sign.codePointAt(0)) % 1000003
    return value % count
  }
  const shard = term => {
    const first = IS_CJK.test(term) ? term.slice(0, 1) : term.slice(0, 3)
    return file(`w${hash(settings.heavy.includes(first) ? term.slice(0, first.length + 1) : first, settings.files)}`)
  }

  // Looking up --------------------------------------------------------------------------------------------
  // adds a posting list to `places` (section → weight), the higher weight where both have the section; the page of what
  // a word names counts by `named`
  const merge = (places, list, share, named = share) => {
    let number = -1
    for (const [, step, letter] of (list || "").matchAll(/([0-9a-z]*)([A-Z])/g)) {
      number += step ? parseInt(step, 36) : 1
      const given = letter.charCodeAt(0) - 64
      const weight = (given === NAMED ? named : share) * given
      if (!(places.get(number) >= weight)) places.set(number, weight)
    }
    return places
  }

  const own = (table, term) => (Object.hasOwn(table, term) ? table[term] : "")

  const look = async ({ term, raw, open, pair }) => {
    const table = await shard(term)
    const places = merge(new Map(), own(table, term), 1)
    if (pair) return places
    if (IS_CJK.test(term)) {
      if (term.length === 1) for (const other in table) if (other[0] === term) merge(places, table[other], 0.7)
      return places
    }
    const words = Object.keys(table).filter(other => other !== term && !other.includes(" "))
    if (open || !places.size) for (const other of words) if (other.startsWith(raw)) merge(places, table[other], 0.6)
    if (places.size) return places
    const near = term.length < SLIP ? places : await slipped(term, table)
    if (near.size) return near
    // a word the guide has, and an ending it doesn't know
    for (const other of words) if (other.length > 3 && raw.startsWith(other) && raw.length < other.length + 4) merge(places, table[other], 0.6)
    return places
  }

  // the words one slip away: their beginning or their ending is right
  const slipped = async (term, table) => {
    const tails = (await file(`t${hash(term.slice(-2), settings.tails)}`)).split(" ")
    const places = new Map()
    const near = new Set([...Object.keys(table), ...tails].filter(other => other.length >= SLIP - 1 && oneSlip(term, other)))
    for (const other of near) merge(places, own(await shard(other), other), 0.6, 1)
    return places
  }

  // "deletecoinbase" → "delete coinbase": the words that stand in `run` without a gap, two that a heading or people's words
  // have side by side first ("derisked"); "" where it is not made of words
  const parted = async run => {
    for (let size = run.length - 2; size > 1; size--) {
      const pair = `${stem(run.slice(0, size))} ${stem(run.slice(size))}`
      if (own(await shard(pair), pair)) return `${run.slice(0, size)} ${run.slice(size)}`
    }
    return spelled(run)
  }
  const spelled = async run => {
    for (let size = run.length; size > 1; size--) {
      const [head, rest] = [run.slice(0, size), run.slice(size)]
      const list = own(await shard(stem(head)), stem(head))
      const known = settings.stop.includes(head) || (list && (stem(head).length > 3 || list.includes("Z"))) // of three letters names alone
      const others = known && rest && (await spelled(rest))
      if (known && (!rest || others)) return rest ? `${head} ${others}` : head
    }
    return ""
  }

  // whether one letter more, less, other, or two changed places turn `a` into `b`
  const oneSlip = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false
    let from = 0
    while (from < a.length && a[from] === b[from]) from++
    const rest = (one, two) => a.slice(from + one) === b.slice(from + two)
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(2, 2))
  }

  // words and characters that join to anything tell little
  const weak = ({ term, raw }) => (settings.weak.includes(raw) || (IS_CJK.test(term) && [...term].some(sign => settings.weak.includes(sign))))

  // → section numbers, best first: rare words count more, and sections that hold more of the words
  const ranked = (lists, terms) => {
    const scores = new Map()
    let all = 0
    lists.forEach((places, place) => {
      if (!places.size) return
      const rare = Math.log(1 + settings.sections / places.size) * (weak(terms[place]) ? 0.4 : 1)
      if (!terms[place].pair) all += rare // two words together add to the score, and lack to nobody
      for (const [number, weight] of places) {
        const score = scores.get(number) || [0, 0]
        score[0] += rare * weight * (terms[place].pair ? SIDE : 1)
        if (!terms[place].pair) score[1] += rare
        scores.set(number, score)
      }
    })
    const order = [...scores].map(([number, [score, share]]) => [number, score * (0.3 + (0.7 * share) / all) ** 2])
    order.sort((a, b) => b[1] - a[1] || a[0] - b[0])
    return varied(order.slice(0, 4 * KEPT)).slice(0, KEPT)
  }

  // Who names an exchange or a place and says what for finds these first: the best for all words, the page of each thing
  // named, and the best other page for the other words.
  const mixed = (lists, terms) => {
    const order = ranked(lists, terms)
    const named = lists.map((places, place) => (terms[place].open && !IS_CJK.test(terms[place].term) && terms[place].term.length < 3 ? [] : [...places].filter(entry => entry[1] === NAMED).map(entry => entry[0])))
    const things = named.filter(numbers => numbers.length)
    const others = lists.map((places, place) => (named[place].length ? new Map() : places))
    if (!things.length || !others.some((places, place) => places.size && !weak(terms[place]))) return order
    const pages = things.map(numbers => {
      const own = numbers.map(pageOf)
      return order.find(number => own.includes(pageOf(number))) ?? numbers[0]
    })
    const first = [order[0], ...pages]
    const shown = first.map(pageOf)
    return [...new Set([...first, ranked(others, terms).find(number => !shown.includes(pageOf(number))), ...order])].filter(number => number !== undefined)
  }

  // a page's second section counts less, so that the first results are different pages
  const varied = order => {
    const seen = new Map()
    const lowered = order.map(([number, score]) => {
      const page = pageOf(number)
      const before = seen.get(page) || 0
      seen.set(page, before + 1)
      return [number, score * 0.7 ** before]
    })
    lowered.sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const least = lowered.length ? lowered[0][1] * 0.08 : 0
    return lowered.filter(entry => entry[1] >= least).map(entry => entry[0])
  }
  const pageOf = number => {
    let page = 0
    for (let before = settings.pages[0]; number >= before; before += settings.pages[++page]);
    return page
  }

  const search = async text => {
    settings = await file("index")
    const known = plain.size // a search begun before may load the signs while this one looks its words up
    let terms = cut(text)
    let lists = await Promise.all(terms.map(look))
    if (!known && terms.some(({ term }, place) => IS_CJK.test(term) && !lists[place].size)) {
      const pairs = [...(await file("plain"))] // an unknown character may be a Traditional one
      for (let place = 0; place < pairs.length; place += 2) plain.set(pairs[place], pairs[place + 1])
      const again = cut(text)
      if (again.some(({ term }, place) => term !== terms[place]?.term)) lists = await Promise.all((terms = again).map(look))
    }
    for (const [place, { term, raw, pair }] of terms.entries()) {
      if (lists[place].size || pair || IS_CJK.test(term) || !GLUED.test(raw)) continue
      const words = await parted(raw)
      if (words) return search(folded(text).replace(raw, words))
    }
    const order = mixed(lists, terms)
    if (order.length || !terms.some(({ term }) => IS_CJK.test(term) && term.length > 1)) return { terms, order }
    // no two characters stand together anywhere: what headings have a single one?
    terms = [...new Set(terms.flatMap(({ term }) => (IS_CJK.test(term) ? [...term] : [])))].filter(sign => !settings.weak.includes(sign)).map(term => ({ term, raw: term }))
    return { terms, order: ranked(await Promise.all(terms.map(look)), terms) }
  }

  // Showing -----------------------------------------------------------------------------------------------
  // → [from, to] of each typed word in `text`, in order and apart
  const spots = (text, terms) => {
    const found = []
    const small = text.toLowerCase()
    for (const { term, raw } of terms) {
      if (!IS_CJK.test(term)) continue
      for (let at = small.indexOf(raw); at >= 0; at = small.indexOf(raw, at + 1)) found.push([at, at + raw.length])
    }
    for (const match of small.matchAll(RUN)) {
      const hit = ({ term, raw, open }) => stem(match[0]) === term || (open && raw.length > 1 && match[0].startsWith(raw))
      if (!IS_CJK.test(match[0]) && terms.some(hit)) found.push([match.index, match.index + match[0].length])
    }
    found.sort((a, b) => a[0] - b[0])
    return found.reduce((apart, spot) => {
      const last = apart[apart.length - 1]
      if (last && spot[0] <= last[1]) last[1] = Math.max(last[1], spot[1])
      else apart.push(spot)
      return apart
    }, [])
  }

  // a line around the first typed word, from the beginning of its sentence or of a word, never from a punctuation mark
  const extract = (text, terms) => {
    const size = settings.extract
    const first = spots(text, terms)[0]?.[0] || 0
    let from = 0
    if (first > size / 2) {
      const before = text.slice(0, first)
      const sentence = Math.max(...[..."。！？；\n"].map(sign => before.lastIndexOf(sign)), before.lastIndexOf(". "))
      from = sentence >= first - size / 2 ? sentence + 1 : first - Math.round(size / 4)
      if (from > sentence + 1 && !IS_CJK.test(text[from])) from = Math.max(from, text.indexOf(" ", from) + 1)
    }
    const line = text.slice(from).replace(/^[^\p{L}\p{N}“「《（("]+/u, "").replace(/\s+/g, " ")
    // a word that would be cut in two is left out
    const whole = line.slice(0, size + 1).replace(/[\p{Script=Latin}\d'-]+$|.$/u, "")
    return line.length > size ? `${whole.replace(/[^\p{L}\p{N}]+$/u, "")}…` : line
  }

  const marked = (name, text, terms) => {
    const line = document.createElement("span")
    line.className = name
    let from = 0
    for (const [start, end] of spots(text, terms)) {
      const mark = document.createElement("mark")
      mark.textContent = text.slice(start, end)
      line.append(text.slice(from, start), mark)
      from = end
    }
    line.append(text.slice(from))
    return line
  }

  const result = ([url, title, page, text], terms) => {
    const item = document.createElement("li")
    item.className = "md-search-result__item"
    const link = document.createElement("a")
    link.className = "md-search-result__link guide-hit"
    link.href = kit.base + url
    link.append(marked("guide-hit__title", title, terms))
    if (page) link.append(marked("guide-hit__page", page, []))
    const line = extract(text, terms)
    if (line) link.append(marked("guide-hit__text", line, terms))
    item.append(link)
    return item
  }

  const card = async number => (await file(`c${Math.floor(number / settings.cards)}`))[number % settings.cards]

  const more = (order, terms, shown) => {
    const item = document.createElement("li")
    const button = document.createElement("button")
    button.type = "button"
    button.className = "guide-hit__more"
    button.textContent = settings.texts.more
    button.addEventListener("click", async () => {
      const cards = await Promise.all(order.slice(shown, shown + SHOWN).map(card)).catch(kit.fail)
      if (!cards) return
      const items = cards.map(entry => result(entry, terms))
      item.replaceWith(...items, ...(order.length > shown + SHOWN ? [more(order, terms, shown + SHOWN)] : []))
      items[0].firstChild.focus()
    })
    item.append(button)
    return item
  }

  const ways = () => {
    const item = document.createElement("li")
    const list = document.createElement("ul")
    list.className = "guide-hit__ways"
    for (const [url, title] of settings.ways) {
      const way = document.createElement("li")
      const link = document.createElement("a")
      link.href = kit.base + url
      link.textContent = title
      way.append(link)
      list.append(way)
    }
    item.append(list)
    return item
  }

  const show = async () => {
    const mine = ++turn
    const text = kit.field.value
    if (!text.trim()) return clear()
    try {
      const { terms, order } = await search(text)
      for (const [wait, count] of [[0, FIRST], [PAUSE, SHOWN]]) {
        if (wait) await new Promise(done => setTimeout(done, wait))
        if (mine !== turn) return
        const cards = await Promise.all(order.slice(0, count).map(card))
        if (mine !== turn) return
        fill(cards, order, terms)
        if (order.length <= count) return
      }
    } catch {
      if (mine !== turn) return
      kit.list.replaceChildren()
      kit.fail()
    }
  }
  const fill = (cards, order, terms) => {
    const items = cards.map(entry => result(entry, terms))
    const before = kit.list.querySelectorAll(".md-search-result__item")
    if (items.length > FIRST && before.length === FIRST) kit.list.append(...items.slice(FIRST))
    else kit.list.replaceChildren(...items)
    if (order.length > SHOWN && items.length === SHOWN) kit.list.append(more(order, terms, SHOWN))
    if (!order.length) kit.list.append(ways())
    kit.failed.hidden = true
    const { none, one, other } = settings.texts
    say(order.length ? (order.length > 1 ? other : one).replace("%{count}", order.length) : none)
  }
  const say = text => (kit.status.textContent = text)
  const clear = () => {
    turn++
    kit.list.replaceChildren()
    say(settings?.texts.hint || kit.hint)
  }

  // Keys and typing ---------------------------------------------------------------------------------------
  let clock
  const soon = wait => {
    clearTimeout(clock)
    if (wait) clock = setTimeout(show, wait)
    else show()
  }
  // Chinese is searched at once; letters may be the beginning of a word, or of a Chinese word that is being composed, and
  // a last character alone half of a pair
  const typed = event => {
    const text = kit.field.value
    const half = text.length > 1 && new RegExp(`(^|[^${CJK}])[${CJK}]$`).test(text)
    const letters = !IS_CJK.test(text.slice(-1))
    soon(letters && event.isComposing ? 300 : (letters || half) && event.inputType === "insertText" ? LETTERS : 0)
  }
  const keys = event => {
    const links = [...kit.box.querySelectorAll(".md-search-result__link, .guide-hit__more, .guide-hit__ways a")]
    const here = links.indexOf(document.activeElement)
    if (event.key === "Enter" && document.activeElement === kit.field) {
      event.preventDefault()
      if (!event.isComposing) kit.list.querySelector(".md-search-result__link")?.click()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.isComposing || !links.length) return
      event.preventDefault()
      const next = here + (event.key === "ArrowDown" ? 1 : -1)
      if (next < 0 && here >= 0) kit.field.focus()
      else links[(next + links.length) % links.length].focus()
    }
  }

  const begin = given => {
    kit = { ...given, hint: given.status.textContent.trim(), list: given.box.querySelector(".md-search-result__list") }
    kit.field.addEventListener("input", typed)
    kit.field.addEventListener("compositionend", () => soon(0))
    kit.field.form.addEventListener("reset", () => {
      setTimeout(clear)
      kit.field.focus()
    })
    kit.box.addEventListener("keydown", keys)
    kit.box.addEventListener("click", event => {
      if (event.target.closest("a[href]") && kit.toggle.checked) kit.toggle.click() // a section of this very page opens without loading
    })
    file("index").then(show, kit.fail)
  }

  return { put, begin }
})()
