import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** What a visitor reads: the answers that count as visits. */
export const pageType = 'text/html; charset=utf-8'

/** One rendered answer, ready to be written: the same bytes until something it depends on changes. */
export interface CachedPage {
  readonly mediaType: string
  readonly plain: Buffer
  readonly etag: string
  readonly tags: readonly string[]
  /** Legal day it was rendered for: validity words change at midnight. */
  readonly day: string
  brotli?: Encoded
  /** Packed thoroughly: the page was asked for again, so the work pays. */
  thorough?: boolean
  gzip?: Encoded
  identity?: Encoded
  readonly headers: Readonly<Record<string, string>>
}

interface Part {
  readonly day: string
  readonly tags: readonly string[]
  readonly value: Promise<unknown>
}

const mostParts = 2_000
const touchEvery = 16

/** What an entry takes beside its bytes: key, tags, the headers of its codings (2.6 kB measured of the smallest answer). */
const entryBytes = 4_096

/** Bytes an entry takes: the text, its codings (together less than half of it), and what goes with it. */
function weightOf(key: string, { plain }: CachedPage): number {
  return Math.ceil(plain.length * 1.5) + 2 * key.length + entryBytes
}

/**
 * Bytes of public pages by address, dropped exactly when a tag they depend on is purged.
 * Bounded in bytes, so also in number; the least recently used go first. Compression is done once, at the first asking.
 */
export class PageCache {
  private readonly pages = new Map<string, CachedPage>()
  private readonly byTag = new Map<string, Set<string>>()
  private bytes = 0
  private asked = 0
  /** Parts of pages: answers of queries, drawn lists; dropped by the same tags as the pages that show them. */
  private readonly parts = new Map<string, Part>()
  /** Grows at each purge: a page rendered before and stored after a purge is refused. */
  private generation = 0

  constructor(private readonly maxBytes = 64 * 1024 * 1024) {}

  /** Bytes the kept pages take, as they are counted. */
  size(): number {
    return this.bytes
  }

  mark(): number {
    return this.generation
  }

  get(key: string, day: string): CachedPage | undefined {
    const page = this.pages.get(key)
    if (!page) return undefined
    if (page.day !== day) {
      this.drop(key)
      return undefined
    }
    // The order of use is kept roughly: exactness would cost two changes of the map at every answer.
    if (++this.asked % touchEvery === 0) {
      this.pages.delete(key)
      this.pages.set(key, page)
    }
    return page
  }

  /**
   * What `make` answered, kept until one of the tags is purged or the legal day ends: a page that has to be rendered anew makes
   * anew only the parts that changed. Keys are few and made by the program, never by a reader's words.
   */
  keep<T>(key: string, day: string, tags: readonly string[], make: () => Promise<T>): Promise<T> {
    const kept = this.parts.get(key)
    if (kept && kept.day === day) return kept.value as Promise<T>
    const part: Part = { day, tags, value: make() }
    this.parts.set(key, part)
    part.value.catch(() => this.parts.get(key) === part && this.parts.delete(key))
    if (this.parts.size > mostParts) this.parts.delete(this.parts.keys().next().value!)
    return part.value as Promise<T>
  }

  /** Keeps a page, unless something was purged since `mark` was taken. */
  store(key: string, kept: CachedPage, mark: number): CachedPage {
    if (mark !== this.generation) return kept
    this.drop(key)
    this.pages.set(key, kept)
    this.bytes += weightOf(key, kept)
    for (const tag of kept.tags) {
      const keys = this.byTag.get(tag) ?? new Set()
      keys.add(key)
      this.byTag.set(tag, keys)
    }
    for (const oldest of this.pages.keys()) {
      if (this.bytes <= this.maxBytes) break
      this.drop(oldest)
    }
    return kept
  }

  /** Drops every page that depends on one of the tags; returns how many. */
  purge(tags: readonly string[]): number {
    this.generation += 1
    for (const [key, part] of this.parts)
      if (part.tags.some((tag) => tags.includes(tag))) this.parts.delete(key)
    let dropped = 0
    for (const tag of tags) {
      for (const key of [...(this.byTag.get(tag) ?? [])]) {
        this.drop(key)
        dropped += 1
      }
    }
    return dropped
  }

  clear(): void {
    this.generation += 1
    this.parts.clear()
    this.pages.clear()
    this.byTag.clear()
    this.bytes = 0
  }

  private drop(key: string): void {
    const page = this.pages.get(key)
    if (!page) return
    this.pages.delete(key)
    this.bytes -= weightOf(key, page)
    for (const tag of page.tags) {
      const keys = this.byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.byTag.delete(tag)
    }
  }
}

/** A page in one coding: its bytes and its headers. */
export interface Encoded {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
  /** The headers flat, as node:http writes them fastest; made when a kept page is sent. */
  head?: string[]
}

/**
 * The page in the best coding the reader accepts. Packed quickly at the first asking, as many pages are asked for once (61 kB to 9.0
 * in 0.16 ms; the next better way 8.6 in 0.22); thoroughly, and for good, at the second (7.0 in 1.6).
 */
export function encoded(page: CachedPage, accept: string | undefined): Encoded {
  if (accept?.includes('br')) {
    if (page.brotli && page.thorough) return page.brotli
    page.thorough = page.brotli !== undefined
    const quality = page.thorough ? 9 : 0
    page.brotli = inCoding(
      page,
      'br',
      brotliCompressSync(page.plain, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: quality,
          [constants.BROTLI_PARAM_SIZE_HINT]: page.plain.length,
          [constants.BROTLI_PARAM_LGWIN]: windowOf(page.plain.length),
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        },
      }),
    )
    return page.brotli
  }
  if (accept?.includes('gzip')) {
    page.gzip ??= inCoding(page, 'gzip', gzipSync(page.plain))
    return page.gzip
  }
  page.identity ??= inCoding(page, undefined, page.plain)
  return page.identity
}

/** A window no larger than the page: the usual 4 MB of memory cost more to set up than a page costs to pack. */
function windowOf(bytes: number): number {
  const wanted = Math.ceil(Math.log2(Math.max(2, bytes)))
  return Math.min(constants.BROTLI_MAX_WINDOW_BITS, Math.max(constants.BROTLI_MIN_WINDOW_BITS, wanted))
}

function inCoding(page: CachedPage, coding: 'br' | 'gzip' | undefined, body: Buffer): Encoded {
  const headers: Record<string, string> = {
    ...page.headers,
    etag: page.etag,
    'content-type': page.mediaType,
    'content-length': String(body.length),
  }
  if (coding) headers['content-encoding'] = coding
  return { body, headers }
}
