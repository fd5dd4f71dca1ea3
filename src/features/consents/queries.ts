import type { Db } from '../../platform/db/index.ts'
import type { Resource } from '../../rules/permissions/index.ts'
import type { Governing } from '../places/index.ts'

/** A producer that was not merged into another. */
export interface StandingProducer {
  readonly id: string
  readonly name: string
  /** Its commune as recorded; null where none is. */
  readonly place: string | null
  readonly isDemo: boolean
  /** What permissions are asked about: the producer and whoever governs its place today. */
  readonly resource: Resource & { readonly places: readonly string[] }
}

/** `today`: the day on which its place is asked who governs it. */
export async function standingProducer(
  db: Db,
  id: string,
  places: Governing,
  today: string,
): Promise<StandingProducer | null> {
  const row = await db
    .selectFrom('producer')
    .select(['id', 'name', 'place_code', 'place_day', 'province_code', 'is_demo'])
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        name: row.name,
        place: row.place_code,
        isDemo: row.is_demo,
        resource: { producerId: row.id, places: places.governing(row, today) },
      }
    : null
}

export interface ConsentLine {
  readonly id: string
  readonly producerId: string
  readonly producerName: string
  readonly officerName: string
  readonly way: 'signature-photo' | 'code'
  readonly givenBy: string
  readonly givenOn: string
  readonly until: string
  readonly fileHash: string | null
  readonly ended: boolean
}

/** Consents of these producers, or those held by this officer; newest first. */
export async function consentLines(
  db: Db,
  of: { producerIds: readonly string[]; officerId: string | null },
): Promise<ConsentLine[]> {
  const rows = await db
    .selectFrom('consent as c')
    .innerJoin('producer as p', 'p.id', 'c.producer_id')
    .select([
      'c.id',
      'c.producer_id',
      'p.name as producer_name',
      'c.officer_name',
      'c.way',
      'c.given_by',
      'c.given_on',
      'c.until',
      'c.file_hash',
      'c.ended_at',
    ])
    .where((eb) =>
      eb.or([
        ...(of.producerIds.length > 0 ? [eb('c.producer_id', 'in', [...of.producerIds])] : []),
        ...(of.officerId ? [eb('c.officer_id', '=', of.officerId)] : []),
        eb.val(false),
      ]),
    )
    .orderBy('c.created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    producerId: row.producer_id,
    producerName: row.producer_name,
    officerName: row.officer_name,
    way: row.way,
    givenBy: row.given_by,
    givenOn: row.given_on,
    until: row.until,
    fileHash: row.file_hash,
    ended: row.ended_at !== null,
  }))
}

export async function ownProducers(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('producer')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute()
}
