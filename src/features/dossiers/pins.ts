import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../platform/db/index.ts'
import { criterionByCode, isLeaf } from '../../rules/criteria/index.ts'
import { type Paper, paperById, papersWhere } from '../evidence/index.ts'
import { editable, noteEdit } from './editing.ts'
import type { Laws } from './law.ts'

/** A part of a page, in thousandths of its width and height from the upper left. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A paper of the vault laid to a criterion of a dossier (null: to the dossier as a whole), at a page (null: all of it). */
export interface Pin {
  readonly id: string
  readonly paperId: string
  readonly criterion: string | null
  readonly page: number | null
  /** Where on the page; null: all of it. */
  readonly region: Region | null
  readonly note: string | null
}

export async function pinsOf(db: Db, dossierId: string): Promise<Pin[]> {
  const rows = await db
    .selectFrom('dossier_pin')
    .select(['id', 'paper_id', 'criterion', 'page', 'region', 'note'])
    .where('dossier_id', '=', dossierId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    paperId: row.paper_id,
    criterion: row.criterion,
    page: row.page,
    region: row.region as Region | null,
    note: row.note,
  }))
}

/** Every paper laid to a dossier, once. */
export async function papersOfDossier(db: Db, dossierId: string): Promise<{ pins: Pin[]; papers: Paper[] }> {
  const pins = await pinsOf(db, dossierId)
  return { pins, papers: await papersWhere(db, { ids: [...new Set(pins.map((pin) => pin.paperId))] }) }
}

export interface PinInput {
  readonly dossierId: string
  readonly paperId: string
  readonly criterion: string | null
  readonly page?: number | null | undefined
  readonly region?: Region | null | undefined
  readonly note?: string | null | undefined
}

/** Lays a paper to a criterion, at a page and a part of it. Done twice it is one pin, at the part named last. */
export async function pinPaper(
  ctx: CommandContext,
  laws: Laws,
  input: PinInput,
): Promise<Result<{ id: string }>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  const paper = await paperById(ctx.db, input.paperId)
  if (!paper || paper.removed || paper.producerId !== dossier.producer.id)
    return refuse('paper-not-in-vault', { field: 'paperId' })
  const page = input.page ?? null
  if (page !== null && (page < 1 || page > Math.max(1, paper.pages)))
    return refuse('page-not-in-paper', { field: 'page', data: { page, pages: paper.pages } })
  const region = input.region ?? null
  if (region !== null && (page === null || !isOnPage(region)))
    return refuse('region-not-on-page', { field: 'region' })
  const sheet = law.sheet(dossier.setNo)
  const criterion = input.criterion === null || !sheet ? null : criterionByCode(sheet, input.criterion)
  if (input.criterion !== null && !(criterion && isLeaf(criterion)))
    return refuse('unknown-criterion', {
      field: 'criterion',
      data: { criterion: input.criterion.slice(0, 40) },
    })
  const id = uuidv7()
  const written = await ctx.db
    .insertInto('dossier_pin')
    .values({
      id,
      dossier_id: dossier.id,
      paper_id: paper.id,
      criterion: input.criterion,
      page,
      region: input.region ? jsonb(input.region) : null,
      note: input.note ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .constraint('a_paper_is_pinned_once_per_place')
        .doUpdateSet({ region: input.region ? jsonb(input.region) : null }),
    )
    .returning('id')
    .executeTakeFirst()
  await bump(ctx, dossier.id)
  noteEdit(ctx, dossier, { pinned: paper.id, criterion: input.criterion, page })
  return ok({ id: written?.id ?? id })
}

/** Takes a paper off a criterion; the paper stays in the vault. */
export async function unpinPaper(
  ctx: CommandContext,
  laws: Laws,
  input: { dossierId: string; pinId: string },
): Promise<Result<Pin>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const pin = (await pinsOf(ctx.db, input.dossierId)).find((one) => one.id === input.pinId)
  if (!pin) return refuse('not-found')
  await ctx.db.deleteFrom('dossier_pin').where('id', '=', pin.id).execute()
  await bump(ctx, input.dossierId)
  noteEdit(ctx, found.value.dossier, { unpinned: pin.paperId, criterion: pin.criterion })
  return ok(pin)
}

async function bump(ctx: CommandContext, dossierId: string): Promise<void> {
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', dossierId)
    .execute()
}

function isOnPage({ x, y, width, height }: Region): boolean {
  const whole = [x, y, width, height].every((value) => Number.isInteger(value) && value >= 0 && value <= 1000)
  return whole && width >= 10 && height >= 10 && x + width <= 1000 && y + height <= 1000
}
