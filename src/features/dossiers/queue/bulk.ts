import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { may, type Permission } from '../../../rules/permissions/index.ts'
import type { Desk } from '../commune.ts'
import { type Dossier, dossierById } from '../dossier.ts'
import { factsOf } from '../facts.ts'
import { acceptIntoRound, assignAdvisers, leaveRound, receiveByProvince } from '../province.ts'
import type { DossierBulkTable } from '../tables.ts'

export type BulkDeed = DossierBulkTable['deed']
export const BULK_DEEDS = ['receive-province', 'accept-into-round', 'assign', 'put-before-council'] as const
export const MOST_AT_ONCE = 200
const UNDO_MINUTES = 30

/** Deeds with a way back; a receipt number that was given out stays given out. */
export const UNDOABLE: ReadonlySet<BulkDeed> = new Set(['accept-into-round', 'assign', 'put-before-council'])

const ITEMS_OF_COMMUNE = ['van-ban-de-nghi-xa', 'mau-03', 'ho-so-san-pham', 'san-pham-mau']

export interface BulkChoice {
  readonly deed: BulkDeed
  readonly roundId: string | null
  readonly accountIds: readonly string[]
  /** The officer has checked what each dossier consists of. */
  readonly checked: boolean
}

/** What would happen to each dossier; nothing is written. */
export interface Prospect {
  readonly dossier: Dossier
  readonly problems: readonly Problem[]
}

/** The summary before: what would be done, and why it cannot be done where it cannot. */
export async function foresee(
  db: Db,
  desk: Desk,
  about: { actor: CommandContext['actor']; today: string },
  ids: readonly string[],
  choice: BulkChoice,
): Promise<readonly Prospect[]> {
  const found: Prospect[] = []
  for (const id of ids) {
    const dossier = await dossierById(db, id)
    if (!dossier || !may(about.actor, 'dossier.read', dossier.resource, about.today)) continue
    found.push({ dossier, problems: await against(db, desk, about, dossier, choice) })
  }
  return found
}

const PERMISSION_OF = {
  'receive-province': 'dossier.check-province',
  'accept-into-round': 'round.manage',
  assign: 'dossier.assign',
  'put-before-council': 'round.manage',
} as const satisfies Record<BulkDeed, Permission>

async function against(
  db: Db,
  { laws }: Desk,
  { actor, today }: { actor: CommandContext['actor']; today: string },
  dossier: Dossier,
  { deed, roundId }: BulkChoice,
): Promise<readonly Problem[]> {
  if (!may(actor, PERMISSION_OF[deed], dossier.resource, today)) return [{ code: 'forbidden' }]
  if (deed === 'assign')
    return dossier.status === 'in-round'
      ? []
      : [{ code: 'action-not-now', data: { action: 'advisory-report', status: dossier.status } }]
  const law = laws(dossier.regime)
  if (!law) return [{ code: 'sheets-not-on-file', data: { set: dossier.setNo } }]
  const round = deed === 'accept-into-round' && roundId ? await roundFacts(db, roundId, dossier) : undefined
  const facts = { ...(await factsOf(db, dossier, law, today)), ...(round !== undefined && { round }) }
  const allowed = law.life.can(dossier.status, deed, facts)
  return allowed.ok ? [] : allowed.problems
}

async function roundFacts(db: Db, roundId: string, dossier: Dossier) {
  const round = await db.selectFrom('round').selectAll().where('id', '=', roundId).executeTakeFirst()
  if (!round || round.province_code !== dossier.provinceCode || round.level !== 'tinh') return null
  return {
    proposalsBefore: round.proposals_before,
    heldBefore: round.held_before,
    open: round.status === 'open',
  }
}

interface Done {
  readonly id: string
  readonly version: number
  /** Who had it in hand before, for an assignment. */
  readonly before?: readonly string[]
}

/** Does one deed for many dossiers: for all of them, or, when one of them cannot, for none. */
export async function doForMany(
  ctx: CommandContext,
  desk: Desk,
  ids: readonly string[],
  choice: BulkChoice,
): Promise<Result<{ bulkId: string; count: number }>> {
  if (ids.length === 0) return refuse('bulk-nothing-chosen')
  if (ids.length > MOST_AT_ONCE) return refuse('bulk-too-many', { data: { maximum: MOST_AT_ONCE } })
  if (choice.deed === 'receive-province' && !choice.checked)
    return refuse('bulk-not-checked', { field: 'checked', article: 'Điều 6 khoản 2' })
  if (choice.deed === 'assign' && choice.accountIds.length === 0)
    return refuse('required', { field: 'accountIds' })
  const items: Done[] = []
  // In one order for everybody: two officers with overlapping lists wait for each other, and never for ever.
  for (const dossierId of [...new Set(ids)].sort()) {
    const before = choice.deed === 'assign' ? await assignedTo(ctx.db, dossierId) : undefined
    const done = await doOne(ctx, desk, dossierId, choice)
    if (!done.ok) return failed({ code: 'bulk-changed' }, ...done.problems)
    items.push({ id: dossierId, version: done.value.version, ...(before && { before }) })
  }
  const bulkId = uuidv7()
  await ctx.db
    .insertInto('dossier_bulk')
    .values({
      id: bulkId,
      deed: choice.deed,
      items: jsonb(items),
      done_at: ctx.now,
      done_by: ctx.actor.accountId!,
      done_by_name: ctx.actor.name,
      undone_at: null,
    })
    .execute()
  ctx.audit({
    action: 'dossier.done-for-many',
    subjectKind: 'dossier-bulk',
    subjectId: bulkId,
    detail: { deed: choice.deed, dossiers: items.map((item) => item.id) },
  })
  return ok({ bulkId, count: items.length })
}

function doOne(
  ctx: CommandContext,
  desk: Desk,
  dossierId: string,
  choice: BulkChoice,
): Promise<Result<Dossier>> {
  switch (choice.deed) {
    case 'receive-province':
      return receiveByProvince(ctx, desk, { dossierId, checklist: ITEMS_OF_COMMUNE })
    case 'accept-into-round':
      return choice.roundId
        ? acceptIntoRound(ctx, desk, { dossierId, roundId: choice.roundId })
        : Promise.resolve(refuse('round-unknown', { field: 'roundId' }))
    case 'assign':
      return assignAdvisers(ctx, { dossierId, accountIds: choice.accountIds })
    case 'put-before-council':
      return desk.record(ctx, dossierId, 'put-before-council')
  }
}

async function assignedTo(db: Db, dossierId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('dossier_assignment')
    .select('account_id')
    .where('dossier_id', '=', dossierId)
    .execute()
  return rows.map((row) => row.account_id)
}

export interface BulkDone {
  readonly id: string
  readonly deed: BulkDeed
  readonly count: number
  readonly undone: boolean
  readonly undoable: boolean
}

/** A deed for many as its doer sees it afterwards. */
export async function bulkById(
  db: Db,
  id: string,
  accountId: string | null,
  now: Date,
): Promise<BulkDone | null> {
  const row = await db.selectFrom('dossier_bulk').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || row.done_by !== accountId) return null
  const fresh = now.getTime() - row.done_at.getTime() < UNDO_MINUTES * 60_000
  return {
    id: row.id,
    deed: row.deed,
    count: (row.items as readonly Done[]).length,
    undone: row.undone_at !== null,
    undoable: fresh && row.undone_at === null && UNDOABLE.has(row.deed),
  }
}

/** Takes a deed for many back, by whoever did it, while no dossier of it has moved on. */
export async function undoForMany(
  ctx: CommandContext,
  desk: Desk,
  bulkId: string,
  reason: string,
): Promise<Result<{ deed: BulkDeed; count: number }>> {
  const row = await ctx.db
    .selectFrom('dossier_bulk')
    .selectAll()
    .where('id', '=', bulkId)
    .forUpdate()
    .executeTakeFirst()
  const bulk = row && (await bulkById(ctx.db, bulkId, ctx.actor.accountId, ctx.now))
  if (!bulk) return refuse('not-found')
  if (!bulk.undoable) return refuse('undo-over')
  const items = [...(row.items as readonly Done[])].sort((a, b) => a.id.localeCompare(b.id))
  const dossiers = await Promise.all(items.map((item) => dossierById(ctx.db, item.id)))
  const moved = items.filter((item, index) => dossiers[index]?.version !== item.version).length
  if (moved > 0) return refuse('undo-moved-on', { data: { count: moved } })
  for (const item of items) {
    const undone = await undoOne(ctx, desk, item, bulk.deed, reason)
    if (!undone.ok) return undone
  }
  await ctx.db.updateTable('dossier_bulk').set({ undone_at: ctx.now }).where('id', '=', bulkId).execute()
  ctx.audit({
    action: 'dossier.undone-for-many',
    subjectKind: 'dossier-bulk',
    subjectId: bulkId,
    detail: { deed: bulk.deed, dossiers: items.length },
  })
  return ok({ deed: bulk.deed, count: items.length })
}

function undoOne(
  ctx: CommandContext,
  desk: Desk,
  { id, before = [] }: Done,
  deed: BulkDeed,
  reason: string,
): Promise<Result<Dossier>> {
  switch (deed) {
    case 'accept-into-round':
      return leaveRound(ctx, desk, { dossierId: id, reason })
    case 'assign':
      return assignAdvisers(ctx, { dossierId: id, accountIds: before })
    case 'put-before-council':
      return desk.record(ctx, id, 'take-off-agenda', { reason })
    case 'receive-province':
      return Promise.resolve(refuse('undo-over'))
  }
}
