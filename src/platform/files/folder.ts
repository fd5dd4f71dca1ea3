import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Where the bytes lie, by hash. The seam for another place (S3): these four verbs and nothing else. */
export interface Shelf {
  /** Takes over a finished local file; afterwards it is durable under its hash. */
  adopt(path: string, hash: string): Promise<void>
  open(hash: string): Promise<Readable | null>
  size(hash: string): Promise<number | undefined>
  remove(hash: string): Promise<void>
}

/** A folder outside the web root; `ab/abcdef…` so that no folder grows too long. */
export function folderShelf(root: string): Shelf {
  const place = (hash: string) => join(root, hash.slice(0, 2), hash)
  return {
    async adopt(path, hash) {
      const target = place(hash)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await rename(path, target)
      await syncFolder(dirname(target))
      await syncFolder(root)
    },
    async open(hash) {
      const file = await open(place(hash)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
      return file ? createReadStream('', { fd: file }) : null
    },
    size: (hash) =>
      stat(place(hash)).then(
        ({ size }) => size,
        () => undefined,
      ),
    remove: (hash) => rm(place(hash), { force: true }),
  }
}

/** A rename survives a power cut only when its folder is written too; Windows neither needs nor allows it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
