import { createHash } from 'node:crypto'
import { z } from 'zod'

export const formatVersion = 1

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** First entry of a backup: what must be known before anything is read. */
export const Header = z.object({
  format: z.literal(formatVersion),
  product: z.literal('sao-lang'),
  madeAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash })),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      key: z.array(z.string()),
    }),
  ),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string().nullable() })),
})
export type Header = z.infer<typeof Header>

/** Last entry: a hash for each part, over its unpacked content. */
export const Manifest = z.object({
  header: hash,
  tables: z.array(z.object({ name: z.string(), rows: z.number(), hash })),
  files: z.array(z.object({ hash, size: z.number() })),
  keys: z.array(z.object({ name: z.string(), hash })),
  jobs: z.object({ rows: z.number(), hash }),
  /** Of tables, files and keys: equal digests, equal content. */
  digest: hash,
})
export type Manifest = z.infer<typeof Manifest>

/** The digest of a database with its files and keys: the same before a backup and after its restore. */
export function digestOf({ tables, files, keys }: Pick<Manifest, 'tables' | 'files' | 'keys'>): string {
  const lines = [
    ...tables.map((table) => `table ${table.name} ${table.rows} ${table.hash}`),
    ...files.map((file) => `file ${file.hash} ${file.size}`),
    ...keys.map((key) => `key ${key.name} ${key.hash}`),
  ]
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

export const entryNames = {
  header: 'header.json',
  manifest: 'manifest.json',
  jobs: 'jobs.jsonl',
  table: (name: string) => `tables/${name}.copy.gz`,
  file: (hash: string) => `files/${hash}`,
  key: (name: string) => `keys/${name}`,
}

export type Progress = (done: number, of: number) => void
