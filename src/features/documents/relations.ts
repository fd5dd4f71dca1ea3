import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { allowed } from '../../rules/permissions/index.ts'
import { documentKey } from './commands.ts'
import './tables.ts'

export type Relation = 'supersedes' | 'amends'

/** As said from the document at hand; the last two are kept as the relation of the other one. */
export const relationWords = ['supersedes', 'amends', 'superseded-by', 'amended-by'] as const
export type RelationWord = (typeof relationWords)[number]

const forward: Readonly<Record<RelationWord, Relation>> = {
  supersedes: 'supersedes',
  amends: 'amends',
  'superseded-by': 'supersedes',
  'amended-by': 'amends',
}

/** The one document of a number, however it is typed; two issuers may use one number, then the id decides. */
export async function documentNamed(
  ctx: CommandContext,
  typed: string,
): Promise<Result<{ readonly id: string }>> {
  const key = documentKey(typed)
  if (key === '') return refuse('required', { field: 'other' })
  const found = await ctx.db
    .selectFrom('legal_document')
    .select('id')
    .where('number_key', '=', key)
    .limit(2)
    .execute()
  const [one, another] = found
  if (!one) return refuse('document-number-unknown', { field: 'other', data: { number: typed } })
  if (another) return refuse('document-number-shared', { field: 'other', data: { number: typed } })
  return ok(one)
}

/** Says that one document supersedes or amends another. */
export async function relateDocuments(
  ctx: CommandContext,
  documentId: string,
  word: RelationWord,
  otherId: string,
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<void>> {
  if (documentId === otherId) return refuse('document-relates-to-itself', { field: 'other' })
  const place = await editablePlace(ctx, documentId)
  if (place === null) return refuse('forbidden')
  const { relation, from, to } = direction(documentId, word, otherId)
  const reversed = await ctx.db
    .selectFrom('document_relation')
    .select('relation')
    .where('document_id', '=', to)
    .where('other_id', '=', from)
    .where('relation', '=', relation)
    .executeTakeFirst()
  if (reversed) return refuse('document-relation-reversed', { field: 'other' })
  await ctx.db
    .insertInto('document_relation')
    .values({ document_id: from, relation, other_id: to })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  ctx.audit({
    action: 'document.related',
    subjectKind: 'document',
    subjectId: documentId,
    place,
    detail: { relation: word, otherId },
  })
  ctx.after(() => purge(['documents']))
  return ok()
}

/** Takes such a word back; the audit log keeps that it was said. */
export async function unrelateDocuments(
  ctx: CommandContext,
  documentId: string,
  word: RelationWord,
  otherId: string,
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<void>> {
  const place = await editablePlace(ctx, documentId)
  if (place === null) return refuse('forbidden')
  const { relation, from, to } = direction(documentId, word, otherId)
  const gone = await ctx.db
    .deleteFrom('document_relation')
    .where('document_id', '=', from)
    .where('relation', '=', relation)
    .where('other_id', '=', to)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) return refuse('not-found')
  ctx.audit({
    action: 'document.unrelated',
    subjectKind: 'document',
    subjectId: documentId,
    place,
    detail: { relation: word, otherId },
  })
  ctx.after(() => purge(['documents']))
  return ok()
}

function direction(documentId: string, word: RelationWord, otherId: string) {
  const said = word === forward[word]
  return { relation: forward[word], from: said ? documentId : otherId, to: said ? otherId : documentId }
}

/** Where the document stands, if the actor may edit it there; the register itself (no account) may. */
export async function editablePlace(ctx: CommandContext, documentId: string): Promise<string | null> {
  const found = await ctx.db
    .selectFrom('legal_document')
    .select('place_code')
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) return null
  const isAllowed = allowed(ctx, 'document.edit', { places: [found.place_code] })
  return isAllowed ? found.place_code : null
}
