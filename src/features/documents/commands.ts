import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { fold, matchKey, slug } from '../../rules/vietnamese/index.ts'
import './tables.ts'

/** Kinds of documents by form (Nghị định 30/2020/NĐ-CP Điều 7); words stand in the messages. */
export const documentKinds = [
  'quyet-dinh',
  'ke-hoach',
  'thong-bao',
  'cong-van',
  'huong-dan',
  'bao-cao',
  'nghi-dinh',
  'nghi-quyet',
  'luat',
  'khac',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface DocumentInput {
  readonly number: string
  readonly kind: DocumentKind
  readonly issuer: string
  readonly field: string
  readonly signer: string
  readonly issuedOn: string
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
  readonly title: string
  readonly note: string
  readonly regime: string | null
  readonly placeCode: string
}

/** `26/2026/QĐ-TTg`, `26 2026 qd ttg` and `26/2026/QÐ-TTG` are one number. */
export function documentKey(number: string): string {
  return fold(number).replace(/[^a-z0-9]/g, '')
}

/** Enters a document into the register. */
export async function enterDocument(
  ctx: CommandContext,
  input: DocumentInput,
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<{ id: string; slug: string }>> {
  if (!allowed(ctx, 'document.edit', { places: [input.placeCode] })) return refuse('forbidden')
  if (endsBefore(input)) return refuse('ends-before-it-begins', { field: 'effectiveTo' })
  const same = await ctx.db
    .selectFrom('legal_document')
    .select('id')
    .where('number', '=', input.number)
    .where('issuer', '=', input.issuer)
    .where('issued_on', '=', input.issuedOn)
    .executeTakeFirst()
  if (same) return refuse('document-entered-already', { field: 'number', data: { number: input.number } })
  const id = uuidv7()
  const wished = slug(`${input.number} ${input.issuedOn.slice(0, 4)}`)
  const taken = await ctx.db
    .selectFrom('legal_document')
    .select('id')
    .where('slug', '=', wished)
    .executeTakeFirst()
  const address = taken ? `${wished}-${id.slice(-6)}` : wished
  await ctx.db
    .insertInto('legal_document')
    .values({ id, slug: address, ...columns(input), place_code: input.placeCode })
    .execute()
  ctx.audit({
    action: 'document.entered',
    subjectKind: 'document',
    subjectId: id,
    place: input.placeCode,
    detail: { number: input.number },
  })
  ctx.after(() => purge(['documents']))
  return ok({ id, slug: address })
}

export async function changeDocument(
  ctx: CommandContext,
  id: string,
  input: DocumentInput,
  version: number,
  purge: (tags: readonly string[]) => Promise<void>,
): Promise<Result<void>> {
  const standing = await ctx.db
    .selectFrom('legal_document')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!standing) return refuse('not-found')
  if (!may(ctx.actor, 'document.edit', { places: [standing.place_code] }, ctx.today))
    return refuse('forbidden')
  if (standing.version !== version) return refuse('changed-meanwhile')
  if (endsBefore(input)) return refuse('ends-before-it-begins', { field: 'effectiveTo' })
  await ctx.db
    .updateTable('legal_document')
    .set({ ...columns(input), version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'document.changed',
    subjectKind: 'document',
    subjectId: id,
    place: standing.place_code,
    detail: { number: input.number },
  })
  ctx.after(() => purge(['documents']))
  return ok()
}

function endsBefore({ effectiveFrom, effectiveTo }: DocumentInput): boolean {
  return effectiveTo !== null && effectiveFrom !== null && effectiveTo < effectiveFrom
}

function columns(input: DocumentInput) {
  return {
    number: input.number,
    number_key: documentKey(input.number),
    kind: input.kind,
    issuer: input.issuer,
    field: input.field,
    signer: input.signer,
    issued_on: input.issuedOn,
    effective_from: input.effectiveFrom,
    effective_to: input.effectiveTo,
    title: input.title,
    folded: matchKey(`${input.number} ${input.title} ${input.issuer} ${input.field}`),
    note: input.note,
    regime: input.regime,
  }
}
