// Keeps the guide on the device: it opens without a network then. The build fills in the four values below.
// The network comes first; what is kept answers where the network doesn't, or not in time. It is always of one version:
// each file is compared with the list of that version, and a new version moves in whole or not at all.
const VERSION = "%{version}" // hash of the list of files
const COMMIT = "%{commit}" // as every page shows it
const CORE = "%{core}" // { "": paths that every reader gets, and by language those of its readers }
const MISSING = "%{missing}" // the page for what is not kept
const SCOPE = self.registration.scope
const OWN = `guide ${SCOPE} ` // other guides, and other sites, on this host have names of their own
const NAME = OWN + VERSION
const LIST = `${SCOPE}worker-files.json`
const PATIENCE = 4000 // milliseconds until a page comes from the device
const REST = 30000 // how long nobody waits again
const AT_ONCE = 8
const MORE = 24
let listed // { bytes, files: { path: [hash, bytes] } }
let restsUntil = 0

// Addresses and content --------------------------------------------------------------------------------------

// the path in the list that an address asks for; null outside the guide
const pathOf = address => {
  const [url] = address.split(/[?#]/)
  if (!url.startsWith(SCOPE)) return null
  let path = url.slice(SCOPE.length)
  try {
    path = decodeURI(path)
  } catch {
    // a damaged address: no file has it
  }
  return /(^|\/)$/.test(path) ? `${path}index.html` : path
}
const hash = async answer => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()))
  return [...bytes.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, "0")).join("")
}
// never made again by the way: the reader may have erased it, or a newer version moved in
const ours = async () => {
  if (!(await caches.has(NAME))) throw new DOMException(NAME, "NotFoundError")
  return caches.open(NAME)
}
const list = async () => (listed ??= await (await (await ours()).match(LIST)).json())
const fits = async (answer, path) => answer.ok && !answer.redirected && (await hash(answer)) === (await list()).files[path]?.[0]

// Bringing files ---------------------------------------------------------------------------------------------

const olders = async () => (await caches.keys()).filter(name => name.startsWith(OWN) && name !== NAME)
// from an older version where the content is the same, else from the network
const bring = async (path, older = []) => {
  const [cache, address] = [await ours(), SCOPE + encodeURI(path)]
  for (const name of older) {
    const kept = await (await caches.open(name)).match(address)
    if (kept && (await fits(kept, path))) return cache.put(address, kept)
  }
  const answer = await fetch(address, { cache: "no-cache" })
  if (!(await fits(answer, path))) throw new DOMException(`${path}: not as it was made`, "DataError")
  await cache.put(address, answer)
}
const absent = async paths => {
  const there = new Set((await (await ours()).keys()).map(({ url }) => pathOf(url)))
  return paths.filter(path => !there.has(path))
}
const bringAll = async (paths, brought) => {
  for (let at = 0; at < paths.length; at += AT_ONCE) await Promise.all(paths.slice(at, at + AT_ONCE).map(brought))
}

// A version moves in: cut off midway, it goes on the next time, and the old one stays until then
const begin = async () => {
  const answer = await fetch(LIST, { cache: "no-cache" })
  if ((await hash(answer)) !== VERSION) throw new DOMException("the list is of another version", "DataError")
  await (await caches.open(NAME)).put(LIST, answer)
}
const install = async () => {
  await begin()
  const older = await olders()
  const { files } = await list()
  const wanted = new Set(CORE[""])
  for (const name of older) {
    for (const { url } of await (await caches.open(name)).keys()) if (pathOf(url) in files) wanted.add(pathOf(url))
  }
  await bringAll(await absent([...wanted]), path => bring(path, older))
  await self.skipWaiting()
}
const activate = async () => {
  for (const name of await olders()) await caches.delete(name)
  await self.clients.claim()
  for (const client of await self.clients.matchAll()) client.postMessage({ commit: COMMIT })
}
self.addEventListener("install", event => event.waitUntil(install()))
self.addEventListener("activate", event => event.waitUntil(activate()))

// Answering --------------------------------------------------------------------------------------------------

const keep = async (path, answer) => {
  try {
    if (path in (await list()).files && (await fits(answer, path))) await (await ours()).put(SCOPE + encodeURI(path), answer)
  } catch {
    // no room left, or the list went: the page was shown all the same
  }
}
const kept = async path => {
  try {
    const cache = await ours()
    return (await cache.match(SCOPE + encodeURI(path))) || (await cache.match(`${SCOPE + encodeURI(path)}.html`)) // as hosts do
  } catch {
    return undefined // nothing is kept any more
  }
}
const missing = () => new Response(MISSING.replaceAll("%{scope}", SCOPE), { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
const answer = async (event, path) => {
  const own = await kept(path)
  if (own && Date.now() < restsUntil) return own
  const fresh = fetch(event.request).then(found => {
    if (found.ok) event.waitUntil(keep(path, found.clone()))
    return found
  })
  if (!own) return event.request.mode === "navigate" ? fresh.catch(missing) : fresh
  const first = await Promise.race([fresh.catch(() => null), new Promise(done => setTimeout(done, PATIENCE))])
  if (first && first.status < 500) return first
  restsUntil = Date.now() + REST
  return own
}
self.addEventListener("fetch", event => {
  const { method, url, headers } = event.request
  const path = pathOf(url)
  if (method !== "GET" || path === null || headers.has("range") || /^(download|data|hosting)\//.test(path)) return
  event.respondWith(answer(event, path))
})

// What pages ask for -----------------------------------------------------------------------------------------

// the next files of the whole guide; says how far it is, or why it stopped
const more = async () => {
  try {
    if (!(await caches.has(NAME))) await begin() // erased, and wanted again
    const { bytes, files } = await list()
    const open = await absent(Object.keys(files))
    const all = Object.keys(files).length
    const left = open.reduce((sum, path) => sum + files[path][1], 0)
    const { quota, usage } = await navigator.storage.estimate()
    if (quota - usage < left) return { failed: "full" }
    await bringAll(open.slice(0, MORE), path => bring(path))
    return { have: Math.min(all, all - open.length + MORE), all, bytes }
  } catch (error) {
    return { failed: { QuotaExceededError: "full", DataError: "changed" }[error.name] || "network" }
  }
}
// the page that asks with all it loaded, and what readers of its language need to search and to plan
const both = async ({ seen, language, sparing }) => {
  const { files } = await list()
  const wanted = [...seen.map(pathOf).filter(path => path in files), ...(sparing ? [] : CORE[language] || [])]
  await bringAll(await absent(wanted), path => bring(path).catch(() => {})) // one that fails stops none of the others
}
self.addEventListener("message", event => {
  const { data, ports } = event
  if (data.seen) event.waitUntil(both(data).catch(() => {})) // no list, no room: it goes on with the next page
  else if (data === "more") event.waitUntil(more().then(said => ports[0].postMessage(said)))
})
