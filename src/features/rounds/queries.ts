import type { Db } from '../../platform/db/index.ts'

export interface Round {
  readonly id: string
  readonly provinceCode: string
  readonly level: 'huyen' | 'tinh' | 'trung-uong'
  readonly year: number
  readonly ordinal: number
  readonly regime: string
  readonly title: string
  /** Strictly before (Điều 5): the day itself is too late. */
  readonly proposalsBefore: string
  readonly heldBefore: string
  readonly planNo: string | null
  readonly open: boolean
  readonly isDemo: boolean
}

export interface RoundWithCounts extends Round {
  readonly dossiers: number
  readonly beforeCouncil: number
  readonly decided: number
}

function roundOf(row: {
  id: string
  province_code: string
  level: Round['level']
  year: number
  ordinal: number
  regime: string
  title: string
  proposals_before: string
  held_before: string
  plan_no: string | null
  status: 'open' | 'closed'
  is_demo: boolean
}): Round {
  return {
    id: row.id,
    provinceCode: row.province_code,
    level: row.level,
    year: row.year,
    ordinal: row.ordinal,
    regime: row.regime,
    title: row.title,
    proposalsBefore: row.proposals_before,
    heldBefore: row.held_before,
    planNo: row.plan_no,
    open: row.status === 'open',
    isDemo: row.is_demo,
  }
}

export async function roundById(db: Db, id: string): Promise<Round | null> {
  const row = await db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? roundOf(row) : null
}

/** Rounds of these provinces (null: of every one), the newest first, with how far their dossiers are. */
export async function roundsOfProvinces(
  db: Db,
  provinces: readonly string[] | null,
): Promise<RoundWithCounts[]> {
  let query = db
    .selectFrom('round as r')
    .leftJoin('dossier as d', 'd.round_id', 'r.id')
    .selectAll('r')
    .select((eb) => [
      eb.fn.count<number>('d.id').as('dossiers'),
      eb.fn.count<number>('d.id').filterWhere('d.status', '=', 'before-council').as('before_council'),
      eb.fn
        .count<number>('d.id')
        .filterWhere('d.status', 'in', ['recognised', 'not-recognised'])
        .as('decided'),
    ])
    .groupBy('r.id')
    .orderBy('r.year', 'desc')
    .orderBy('r.ordinal', 'desc')
  if (provinces) query = query.where('r.province_code', 'in', provinces.length > 0 ? [...provinces] : [''])
  const rows = await query.execute()
  return rows.map((row) => ({
    ...roundOf(row),
    dossiers: Number(row.dossiers),
    beforeCouncil: Number(row.before_council),
    decided: Number(row.decided),
  }))
}

/** Rounds of a province that still take dossiers, the one that closes first in front. */
export async function openRoundsOf(db: Db, provinceCode: string): Promise<Round[]> {
  const rows = await db
    .selectFrom('round')
    .selectAll()
    .where('province_code', '=', provinceCode)
    .where('level', '=', 'tinh')
    .where('status', '=', 'open')
    .orderBy('proposals_before')
    .execute()
  return rows.map(roundOf)
}
