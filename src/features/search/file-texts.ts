import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { EventBus } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { composed } from '../../platform/i18n/index.ts'
import { defineJob, enqueue, type Job } from '../../platform/jobs/index.ts'
import { hasReadableText, readText } from '../../platform/texts/index.ts'
import { matchKey } from '../../rules/vietnamese/index.ts'

const OfFile = z.object({ hash: z.string() })
type OfFile = z.infer<typeof OfFile>

/** Beyond this only the beginning of a file is searched; the index of PostgreSQL holds no more than 1 MB of words. */
const mostText = 400_000

/** Reads the words of one attached file; the same content is read once. */
export async function readFileText(kernel: Kernel, hash: string): Promise<void> {
  const known = await kernel.db
    .selectFrom('file_text')
    .select('state')
    .where('file_hash', '=', hash)
    .executeTakeFirst()
  if (known) return
  const about = await kernel.files.stat(hash)
  const content = about && hasReadableText(about.mediaType) ? await kernel.files.open(hash) : null
  if (!about || !content) return
  const text = await readText(new Uint8Array(await buffer(content)), about.mediaType)
  const plain = composed(text ?? '')
    .replaceAll('\u0000', '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostText)
  await kernel.db
    .insertInto('file_text')
    .values({
      file_hash: hash,
      state: text === null ? 'unreadable' : plain === '' ? 'no-text' : 'read',
      plain,
      folded: matchKey(plain),
      read_at: kernel.clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function fileTextJob(kernel: Kernel): Job<OfFile> {
  return defineJob({
    name: 'search.read-file',
    schema: OfFile,
    retries: 2,
    handler: ({ hash }) => readFileText(kernel, hash),
  })
}

/** What is attached is read after the commit, by whichever instance is free. */
export function readAttached(events: EventBus, job: Job<OfFile>): void {
  events.on('file.attached', async (ctx, { hash, mediaType }) => {
    if (hasReadableText(mediaType)) await enqueue(ctx.db, job, { hash }, { key: hash })
  })
}
