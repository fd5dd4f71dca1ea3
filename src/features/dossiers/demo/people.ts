import type { Actor, CommandContext, Result } from '../../../platform/command/index.ts'
import type { Grant, Role } from '../../../rules/permissions/index.ts'
import type { Parts } from '../parts.ts'

/** Grants of the demo accounts begin with this day. */
export const YEAR_BEGAN = '2026-01-01'

/** What the demo needs of the accounts: officers for the communes whose producers have dossiers. */
export interface DemoPeople {
  createDemoAccount(
    ctx: CommandContext,
    input: { readonly username: string; readonly name: string },
  ): Promise<Result<{ accountId: string }>>
  grantRole(
    ctx: CommandContext,
    input: {
      readonly accountId: string
      readonly role: 'commune-officer'
      readonly place: string
      readonly from: string
      readonly reason: string
    },
  ): Promise<Result<unknown>>
}

/** Demo accounts as they would sign in, with the grants they hold. */
export async function demoActors(db: Parts['kernel']['db']): Promise<Map<string, Actor>> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select([
      'a.id',
      'a.username',
      'a.name',
      'g.role',
      'g.place_code',
      'g.producer_id',
      'g.from_day',
      'g.to_day',
    ])
    .where('a.is_demo', '=', true)
    .where('g.ended_at', 'is', null)
    .execute()
  const actors = new Map<string, Actor & { grants: Grant[] }>()
  for (const row of rows) {
    const actor = actors.get(row.username) ?? {
      accountId: row.id,
      name: row.name,
      grants: [],
      lang: 'vi' as const,
    }
    actor.grants.push({
      role: row.role as Role,
      place: row.place_code,
      agencyId: null,
      ...(row.producer_id && { producerIds: [row.producer_id] }),
      // The demo's own past: its people are taken to have held their roles since the year began.
      from: row.from_day < YEAR_BEGAN ? row.from_day : YEAR_BEGAN,
      to: row.to_day,
    })
    actors.set(row.username, actor)
  }
  return actors
}
