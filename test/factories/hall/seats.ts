import type { Kysely } from 'kysely'
import type { Tables } from '../../../src/platform/db/tables.ts'
import '../../../src/features/councils/tables.ts'

/** Who sits in a council, by the account that signs in. */
export interface Seat {
  readonly login: string
  readonly memberId: string
  readonly votes: boolean
}

/** The seats of these members in their order. */
export function seatsOf(db: Kysely<Tables>, memberIds: readonly string[]): Promise<Seat[]> {
  return db
    .selectFrom('council_member as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .select(['m.id as memberId', 'm.votes', 'a.username as login'])
    .where('m.id', 'in', [...memberIds])
    .orderBy('m.ordinal')
    .execute()
}
