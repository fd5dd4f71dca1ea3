import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import { may } from '../../rules/permissions/index.ts'

export const LONGEST_REASON = 2000

/** A producer objects to what an officer did in its name: the consent ends at once, the officer and the office over it are told. */
export async function contestConsent(
  ctx: CommandContext,
  send: SendNotice | undefined,
  input: { readonly consentId: string; readonly reason: string },
): Promise<Result<{ id: string }>> {
  const consent = await ctx.db
    .selectFrom('consent as c')
    .innerJoin('producer as p', 'p.id', 'c.producer_id')
    .select([
      'c.producer_id',
      'c.officer_id',
      'c.officer_name',
      'c.ended_at',
      'p.name',
      'p.place_code',
      'p.province_code',
    ])
    .where('c.id', '=', input.consentId)
    .forUpdate('c')
    .executeTakeFirst()
  if (!consent) return refuse('not-found')
  if (!may(ctx.actor, 'producer.edit', { producerId: consent.producer_id }, ctx.today))
    return refuse('forbidden')
  const reason = input.reason.trim()
  if (reason === '') return refuse('required', { field: 'reason' })
  if (reason.length > LONGEST_REASON)
    return refuse('too-long', { field: 'reason', data: { maximum: LONGEST_REASON } })
  const id = uuidv7()
  await ctx.db
    .insertInto('consent_contest')
    .values({
      id,
      consent_id: input.consentId,
      producer_id: consent.producer_id,
      reason,
      contested_at: ctx.now,
      contested_by: ctx.actor.accountId,
      contested_by_name: ctx.actor.name,
    })
    .execute()
  if (consent.ended_at === null)
    await ctx.db.updateTable('consent').set({ ended_at: ctx.now }).where('id', '=', input.consentId).execute()
  ctx.audit({
    action: 'consent.contest',
    subjectKind: 'producer',
    subjectId: consent.producer_id,
    place: consent.place_code,
    detail: { consent: input.consentId, contest: id },
  })
  const notice = {
    kind: 'consents.contested',
    params: {
      producer: consent.name,
      officer: consent.officer_name,
      by: ctx.actor.name,
      day: ctx.today,
      reason,
    },
    path: '/lam-viec/uy-quyen',
    about: { kind: 'producer', id: consent.producer_id },
  }
  await send?.(ctx, { ...notice, to: { accountIds: [consent.officer_id] }, key: `${id}:officer` })
  if (consent.province_code)
    await send?.(ctx, {
      ...notice,
      to: { role: 'provincial-office', placeCode: consent.province_code },
      key: `${id}:office`,
    })
  return ok({ id })
}

export interface Contest {
  readonly consentId: string
  readonly reason: string
  readonly by: string
  readonly at: Date
}

export async function contestsOf(db: Db, consentIds: readonly string[]): Promise<Contest[]> {
  if (consentIds.length === 0) return []
  const rows = await db
    .selectFrom('consent_contest')
    .select(['consent_id', 'reason', 'contested_by_name', 'contested_at'])
    .where('consent_id', 'in', [...consentIds])
    .orderBy('contested_at')
    .execute()
  return rows.map((row) => ({
    consentId: row.consent_id,
    reason: row.reason,
    by: row.contested_by_name,
    at: row.contested_at,
  }))
}

/** What was done in a producer's name: the deeds of its dossiers that name it. */
export interface DeedForOwner {
  readonly dossierId: string
  readonly productName: string
  readonly action: string
  readonly actorName: string
  readonly at: Date
}

export async function deedsFor(db: Db, producerIds: readonly string[]): Promise<DeedForOwner[]> {
  if (producerIds.length === 0) return []
  const rows = await db
    .selectFrom('dossier_action as a')
    .innerJoin('dossier as d', 'd.id', 'a.dossier_id')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select(['a.dossier_id', 't.name', 'a.action', 'a.actor_name', 'a.at'])
    .where('a.on_behalf_of', 'in', [...producerIds])
    .orderBy('a.at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    dossierId: row.dossier_id,
    productName: row.name,
    action: row.action,
    actorName: row.actor_name,
    at: row.at,
  }))
}
