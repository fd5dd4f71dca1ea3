import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { dayTyped } from '../../rules/forms/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type ProcedureLaw, roundsOf } from '../../rules/procedure/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { type Round, roundById } from './queries.ts'

/** A round is opened under the rules of the day it is opened. */
function lawOfToday(regulation: Regulation, today: string): { regime: string; law: ProcedureLaw } | null {
  const choice = regulation.regimeForDossier({ filedOn: today, kind: 'first' })
  const law = choice.regime && regulation.procedure(choice.regime.id)
  return choice.regime && law ? { regime: choice.regime.id, law } : null
}

/** The province's rounds the law sets for a year (Điều 5 khoản 1), with their days. */
export function lawfulRounds(regulation: Regulation, year: number, today: string) {
  const found = lawOfToday(regulation, today)
  return found ? roundsOf(year, 'tinh', found.law) : []
}

export interface NewRound {
  readonly provinceCode: string
  readonly year: number
  readonly ordinal: number
  /** For a further round beyond the law's own: its plan and its days, as typed (Điều 5 khoản 1). */
  readonly extra?:
    | { readonly planNo: string; readonly proposalsBefore: string; readonly heldBefore: string }
    | undefined
}

/** Opens a round: one of the law's own with the law's days, or a further one with a plan that says so. */
export async function openRound(
  ctx: CommandContext,
  regulation: Regulation,
  input: NewRound,
): Promise<Result<Round>> {
  if (!may(ctx.actor, 'round.manage', { places: [input.provinceCode] }, ctx.today)) return refuse('forbidden')
  const found = lawOfToday(regulation, ctx.today)
  if (!found) return refuse('sheets-not-on-file', { data: { regime: '', set: null } })
  const thisYear = Number(ctx.today.slice(0, 4))
  if (!Number.isInteger(input.year) || input.year < thisYear - 1 || input.year > thisYear + 1)
    return refuse('round-year-wrong', { field: 'year', data: { from: thisYear - 1, to: thisYear + 1 } })
  const lawful = roundsOf(input.year, 'tinh', found.law)
  const days = input.extra
    ? extraDays(input, lawful.length)
    : lawfulDays(lawful.find((one) => one.ordinal === input.ordinal))
  if (!days.ok) return days
  const taken = await ctx.db
    .selectFrom('round')
    .select('id')
    .where('province_code', '=', input.provinceCode)
    .where('level', '=', 'tinh')
    .where('year', '=', input.year)
    .where('ordinal', '=', input.ordinal)
    .executeTakeFirst()
  if (taken)
    return refuse('round-exists', { field: 'ordinal', data: { year: input.year, ordinal: input.ordinal } })
  const id = uuidv7()
  await ctx.db
    .insertInto('round')
    .values({
      id,
      province_code: input.provinceCode,
      level: 'tinh',
      year: input.year,
      ordinal: input.ordinal,
      regime: found.regime,
      title: `Đợt ${input.ordinal} năm ${input.year}`,
      proposals_before: days.value.proposalsBefore,
      held_before: days.value.heldBefore,
      plan_no: input.extra?.planNo.trim() || null,
      is_demo: false,
    })
    .execute()
  ctx.audit({
    action: 'round.open',
    subjectKind: 'round',
    subjectId: id,
    place: input.provinceCode,
    detail: { year: input.year, ordinal: input.ordinal, ...days.value },
  })
  return ok((await roundById(ctx.db, id))!)
}

interface Days {
  readonly proposalsBefore: string
  readonly heldBefore: string
}

function lawfulDays(round: Days | undefined): Result<Days> {
  return round
    ? ok({ proposalsBefore: round.proposalsBefore, heldBefore: round.heldBefore })
    : refuse('round-needs-plan', { field: 'ordinal', article: 'Điều 5 khoản 1' })
}

function extraDays({ extra, ordinal }: NewRound, lawful: number): Result<Days> {
  const proposalsBefore = dayTyped(extra!.proposalsBefore)
  const heldBefore = dayTyped(extra!.heldBefore)
  const problems: Problem[] = []
  if (ordinal <= lawful || ordinal > 20)
    problems.push({ code: 'round-ordinal-wrong', field: 'ordinal', data: { above: lawful } })
  if (extra!.planNo.trim() === '')
    problems.push({ code: 'round-needs-plan', field: 'planNo', article: 'Điều 5 khoản 1' })
  if (!proposalsBefore) problems.push({ code: 'not-a-day', field: 'proposalsBefore' })
  if (!heldBefore) problems.push({ code: 'not-a-day', field: 'heldBefore' })
  if (problems.length > 0) return failed(...problems)
  return heldBefore! > proposalsBefore!
    ? ok({ proposalsBefore: proposalsBefore!, heldBefore: heldBefore! })
    : refuse('round-days-wrong', { field: 'heldBefore' })
}

/** Closes a round: no dossier comes into it any more; those in it go on. */
export async function closeRound(ctx: CommandContext, id: string): Promise<Result<Round>> {
  const round = await roundById(ctx.db, id)
  if (!round) return refuse('not-found')
  if (!may(ctx.actor, 'round.manage', { places: [round.provinceCode] }, ctx.today)) return refuse('forbidden')
  await ctx.db.updateTable('round').set({ status: 'closed' }).where('id', '=', id).execute()
  ctx.audit({ action: 'round.close', subjectKind: 'round', subjectId: id, place: round.provinceCode })
  return ok((await roundById(ctx.db, id))!)
}

/** Marks a round as demonstration data. */
export async function markDemoRound(ctx: CommandContext, id: string): Promise<Result<void>> {
  await ctx.db.updateTable('round').set({ is_demo: true }).where('id', '=', id).execute()
  return ok()
}
