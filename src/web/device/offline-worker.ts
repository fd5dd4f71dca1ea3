/**
 * The body of a service worker: answers when there is no network with what was fetched before. The network is always asked first,
 * so that nobody sees an old page while a new one can be had; writing requests are never touched.
 */
interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface WorkerMessage extends WorkerEvent {
  readonly data: { readonly type: 'download'; readonly urls: readonly string[] } | { readonly type: 'forget' }
  readonly source: { postMessage(message: unknown): void } | null
}
interface Worker {
  addEventListener(type: 'install' | 'activate', act: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', act: (event: FetchEvent) => void): void
  addEventListener(type: 'message', act: (event: WorkerMessage) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}

export interface KeptPages {
  /** Begins the names of its caches, `<name>-pages-<version>` and `<name>-assets-<version>`. */
  readonly name: string
  readonly version: number
  /** Whether the page at this path, without language, is kept. */
  readonly belongs: (path: string) => boolean
  /** Pictures and the like that a downloaded page names and that come along. */
  readonly alongside: (url: string) => boolean
  /** Kept from the first visit on, without being asked for. */
  readonly first?: readonly string[]
  /** The kept page that answers in place of an address below the scope that is never kept itself. */
  readonly instead?: (path: string) => string | null
  /** Pages that are leafed through by the hundred: of these only the newest stay. */
  readonly leaves?: (path: string) => boolean
}

const worker = globalThis as unknown as Worker
const patienceMs = 4_000
/** Leaves kept: a thick dossier's. */
const MOST_LEAVES = 120

export function serveWithoutNetwork(kept: KeptPages): void {
  const { name, version, belongs, alongside, first = [], instead = () => null, leaves = () => false } = kept
  const pages = `${name}-pages-${version}`
  const assets = `${name}-assets-${version}`

  worker.addEventListener('install', (event) =>
    event.waitUntil(download(first, () => undefined).then(() => worker.skipWaiting())),
  )
  worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())))
  worker.addEventListener('fetch', (event) => {
    const { request } = event
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== worker.location.origin) return
    if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(event))
    else if (belongs(inVietnamese(url)) && (url.search === '' || first.length === 0))
      event.respondWith(networkFirst(event))
    else if (request.mode === 'navigate') {
      const other = instead(url.pathname)
      if (other !== null) event.respondWith(networkOr(request, other))
    }
  })
  worker.addEventListener('message', (event) => {
    if (event.data.type === 'forget') event.waitUntil(caches.delete(pages))
    else
      event.waitUntil(
        download(event.data.urls, (done) => event.source?.postMessage({ type: 'progress', done })),
      )
  })

  async function networkFirst(event: FetchEvent): Promise<Response> {
    const { request } = event
    const old = await keptIn(pages, request.url)
    try {
      const answer = await within(fetch(request), old ? patienceMs : 60_000)
      // Signed out: what this device kept belongs to somebody else's session now.
      if (answer.redirected && new URL(answer.url).pathname.endsWith('/dang-nhap')) await caches.delete(pages)
      else if (!answer.redirected) keepBeside(event, pages, answer)
      return answer
    } catch (error) {
      const kept = old ?? (await caches.match(request.url, { ignoreVary: true }))
      if (kept) return kept
      throw error
    }
  }

  /** The network, and nothing of it kept: without network the page that says what can be said without it. */
  async function networkOr(request: Request, other: string): Promise<Response> {
    const old = await keptIn(pages, new URL(other, worker.location.href).href)
    try {
      return await within(fetch(request), old ? patienceMs : 60_000)
    } catch (error) {
      if (old) return old
      throw error
    }
  }

  async function keptFirst(event: FetchEvent): Promise<Response> {
    const kept = await keptIn(assets, event.request.url)
    if (kept) return kept
    const answer = await fetch(event.request)
    keepBeside(event, assets, answer)
    return answer
  }

  /** Of a device that gives no storage nothing is kept, and everything is asked of the network. */
  async function keptIn(name: string, url: string): Promise<Response | undefined> {
    try {
      return await (await caches.open(name)).match(url, { ignoreVary: true })
    } catch {
      return undefined
    }
  }

  /** Keeps an answer while it is on its way to the reader: a full device loses the copy, never the answer. */
  function keepBeside(event: FetchEvent, name: string, answer: Response): void {
    if (answer.status !== 200) return
    const { url } = event.request
    const copy = answer.clone()
    const keeping = async () => {
      const cache = await caches.open(name)
      await cache.put(url, copy)
      if (leaves(inVietnamese(new URL(url)))) await dropOldLeaves(cache)
    }
    event.waitUntil(keeping().catch(() => undefined))
  }

  /** A cache names what it holds in the order in which it was put there. */
  async function dropOldLeaves(cache: Cache): Promise<void> {
    const held = (await cache.keys()).filter(({ url }) => leaves(inVietnamese(new URL(url))))
    for (const old of held.slice(0, -MOST_LEAVES)) await cache.delete(old)
  }

  /** Fetches pages one after the other, each with the scripts, styles and pictures it names. */
  async function download(urls: readonly string[], tell: (done: number) => void): Promise<void> {
    const cache = await caches.open(pages)
    let done = 0
    for (const url of urls) {
      try {
        const answer = await fetch(url)
        if (answer.ok && !answer.redirected) {
          const html = await answer.clone().text()
          await cache.put(new URL(url, worker.location.href).href, answer)
          await Promise.all(namedIn(html).map((each) => keepNamed(each)))
          done += 1
        }
      } catch {
        // What cannot be had now is fetched when it is opened.
      }
      tell(done)
    }
  }

  function namedIn(html: string): string[] {
    const found = html.matchAll(/(?:src|href|data-picture)="([^"]+)"/g)
    return [...new Set([...found].map((match) => match[1]!.replaceAll('&amp;', '&')))].filter(
      (url) => url.startsWith('/assets/') || alongside(url),
    )
  }

  /** A script names further ones, which the page itself does not: without them it would stand still offline. */
  async function keepNamed(url: string): Promise<void> {
    const cache = await caches.open(url.startsWith('/assets/') ? assets : pages)
    const full = new URL(url, worker.location.href).href
    const kept = await cache.match(full)
    const answer = kept ?? (await fetch(full).catch(() => null))
    if (!answer?.ok || answer.redirected) return
    if (!kept) await cache.put(full, answer.clone())
    if (!url.endsWith('.js')) return
    const named = [...(await answer.text()).matchAll(/["'](?:\/assets|\.)\/([\w.-]+\.js)["']/g)]
    for (const [, file] of named)
      if (!(await cache.match(new URL(`/assets/${file}`, full)))) await keepNamed(`/assets/${file}`)
  }

  /** Caches of former versions of this worker. */
  async function tidy(): Promise<void> {
    for (const found of await caches.keys())
      if (found.startsWith(`${name}-`) && found !== pages && found !== assets) await caches.delete(found)
  }
}

function inVietnamese({ pathname }: URL): string {
  return pathname.replace(/^\/en\//, '/')
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return Promise.race([
    work,
    new Promise<T>((_, reject) => setTimeout(() => reject(new Error('the network is too slow')), ms)),
  ])
}
