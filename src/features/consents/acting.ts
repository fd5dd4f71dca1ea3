import { sql } from 'kysely'
import type { Actor, CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { may, type Permission } from '../../rules/permissions/index.ts'

/** Whose hand it is: the producer's own (`onBehalfOf` null), or an officer's by a running consent. */
export interface Acting {
  readonly onBehalfOf: string | null
  readonly consentId: string | null
}

/** What a permission is asked about: whose it is, and the places that govern it. */
export interface OfProducer {
  readonly producerId: string
  readonly places: readonly string[]
}

/**
 * May this actor do a producer's own deed? The producer may; an officer of the place may with a recorded, running consent
 * (the dossier remains the producer's responsibility, Điều 7 khoản 1). Anyone else is refused.
 */
export async function actingFor(
  ctx: CommandContext,
  permission: Permission,
  { producerId, places }: OfProducer,
): Promise<Result<Acting>> {
  if (may(ctx.actor, permission, { producerId }, ctx.today)) return ok({ onBehalfOf: null, consentId: null })
  if (!may(ctx.actor, permission, { producerId, places }, ctx.today)) return refuse('forbidden')
  const consentId = await runningConsent(ctx.db, ctx.actor, producerId, ctx.today)
  if (!consentId) return refuse('consent-needed', { article: 'Điều 7 khoản 1' })
  return ok({ onBehalfOf: producerId, consentId })
}

/** The running consent this officer holds from the producer, under whichever of the records laid together it was filed; or null. */
export async function runningConsent(
  db: Db,
  actor: Actor,
  producerId: string,
  today: string,
): Promise<string | null> {
  if (actor.accountId === null) return null
  const row = await db
    .selectFrom('consent')
    .select('id')
    .where('producer_id', 'in', sql<string>`(select producer_family(${producerId}))`)
    .where('officer_id', '=', actor.accountId)
    .where('ended_at', 'is', null)
    .where('given_on', '<=', today)
    .where('until', '>=', today)
    .executeTakeFirst()
  return row?.id ?? null
}
