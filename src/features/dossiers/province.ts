import {
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../platform/command/index.ts'
import { type Db, jsonb } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type Answer, readAnswers } from '../../rules/scoring/index.ts'
import type { Desk } from './commune.ts'
import { type Dossier, dossierById } from './dossier.ts'
import { receiptNumberFor } from './numbers.ts'
import { settleRemarks } from './remarks.ts'

/** The provincial office takes a proposed dossier in (Điều 7 khoản 3 điểm a; Mẫu số 01, block of the province). */
export async function receiveByProvince(
  ctx: CommandContext,
  { record, numbering }: Desk,
  input: { dossierId: string; checklist: readonly string[] },
): Promise<Result<Dossier>> {
  const recorded = await record(ctx, input.dossierId, 'receive-province', {
    detail: { checklist: input.checklist },
  })
  if (!recorded.ok) return recorded
  const number =
    recorded.value.provinceReceiptNo ??
    (await receiptNumberFor(ctx, numbering, 'receiptProvince', recorded.value))
  await ctx.db
    .updateTable('dossier')
    .set({ province_receipt_no: number })
    .where('id', '=', input.dossierId)
    .execute()
  await settleRemarks(ctx, input.dossierId)
  return ok((await dossierById(ctx.db, input.dossierId))!)
}

/** Puts a dossier into a round of its province and level (Điều 5 khoản 1). */
export async function acceptIntoRound(
  ctx: CommandContext,
  { record }: Desk,
  input: { dossierId: string; roundId: string },
): Promise<Result<Dossier>> {
  const dossier = await dossierById(ctx.db, input.dossierId)
  const round = await ctx.db
    .selectFrom('round')
    .selectAll()
    .where('id', '=', input.roundId)
    .executeTakeFirst()
  if (!dossier) return refuse('not-found')
  if (!round || round.province_code !== dossier.provinceCode || round.level !== 'tinh')
    return refuse('round-unknown', { field: 'roundId' })
  const recorded = await record(ctx, input.dossierId, 'accept-into-round', {
    detail: { round: round.id, title: round.title },
    facts: {
      round: {
        proposalsBefore: round.proposals_before,
        heldBefore: round.held_before,
        open: round.status === 'open',
      },
    },
  })
  if (!recorded.ok) return recorded
  await ctx.db.updateTable('dossier').set({ round_id: round.id }).where('id', '=', input.dossierId).execute()
  return ok((await dossierById(ctx.db, input.dossierId))!)
}

/** Takes a dossier out of its round again, before the advisory team has reported; the decree is silent, so it is dated and reasoned. */
export async function leaveRound(
  ctx: CommandContext,
  { record }: Pick<Desk, 'record'>,
  input: { dossierId: string; reason: string },
): Promise<Result<Dossier>> {
  const recorded = await record(ctx, input.dossierId, 'leave-round', { reason: input.reason })
  if (!recorded.ok) return recorded
  await ctx.db.updateTable('dossier').set({ round_id: null }).where('id', '=', input.dossierId).execute()
  return ok((await dossierById(ctx.db, input.dossierId))!)
}

/** Gives a dossier into the hands of members of the advisory team (Điều 7 khoản 3 điểm c). */
export async function assignAdvisers(
  ctx: CommandContext,
  input: { dossierId: string; accountIds: readonly string[] },
): Promise<Result<Dossier>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  if (!dossier) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.assign', dossier.resource, ctx.today)) return refuse('forbidden')
  const known = await advisersFor(ctx.db, dossier, ctx.today)
  const chosen = known.filter((one) => input.accountIds.includes(one.id))
  if (chosen.length !== new Set(input.accountIds).size)
    return refuse('adviser-unknown', { field: 'accountIds' })
  await ctx.db.deleteFrom('dossier_assignment').where('dossier_id', '=', dossier.id).execute()
  // What takes a deed for many back sees by the version that somebody assigned anew since.
  await ctx.db
    .updateTable('dossier')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', dossier.id)
    .execute()
  if (chosen.length > 0)
    await ctx.db
      .insertInto('dossier_assignment')
      .values(
        chosen.map((one) => ({
          dossier_id: dossier.id,
          account_id: one.id,
          assigned_at: ctx.now,
          assigned_by_name: ctx.actor.name,
        })),
      )
      .execute()
  ctx.audit({
    action: 'dossier.assign',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { accounts: chosen.map((one) => one.id) },
  })
  return ok((await dossierById(ctx.db, dossier.id))!)
}

/** Members of the advisory team who may be given this dossier. */
export async function advisersFor(
  db: Db,
  dossier: Pick<Dossier, 'provinceCode'>,
  today: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select(['a.id', 'a.name'])
    .distinct()
    .where('g.role', '=', 'advisory-team')
    .where('g.ended_at', 'is', null)
    .where('g.from_day', '<=', today)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', today)]))
    .where((eb) => eb.or([eb('g.place_code', 'is', null), eb('g.place_code', '=', dossier.provinceCode)]))
    .where('a.locked_at', 'is', null)
    .orderBy('a.name')
    .execute()
}

export interface Suggestion {
  readonly criterion: string
  readonly adviser: string
  readonly accountId: string
  readonly answer: Answer
  readonly note: string
}

/** What the advisory team suggests, criterion by criterion; read by the council, never counted. */
export async function suggestionsOf(db: Db, dossierId: string): Promise<Suggestion[]> {
  const rows = await db
    .selectFrom('dossier_suggestion as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(['s.criterion', 's.account_id', 's.answer', 's.note', 'a.name'])
    .where('s.dossier_id', '=', dossierId)
    .orderBy('s.criterion')
    .execute()
  return rows.map((row) => ({
    criterion: row.criterion,
    adviser: row.name,
    accountId: row.account_id,
    answer: row.answer as Answer,
    note: row.note,
  }))
}

/**
 * A member of the advisory team suggests options or leaves notes; only the criteria sent are touched, and one sent with neither
 * is taken back.
 */
export async function suggest(
  ctx: CommandContext,
  { laws }: Desk,
  input: {
    dossierId: string
    answers: Readonly<Record<string, unknown>>
    notes: Readonly<Record<string, string>>
  },
): Promise<Result<Dossier>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  const compiled = dossier && laws(dossier.regime)?.compiled(dossier.setNo)
  if (!dossier || !compiled || ctx.actor.accountId === null) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.advise', dossier.resource, ctx.today)) return refuse('forbidden')
  if (dossier.status !== 'in-round')
    return refuse('action-not-now', { data: { action: 'advisory-report', status: dossier.status } })
  const { problems } = readAnswers(compiled, input.answers)
  const strange = Object.keys(input.notes).filter((code) => !compiled.leafOf.has(code))
  const long = Object.entries(input.notes).flatMap(([code, note]) => tooLong(`n:${code}`, note, 4000))
  if (problems.length + strange.length + long.length > 0)
    return failed(
      ...problems,
      ...long,
      ...strange.map((code) => ({ code: 'unknown-criterion', data: { criterion: code.slice(0, 40) } })),
    )
  for (const criterion of new Set([...Object.keys(input.answers), ...Object.keys(input.notes)])) {
    const [answer, note] = [input.answers[criterion] ?? null, (input.notes[criterion] ?? '').trim()]
    if (answer === null && note === '') {
      await ctx.db
        .deleteFrom('dossier_suggestion')
        .where('dossier_id', '=', dossier.id)
        .where('criterion', '=', criterion)
        .where('account_id', '=', ctx.actor.accountId)
        .execute()
      continue
    }
    const values = { answer: jsonb(answer), note, updated_at: ctx.now }
    await ctx.db
      .insertInto('dossier_suggestion')
      .values({ dossier_id: dossier.id, criterion, account_id: ctx.actor.accountId, ...values })
      .onConflict((conflict) =>
        conflict.columns(['dossier_id', 'criterion', 'account_id']).doUpdateSet(values),
      )
      .execute()
  }
  ctx.audit({
    action: 'dossier.suggest',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { criteria: Object.keys(input.answers).length },
  })
  return ok(dossier)
}

/** The report that goes to the council's chair: the advisory team's, or for a re-evaluation the office's (Điều 7 khoản 6 điểm c). */
export function reportToCouncil(
  ctx: CommandContext,
  { record }: Desk,
  input: { dossierId: string; by: 'advisory-report' | 'office-report'; conclusion: string },
): Promise<Result<Dossier>> {
  const conclusion = input.conclusion.trim()
  if (conclusion === '') return Promise.resolve(refuse('required', { field: 'conclusion' }))
  if (conclusion.length > 10_000)
    return Promise.resolve(refuse('too-long', { field: 'conclusion', data: { maximum: 10_000 } }))
  return record(ctx, input.dossierId, input.by, { detail: { conclusion } })
}
