import type { Selectable } from 'kysely'
import { type Actor, type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { may, type Resource } from '../../rules/permissions/index.ts'
import { mayDoNow, type SupportAction } from '../../rules/support/index.ts'
import type { PlacedRecord } from '../places/index.ts'
import type { SupportDeps } from './parts.ts'
import type { SupportTable } from './tables.ts'

export type LockedSupport = Selectable<SupportTable> & PlacedRecord & { readonly product: string }

/** A support, locked, if nobody changed it since `version` was seen and this may be done to it now. */
export async function lockSupport(
  ctx: CommandContext,
  id: string,
  version: number,
  action: SupportAction,
): Promise<Result<LockedSupport>> {
  const support = await ctx.db
    .selectFrom('support as s')
    .innerJoin('product as p', 'p.id', 's.product_id')
    .selectAll('s')
    .select(['p.name as product', 'p.place_code', 'p.place_day', 'p.province_code'])
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst()
  if (!support) return refuse('not-found')
  if (!mayDoNow(support.status, action)) return refuse('support-not-now')
  if (support.version !== version) return refuse('changed-meanwhile')
  return ok(support)
}

/** Whose a support is, for the matrix: its producer, the places that govern it, the agency asked and who bears its duties today. */
export function resourceOf(
  support: PlacedRecord & { readonly producer_id: string; readonly agency_id: string },
  deps: SupportDeps,
  today: string,
): Resource {
  const bearer = deps.agencies.bearer(support.agency_id, today)
  return {
    producerId: support.producer_id,
    places: deps.places.governing(support, today),
    agencyIds: [support.agency_id, ...(bearer ? [bearer.id] : [])],
  }
}

export const mayManage = (
  actor: Actor,
  support: Parameters<typeof resourceOf>[0],
  deps: SupportDeps,
  today: string,
): boolean => may(actor, 'support.manage', resourceOf(support, deps, today), today)

export async function record(
  ctx: CommandContext,
  id: string,
  about: {
    action: SupportAction
    amount?: number
    day?: string
    paperNo?: string
    words?: string
    onBehalf?: boolean
  },
): Promise<number> {
  const { last } = await ctx.db
    .selectFrom('support_action')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('support_id', '=', id)
    .executeTakeFirstOrThrow()
  const seq = Number(last) + 1
  await ctx.db
    .insertInto('support_action')
    .values({
      support_id: id,
      seq,
      action: about.action,
      at: ctx.now,
      day: about.day ?? ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      amount: about.amount ?? null,
      paper_no: about.paperNo ?? '',
      words: about.words ?? '',
      on_behalf: about.onBehalf ?? false,
    })
    .execute()
  return seq
}

export function note(
  ctx: CommandContext,
  action: string,
  id: string,
  place: PlacedRecord,
  detail: Record<string, unknown> = {},
): void {
  ctx.audit({
    action,
    subjectKind: 'support',
    subjectId: id,
    place: place.place_code ?? place.province_code,
    detail,
  })
}
