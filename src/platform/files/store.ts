import type { Readable } from 'node:stream'
import type { Result } from '../problem.ts'

export interface StoredFile {
  /** SHA-256 of the content, hex: its name in the store. */
  readonly hash: string
  readonly size: number
  readonly mediaType: string
}

export interface PutLimits {
  readonly maxBytes: number
  readonly name?: string | undefined
  readonly declaredType?: string | undefined
}

/** Files by content: the same bytes are kept once, outside the web root. */
export interface FileStore {
  put(content: Readable, limits: PutLimits): Promise<Result<StoredFile>>
  open(hash: string): Promise<Readable | null>
  stat(hash: string): Promise<{ size: number } | null>
  delete(hash: string): Promise<void>
}
