/**
 * Lets `/xac-thuc` answer in a market without network: after one visit the page, its scripts, the published keys and the list of
 * certificates that no longer hold are kept. The network is always asked first: the register knows best.
 */
interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(type: 'install' | 'activate', act: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', act: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}

const worker = globalThis as unknown as Worker
const kept = 'verify-1'
const patienceMs = 5_000
const facts = ['/xac-thuc/khoa.json', '/xac-thuc/khong-con-hieu-luc.json']
const pages = ['/xac-thuc', '/xac-thuc/khong-mang', '/en/xac-thuc', '/en/xac-thuc/khong-mang']

worker.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else if (facts.includes(url.pathname) || request.mode === 'navigate')
    event.respondWith(networkFirst(request, url))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(kept)
  await cache.addAll(facts)
  for (const path of pages) {
    const answer = await fetch(path)
    if (!answer.ok) continue
    const html = await answer.clone().text()
    await cache.put(path, answer)
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
    await Promise.all([...new Set(named)].map((name) => keepOne(cache, name)))
  }
}

/** A script, and the pieces it is made of. */
async function keepOne(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return
  const answer = await fetch(path)
  if (!answer.ok) return
  const text = path.endsWith('.js') ? await answer.clone().text() : ''
  await cache.put(path, answer)
  const parts = [...text.matchAll(/["']\.\/([\w-]+\.[\w-]+\.js)["']/g)].map((match) => `/assets/${match[1]}`)
  await Promise.all(parts.map((part) => keepOne(cache, part)))
}

async function networkFirst(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(kept)
  try {
    const answer = await within(fetch(request), patienceMs)
    if (answer.ok && facts.includes(url.pathname)) await cache.put(url.pathname, answer.clone())
    return answer
  } catch (error) {
    const english = url.pathname.startsWith('/en/')
    const old =
      (await cache.match(url.pathname)) ??
      (await cache.match(english ? '/en/xac-thuc/khong-mang' : '/xac-thuc/khong-mang'))
    if (old) return old
    throw error
  }
}

async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(kept)
  const found = await cache.match(request.url)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return Promise.race([
    work,
    new Promise<T>((_, reject) => setTimeout(() => reject(new Error('the network is too slow')), ms)),
  ])
}

export {}
