import type { Selectable } from 'kysely'
import { type Actor, type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type FairAction, fairMayDo } from '../../rules/promotion/index.ts'
import type { PromotionDeps } from './parts.ts'
import type { FairTable, PublishedLine } from './tables.ts'

export type Fair = Selectable<FairTable>

export interface Of {
  readonly id: string
  readonly version: number
}
/** Of the demo province and of imports: what stands for a person's right. */
export type Options = { readonly isDemo?: boolean }

/** The office of the province, and whoever bears the duties of the agency that leads. */
export function mayManageFair(
  actor: Actor,
  { lead_agency }: Pick<Fair, 'lead_agency'>,
  deps: PromotionDeps,
  today: string,
): boolean {
  const bearer = deps.agencies.bearer(lead_agency, today)
  const agencyIds = [lead_agency, ...(bearer ? [bearer.id] : [])]
  return may(actor, 'promotion.manage', { places: [deps.provinceCode], agencyIds }, today)
}

export const mayManageAll = (actor: Actor, deps: PromotionDeps, today: string): boolean =>
  may(actor, 'promotion.manage', { places: [deps.provinceCode] }, today)

/** A fair, locked, if this person may do this to it now and nobody changed it since it was seen. */
export async function lockFair(
  ctx: CommandContext,
  { id, version }: Of,
  action: FairAction | null,
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
): Promise<Result<Fair>> {
  const fair = await ctx.db.selectFrom('fair').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!fair) return refuse('not-found')
  if (!isDemo && !mayManageFair(ctx.actor, fair, deps, ctx.today)) return refuse('forbidden')
  if (action && !fairMayDo(fair.status, action)) return refuse('fair-not-now')
  if (fair.version !== version) return refuse('changed-meanwhile')
  return ok(fair)
}

/** Writes an action of a fair, and where the fair stands after it. */
export async function act(
  ctx: CommandContext,
  fairId: string,
  action: FairAction,
  about: {
    words?: string
    lines?: readonly PublishedLine[]
    changes?: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>
  } = {},
): Promise<void> {
  const { last } = await ctx.db
    .selectFrom('fair_action')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('fair_id', '=', fairId)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('fair_action')
    .values({
      fair_id: fairId,
      seq: Number(last) + 1,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      words: about.words ?? '',
      lines: about.lines ? (jsonb(about.lines) as never) : null,
      changes: about.changes ? (jsonb(about.changes) as never) : null,
    })
    .execute()
}

export function note(
  ctx: CommandContext,
  action: string,
  subject: { kind: string; id: string },
  place: string,
  detail: Record<string, unknown> = {},
): void {
  ctx.audit({ action, subjectKind: subject.kind, subjectId: subject.id, place, detail })
}

/** A deed of a producer at a fair: told in the scope of its commune. */
export function noteOfProducer(
  ctx: CommandContext,
  action: string,
  fairId: string,
  by: { readonly producer_id: string; readonly place_code: string | null },
  deps: Pick<PromotionDeps, 'provinceCode'>,
  detail: Record<string, unknown> = {},
): void {
  const place = by.place_code ?? deps.provinceCode
  note(ctx, action, { kind: 'fair', id: fairId }, place, { producer: by.producer_id, ...detail })
}
