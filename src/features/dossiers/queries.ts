import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Reach } from '../../rules/permissions/index.ts'
import type { Action, Status } from '../../rules/procedure/index.ts'
import { governedByOne, type Places, withinReach } from '../places/index.ts'
import type { DossierKind } from './tables.ts'

/** One row of a list of dossiers. */
export interface DossierLine {
  readonly id: string
  readonly productName: string
  readonly producerName: string
  readonly producerId: string
  readonly kind: DossierKind
  readonly regime: string
  readonly setNo: number
  readonly status: Status
  readonly placeCode: string
  readonly provinceCode: string
  readonly year: number
  readonly wishStar: number | null
  readonly filedOn: string | null
  readonly productCode: string | null
  readonly communeReceiptNo: string | null
  readonly provinceReceiptNo: string | null
  readonly roundId: string | null
  readonly roundProposalsBefore: string | null
  readonly roundHeldBefore: string | null
  readonly isDemo: boolean
  readonly updatedAt: Date
  /** Its history as the clocks need it. */
  readonly actions: readonly { readonly action: Action; readonly day: string }[]
}

export interface DossierFilter {
  /** Who asks: only what is within reach comes back. */
  readonly reach: Reach
  readonly accountId: string | null
  readonly statuses?: readonly Status[] | undefined
  readonly placeCodes?: readonly string[] | undefined
  readonly roundId?: string | undefined
  readonly round?: { readonly ordinal: number; readonly year: number | null } | undefined
  readonly setNo?: number | undefined
  readonly year?: number | undefined
  /** Part of the producer's name, folded. */
  readonly owner?: string | undefined
  readonly kind?: DossierKind | undefined
  readonly wishStar?: number | undefined
  readonly producerId?: string | undefined
  readonly productId?: string | undefined
  /** Part of the product's or producer's name, folded by the caller, or of a number. */
  readonly text?: string | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}

/** Dossiers within reach of the reader, those touched last first. */
export async function dossierLines(db: Db, filter: DossierFilter): Promise<DossierLine[]> {
  const rows = await narrowed(db, filter)
    .selectAll('d')
    .select([
      't.name as product_name',
      'p.name as producer_name',
      'r.proposals_before',
      'r.held_before',
      sql<{ action: Action; day: string }[]>`coalesce((
        select json_agg(json_build_object('action', a.action, 'day', a.day) order by a.seq)
        from dossier_action a where a.dossier_id = d.id), '[]')`.as('history'),
    ])
    .orderBy('d.updated_at', 'desc')
    .orderBy('d.id')
    .limit(filter.limit ?? 200)
    .offset(filter.offset ?? 0)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    productName: row.product_name,
    producerName: row.producer_name,
    producerId: row.producer_id,
    kind: row.kind,
    regime: row.regime,
    setNo: row.set_no,
    status: row.status as Status,
    placeCode: row.place_code,
    provinceCode: row.province_code,
    year: row.year,
    wishStar: row.wish_star,
    filedOn: row.filed_on,
    productCode: row.product_code,
    communeReceiptNo: row.commune_receipt_no,
    provinceReceiptNo: row.province_receipt_no,
    roundId: row.round_id,
    roundProposalsBefore: row.proposals_before,
    roundHeldBefore: row.held_before,
    isDemo: row.is_demo,
    updatedAt: row.updated_at,
    actions: row.history,
  }))
}

/** How many dossiers within reach stand in each status. */
export async function dossierCounts(db: Db, filter: DossierFilter): Promise<ReadonlyMap<Status, number>> {
  const rows = await narrowed(db, filter)
    .select((eb) => ['d.status', eb.fn.countAll<number>().as('count')])
    .groupBy('d.status')
    .execute()
  return new Map(rows.map((row) => [row.status as Status, Number(row.count)]))
}

function narrowed(db: Db, filter: DossierFilter) {
  const { reach, accountId } = filter
  let query = db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .leftJoin('round as r', 'r.id', 'd.round_id')
    .where((eb) =>
      reach.everything
        ? eb.val(true)
        : eb.or([
            eb.val(false),
            ...(reach.places.length > 0
              ? [eb('d.place_code', 'in', reach.places), eb('d.province_code', 'in', reach.places)]
              : []),
            ...(reach.producerIds.length > 0 ? [eb('d.producer_id', 'in', reach.producerIds)] : []),
            ...(reach.assigned && accountId ? [assignedTo(accountId)] : []),
          ]),
    )
  if (filter.statuses?.length) query = query.where('d.status', 'in', [...filter.statuses])
  if (filter.placeCodes) query = query.where('d.place_code', 'in', ['', ...filter.placeCodes])
  if (filter.round) query = query.where('r.ordinal', '=', filter.round.ordinal)
  if (filter.round?.year) query = query.where('r.year', '=', filter.round.year)
  if (filter.setNo) query = query.where('d.set_no', '=', filter.setNo)
  if (filter.year) query = query.where('d.year', '=', filter.year)
  if (filter.owner) query = query.where('p.name_folded', 'like', `%${likeText(filter.owner)}%`)
  if (filter.roundId) query = query.where('d.round_id', '=', filter.roundId)
  if (filter.kind) query = query.where('d.kind', '=', filter.kind)
  if (filter.wishStar) query = query.where('d.wish_star', '=', filter.wishStar)
  if (filter.producerId) query = query.where('d.producer_id', '=', filter.producerId)
  if (filter.productId) query = query.where('d.product_id', '=', filter.productId)
  if (filter.text) {
    const part = `%${likeText(filter.text)}%`
    query = query.where((eb) =>
      eb.or([
        eb('t.name_folded', 'like', part),
        eb('p.name_folded', 'like', part),
        eb(sql<string>`lower(coalesce(d.commune_receipt_no, ''))`, 'like', part),
        eb(sql<string>`lower(coalesce(d.product_code, ''))`, 'like', part),
      ]),
    )
  }
  return query
}

const likeText = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Places from which there are dossiers within reach. */
export async function placesOfDossiers(db: Db, filter: DossierFilter): Promise<string[]> {
  const rows = await narrowed(db, filter).select('d.place_code').distinct().execute()
  return rows.map((row) => row.place_code)
}

/** In this person's hands: given to them by the office, or on the agenda of their council and not in conflict with them. */
function assignedTo(accountId: string) {
  return sql<boolean>`(
    (exists (select from dossier_assignment x where x.dossier_id = d.id and x.account_id = ${accountId})
      or exists (select from dossier_judge x where x.dossier_id = d.id and x.account_id = ${accountId}))
    and not exists (select from dossier_recusal x where x.dossier_id = d.id and x.account_id = ${accountId}))`
}

/** Dossiers that wait for a council: of one round, or (null) those bound to none, the re-evaluations. */
export async function dossiersBeforeCouncil(
  db: Db,
  about: { roundId?: string | null; provinceCode?: string } = {},
): Promise<
  {
    id: string
    productName: string
    producerName: string
    setNo: number
    kind: DossierKind
    placeCode: string
    wishStar: number | null
  }[]
> {
  let query = db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select([
      'd.id',
      't.name as productName',
      'p.name as producerName',
      'd.set_no as setNo',
      'd.kind',
      'd.place_code as placeCode',
      'd.wish_star as wishStar',
    ])
    .where('d.status', '=', 'before-council')
    .orderBy('d.set_no')
    .orderBy('t.name')
  if (about.roundId === null) query = query.where('d.round_id', 'is', null)
  else if (about.roundId) query = query.where('d.round_id', '=', about.roundId)
  if (about.provinceCode) query = query.where('d.province_code', '=', about.provinceCode)
  return query.execute()
}

/** A product a dossier may be started for, with what decides the kind. */
export interface ProductToFile {
  readonly id: string
  readonly name: string
  readonly producerId: string
  readonly producerName: string
  readonly regime: string | null
  readonly setNo: number | null
  readonly openDossier: string | null
  readonly star: number | null
  readonly validUntil: string | null
  readonly issuedOn: string | null
}

/** Products within reach of the reader that have an owner, by name. */
export async function productsToFile(
  db: Db,
  reach: Reach,
  places: Places,
  today: string,
): Promise<ProductToFile[]> {
  const rows = await db
    .selectFrom('product as t')
    .innerJoin('producer as p', 'p.id', 't.producer_id')
    .select([
      't.id',
      't.name',
      't.regime',
      't.set_no',
      'p.id as producer_id',
      'p.name as producer_name',
      sql<string | null>`(select d.id from dossier d where d.product_id = t.id
        and d.status not in ('recognised', 'not-recognised', 'withdrawn', 'refused') limit 1)`.as(
        'open_dossier',
      ),
      sql<{
        star: number
        until: string
        since: string | null
      } | null>`(select json_build_object('star', n.star, 'until', n.valid_until, 'since', n.issued_on)
        from recognition n where n.product_id = t.id and n.status not in ('revoked', 'superseded')
        and n.star is not null and n.valid_until is not null order by n.issued_on desc limit 1)`.as('held'),
    ])
    .where('p.merged_into', 'is', null)
    .where((eb) =>
      eb.or([
        withinReach(reach, places, today, { alias: 't', producer: 'p.id' }),
        // A product whose own place is not stated is filed where its producer is.
        eb.and([eb('t.place_code', 'is', null), governedByOne(reach.places, places, today, 'p')]),
      ]),
    )
    .orderBy('t.name')
    .limit(300)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    producerId: row.producer_id,
    producerName: row.producer_name,
    regime: row.regime,
    setNo: row.set_no,
    openDossier: row.open_dossier,
    star: row.held?.star ?? null,
    validUntil: row.held?.until ?? null,
    issuedOn: row.held?.since ?? null,
  }))
}
