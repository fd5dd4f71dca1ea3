import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Invariant, Violation } from '../feature.ts'
import type { FileStore } from './store.ts'

/** Every file the database knows lies in the store with its size; `deep` reads them all and compares the hashes. */
export function fileInvariants(store: FileStore, deep: boolean): Invariant[] {
  return [
    {
      name: 'files-are-in-the-store',
      async run(db) {
        const found: Violation[] = []
        const rows = await db.selectFrom('file').select('hash').orderBy('hash').execute()
        for (const { hash } of rows) {
          const problem = await problemOf(store, hash, deep)
          if (problem) found.push({ subject: `file ${hash}`, message: problem })
        }
        return found
      },
    },
  ]
}

async function problemOf(store: FileStore, hash: string, deep: boolean): Promise<string | undefined> {
  if (!(await store.stat(hash))) return 'missing, or not of its size'
  if (!deep) return undefined
  const bytes = await store.open(hash)
  if (!bytes) return 'missing'
  const actual = createHash('sha256')
  await pipeline(bytes, actual)
  return actual.digest('hex') === hash ? undefined : 'its bytes were changed'
}
