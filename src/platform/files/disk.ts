import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import type { Storage } from '../config/config.ts'
import { refuse } from '../problem.ts'
import type { FileStore } from './store.ts'

const headBytes = 64 * 1024

/** A store in a folder: written beside, synced, then renamed to its hash, so that a crash leaves no half file. */
export function openFileStore(storage: Storage): FileStore {
  if (storage.kind !== 'file')
    throw new Error('S3 storage is not available yet: set STORAGE_URL to a file: address')
  const { dir } = storage
  const pathOf = (hash: string) => join(dir, hash.slice(0, 2), hash)
  return {
    async put(content, { maxBytes }) {
      await mkdir(dir, { recursive: true })
      const temporary = join(dir, `.${randomUUID()}.part`)
      const handle = await open(temporary, 'wx', 0o600)
      const hash = createHash('sha256')
      const head: Buffer[] = []
      let size = 0
      try {
        for await (const piece of content) {
          const chunk = piece as Buffer
          if (size < headBytes) head.push(chunk.subarray(0, headBytes))
          size += chunk.length
          if (size > maxBytes) return refuse('file-too-large', { data: { maximum: maxBytes } })
          hash.update(chunk)
          await handle.write(chunk)
        }
        if (size === 0) return refuse('file-empty')
        const type = await fileTypeFromBuffer(Buffer.concat(head))
        await handle.sync()
        const name = hash.digest('hex')
        await mkdir(join(dir, name.slice(0, 2)), { recursive: true })
        await rename(temporary, pathOf(name))
        return { ok: true, value: { hash: name, size, mediaType: type?.mime ?? 'application/octet-stream' } }
      } finally {
        await handle.close()
        await rm(temporary, { force: true })
      }
    },
    async open(hash) {
      return (await this.stat(hash)) ? createReadStream(pathOf(hash)) : null
    },
    async stat(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null
      const found = await stat(pathOf(hash)).catch(() => null)
      return found ? { size: found.size } : null
    },
    async delete(hash) {
      if (/^[0-9a-f]{64}$/.test(hash)) await rm(pathOf(hash), { force: true })
    },
  }
}
