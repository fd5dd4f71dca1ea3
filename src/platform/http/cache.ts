import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** One rendered answer, ready to be written: the same bytes until something it depends on changes. */
export interface CachedPage {
  readonly mediaType: string
  readonly plain: Buffer
  readonly etag: string
  readonly tags: readonly string[]
  /** Legal day it was rendered for: validity words change at midnight. */
  readonly day: string
  brotli?: Encoded
  gzip?: Encoded
  identity?: Encoded
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Bytes of public pages by address, dropped exactly when a tag they depend on is purged.
 * Bounded in bytes; the least recently used go first. Compression is done once, at the first asking.
 */
export class PageCache {
  private readonly pages = new Map<string, CachedPage>()
  private readonly byTag = new Map<string, Set<string>>()
  private bytes = 0
  /** Grows at each purge: a page rendered before and stored after a purge is refused. */
  private generation = 0

  constructor(private readonly maxBytes = 64 * 1024 * 1024) {}

  /** Bytes of pages kept, uncompressed. */
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
    this.pages.delete(key)
    this.pages.set(key, page)
    return page
  }

  store(key: string, page: Omit<CachedPage, 'etag'>, mark: number): CachedPage {
    const etag = `"${createHash('sha256').update(page.plain).digest('base64url').slice(0, 22)}"`
    const kept: CachedPage = { ...page, etag }
    if (mark !== this.generation) return kept
    this.drop(key)
    this.pages.set(key, kept)
    this.bytes += kept.plain.length
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
    this.pages.clear()
    this.byTag.clear()
    this.bytes = 0
  }

  private drop(key: string): void {
    const page = this.pages.get(key)
    if (!page) return
    this.pages.delete(key)
    this.bytes -= page.plain.length
    for (const tag of page.tags) {
      const keys = this.byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.byTag.delete(tag)
    }
  }
}

/** A page in one coding: its bytes, and its headers flat as node:http writes them fastest. */
export interface Encoded {
  readonly body: Buffer
  readonly coding?: 'br' | 'gzip'
  readonly head: string[]
}

/** The page in the best coding the reader accepts; compressed once, at the first asking. */
export function encoded(page: CachedPage, accept: string | undefined): Encoded {
  if (accept?.includes('br')) {
    page.brotli ??= inCoding(
      page,
      'br',
      brotliCompressSync(page.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
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

function inCoding(page: CachedPage, coding: 'br' | 'gzip' | undefined, body: Buffer): Encoded {
  const headers: Record<string, string> = {
    ...page.headers,
    etag: page.etag,
    'content-type': page.mediaType,
    'content-length': String(body.length),
  }
  if (coding) headers['content-encoding'] = coding
  return { body, head: Object.entries(headers).flat(), ...(coding && { coding }) }
}
