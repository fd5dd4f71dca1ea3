import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../platform/db/index.ts'
import { type LostAnswer, type RemappedAnswers, remapAnswers } from '../../rules/classification/index.ts'
import type { Answer } from '../../rules/scoring/index.ts'
import type { Dossier } from './dossier.ts'
import { editable, noteEdit } from './editing.ts'
import type { DossierLaw, Laws } from './law.ts'
import { type Pin, pinsOf } from './pins.ts'

/** Records the product's set where products are kept; the actor must be allowed to edit the product. */
export type Classify = (ctx: CommandContext, productId: string, setNo: number) => Promise<Result<void>>

export interface SetChange {
  readonly id: string
  readonly fromSet: number
  readonly toSet: number
  readonly lost: readonly LostAnswer[]
  readonly undone: boolean
}

/** What a change of set would carry over and what it would lose; null where the law has no such sheet. */
export function previewOf(law: DossierLaw, dossier: Dossier, setNo: number): RemappedAnswers | null {
  const [from, to] = [law.sheet(dossier.setNo), law.sheet(setNo)]
  return from && to ? remapAnswers(from, to, dossier) : null
}

/**
 * Carries a draft over to another set (Phụ lục I): answers and descriptions where the other sheet asks the same, papers to the same
 * criterion or to the dossier as a whole. What is lost is kept beside it, and the whole change can be taken back.
 */
export async function changeSet(
  ctx: CommandContext,
  laws: Laws,
  classify: Classify,
  input: { dossierId: string; setNo: number },
): Promise<Result<SetChange>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  if (dossier.filedOn !== null)
    return refuse('set-of-filed-dossier', { field: 'setNo', article: 'Điều 6 khoản 1' })
  if (input.setNo === dossier.setNo) return refuse('set-is-the-same', { field: 'setNo' })
  const moved = previewOf(law, dossier, input.setNo)
  if (!moved) return refuse('set-unknown', { field: 'setNo', article: 'Phụ lục I' })
  const classified = await classify(ctx, dossier.product.id, input.setNo)
  if (!classified.ok) return classified
  const pins = await pinsOf(ctx.db, dossier.id)
  const id = uuidv7()
  await ctx.db
    .insertInto('dossier_set_change')
    .values({
      id,
      dossier_id: dossier.id,
      from_set: dossier.setNo,
      to_set: input.setNo,
      answers: jsonb(dossier.answers),
      notes: jsonb(dossier.notes),
      pins: jsonb(pins),
      lost: jsonb(moved.lost),
      changed_at: ctx.now,
    })
    .execute()
  await write(ctx, dossier, input.setNo, moved.answers, moved.notes)
  await layPins(
    ctx,
    dossier.id,
    pins.map((pin) => ({ ...pin, criterion: pin.criterion && (moved.codes.get(pin.criterion) ?? null) })),
  )
  noteEdit(ctx, dossier, { set: { from: dossier.setNo, to: input.setNo }, lost: moved.lost.length })
  return ok({ id, fromSet: dossier.setNo, toSet: input.setNo, lost: moved.lost, undone: false })
}

/** Takes the latest change of set back: everything stands as it stood before it. */
export async function undoSetChange(
  ctx: CommandContext,
  laws: Laws,
  classify: Classify,
  input: { dossierId: string; changeId: string },
): Promise<Result<SetChange>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier } = found.value
  if (dossier.filedOn !== null)
    return refuse('set-of-filed-dossier', { field: 'setNo', article: 'Điều 6 khoản 1' })
  const row = await ctx.db
    .selectFrom('dossier_set_change')
    .selectAll()
    .where('dossier_id', '=', dossier.id)
    .where('undone_at', 'is', null)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.id !== input.changeId || row.to_set !== dossier.setNo) return refuse('set-change-past')
  const classified = await classify(ctx, dossier.product.id, row.from_set)
  if (!classified.ok) return classified
  await ctx.db
    .updateTable('dossier_set_change')
    .set({ undone_at: ctx.now })
    .where('id', '=', row.id)
    .execute()
  await write(
    ctx,
    dossier,
    row.from_set,
    row.answers as Record<string, Answer>,
    row.notes as Record<string, string>,
  )
  await layPins(ctx, dossier.id, row.pins as readonly Pin[])
  noteEdit(ctx, dossier, { set: { from: dossier.setNo, to: row.from_set }, undone: row.id })
  return ok(changeFrom({ ...row, undone_at: ctx.now }))
}

/** The latest change of set of a dossier, to show what it lost and to take it back. */
export async function latestSetChange(db: Db, dossierId: string): Promise<SetChange | null> {
  const row = await db
    .selectFrom('dossier_set_change')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? changeFrom(row) : null
}

function changeFrom(row: {
  id: string
  from_set: number
  to_set: number
  lost: unknown
  undone_at: Date | null
}): SetChange {
  return {
    id: row.id,
    fromSet: row.from_set,
    toSet: row.to_set,
    lost: row.lost as readonly LostAnswer[],
    undone: row.undone_at !== null,
  }
}

async function write(
  ctx: CommandContext,
  dossier: Dossier,
  setNo: number,
  answers: Readonly<Record<string, Answer>>,
  notes: Readonly<Record<string, string>>,
): Promise<void> {
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({
      set_no: setNo,
      answers: jsonb(answers),
      notes: jsonb(notes),
      version: eb('version', '+', 1),
      updated_at: ctx.now,
    }))
    .where('id', '=', dossier.id)
    .execute()
}

async function layPins(ctx: CommandContext, dossierId: string, pins: readonly Pin[]): Promise<void> {
  await ctx.db.deleteFrom('dossier_pin').where('dossier_id', '=', dossierId).execute()
  for (const pin of pins)
    await ctx.db
      .insertInto('dossier_pin')
      .values({
        id: uuidv7(),
        dossier_id: dossierId,
        paper_id: pin.paperId,
        criterion: pin.criterion,
        page: pin.page,
        region: pin.region ? jsonb(pin.region) : null,
        note: pin.note,
      })
      // Two that proved different criteria may now stand for the dossier as a whole.
      .onConflict((conflict) => conflict.constraint('a_paper_is_pinned_once_per_place').doNothing())
      .execute()
}
