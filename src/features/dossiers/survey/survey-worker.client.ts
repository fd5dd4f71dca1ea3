/**
 * Answers for the pages of field surveys where there is no network: what was fetched before is shown again. The network is
 * asked first; writing requests are never touched.
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
// Names that begin with `pages-` are emptied at sign-out.
const pages = 'pages-survey-1'
const assets = 'assets-survey-1'
const patienceMs = 4_000

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else if (/^(\/en)?\/lam-viec\/khao-sat(\/[0-9a-f-]{36})?$/.test(url.pathname))
    event.respondWith(networkFirst(request))
})

async function networkFirst(request: Request): Promise<Response> {
  const cache = await caches.open(pages)
  const kept = await cache.match(request.url, { ignoreVary: true })
  try {
    const answer = await within(fetch(request), kept ? patienceMs : 60_000)
    if (answer.redirected && new URL(answer.url).pathname.endsWith('/dang-nhap')) await caches.delete(pages)
    else if (answer.ok && !answer.redirected) {
      await cache.put(request.url, answer.clone())
      await keepNamed(await answer.clone().text())
    }
    return answer
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** Scripts, styles and type that the page names, and the chunks those scripts load later. */
async function keepNamed(html: string): Promise<void> {
  const cache = await caches.open(assets)
  const wanted = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
  const seen = new Set<string>()
  for (let url = wanted.pop(); url !== undefined; url = wanted.pop()) {
    const full = new URL(url, worker.location.href).href
    if (seen.has(full)) continue
    seen.add(full)
    const kept = await cache.match(full)
    const answer = kept ?? (await fetch(full).catch(() => null))
    if (!answer?.ok) continue
    if (!kept) await cache.put(full, answer.clone())
    if (url.endsWith('.js'))
      for (const [chunk] of (await answer.text()).matchAll(/chunk\.[\w-]+\.js/g))
        wanted.push(`/assets/${chunk}`)
  }
}

async function keptFirst(request: Request): Promise<Response> {
  const cache = await caches.open(assets)
  const kept = await cache.match(request.url)
  if (kept) return kept
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
