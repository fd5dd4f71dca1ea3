import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { MediaType } from '../../platform/files/index.ts'
import { editablePlace } from './relations.ts'
import './tables.ts'

/** What a document is published as: the signed PDF, or the Word file; both are read by the search. */
export const documentTypes: readonly MediaType[] = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]
export const largestDocument = 50 * 1024 * 1024

export interface StoredFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
}

/** Attaches stored files; the same content twice stands once. */
export async function attachDocumentFiles(
  ctx: CommandContext,
  documentId: string,
  files: readonly StoredFile[],
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<void>> {
  const place = await editablePlace(ctx, documentId)
  if (place === null) return refuse('forbidden')
  const standing = await ctx.db
    .selectFrom('document_file')
    .select(['file_hash', 'ordinal', 'removed_at'])
    .where('document_id', '=', documentId)
    .execute()
  const there = new Set(standing.filter((each) => each.removed_at === null).map((each) => each.file_hash))
  let ordinal = Math.max(0, ...standing.map((each) => each.ordinal))
  for (const file of files) {
    if (there.has(file.hash)) continue
    there.add(file.hash)
    ordinal += 1
    await ctx.db
      .insertInto('document_file')
      .values({
        id: uuidv7(),
        document_id: documentId,
        ordinal,
        name: file.name,
        file_hash: file.hash,
        media_type: file.mediaType,
        size: file.size,
        removed_at: null,
      })
      .execute()
    ctx.audit({
      action: 'document.attached',
      subjectKind: 'document',
      subjectId: documentId,
      place,
      detail: { name: file.name, hash: file.hash },
    })
    await ctx.emit({ type: 'file.attached', hash: file.hash, mediaType: file.mediaType })
  }
  ctx.after(() => purge(['documents']))
  return ok()
}

/** Takes a file off, or lays it back: the content stays, so both are a mark. */
export async function markDocumentFile(
  ctx: CommandContext,
  fileId: string,
  isThere: boolean,
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<{ readonly documentId: string }>> {
  const found = await ctx.db
    .selectFrom('document_file')
    .select(['document_id', 'name'])
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  const place = await editablePlace(ctx, found.document_id)
  if (place === null) return refuse('forbidden')
  await ctx.db
    .updateTable('document_file')
    .set({ removed_at: isThere ? null : ctx.now })
    .where('id', '=', fileId)
    .execute()
  ctx.audit({
    action: isThere ? 'document.file-restored' : 'document.detached',
    subjectKind: 'document',
    subjectId: found.document_id,
    place,
    detail: { fileId, name: found.name },
  })
  ctx.after(() => purge(['documents']))
  return ok({ documentId: found.document_id })
}
