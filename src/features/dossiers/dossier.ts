import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { FormValue } from '../../rules/forms/index.ts'
import type { Resource } from '../../rules/permissions/index.ts'
import type { Action, Status } from '../../rules/procedure/index.ts'
import type { Answer } from '../../rules/scoring/index.ts'
import type { DossierKind } from './tables.ts'

/** One deed in a dossier's life, as it was recorded. */
export interface DossierAction {
  readonly seq: number
  readonly action: Action
  readonly at: Date
  readonly day: string
  readonly actorName: string
  readonly actorRole: string
  readonly onBehalfOf: string | null
  readonly reason: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** A recognition of the product that is neither revoked nor replaced: what an upgrade or a re-evaluation starts from. */
export interface PriorRecognition {
  readonly id: string
  readonly star: number
  readonly issuedOn: string
  readonly validUntil: string
  readonly decisionNo: string | null
}

export interface DossierRound {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly ordinal: number
  readonly proposalsBefore: string
  readonly heldBefore: string
  readonly open: boolean
}

/** A dossier with all that a step of it looks at. */
export interface Dossier {
  readonly id: string
  readonly kind: DossierKind
  readonly regime: string
  readonly setNo: number
  readonly status: Status
  readonly year: number
  readonly placeCode: string
  readonly provinceCode: string
  readonly filedOn: string | null
  readonly productCode: string | null
  readonly communeReceiptNo: string | null
  readonly provinceReceiptNo: string | null
  readonly wishStar: number | null
  readonly samplesReceived: number | null
  readonly form: Readonly<Record<string, FormValue>>
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  readonly version: number
  readonly isDemo: boolean
  readonly product: {
    readonly id: string
    readonly name: string
    readonly slug: string
    readonly regime: string | null
    readonly setNo: number | null
  }
  readonly producer: {
    readonly id: string
    readonly name: string
    readonly slug: string
    readonly legalType: string | null
  }
  readonly round: DossierRound | null
  readonly prior: PriorRecognition | null
  readonly actions: readonly DossierAction[]
  /** What permissions are asked about. */
  readonly resource: Resource
}

/** Loads a dossier whole; null when there is none. `lock` keeps others from changing it until the transaction ends. */
export async function dossierById(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Dossier | null> {
  if (lock) await db.selectFrom('dossier').select('id').where('id', '=', id).forUpdate().execute()
  const row = await db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .leftJoin('round as r', 'r.id', 'd.round_id')
    .selectAll('d')
    .select([
      't.name as product_name',
      't.slug as product_slug',
      't.regime as product_regime',
      't.set_no as product_set',
      'p.name as producer_name',
      'p.slug as producer_slug',
      'p.legal_type',
      'r.title as round_title',
      'r.year as round_year',
      'r.ordinal as round_ordinal',
      'r.proposals_before',
      'r.held_before',
      'r.status as round_status',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const [actions, prior, resource] = await Promise.all([
    actionsOf(db, id),
    priorRecognition(db, row.product_id),
    resourceOf(db, row),
  ])
  return {
    id: row.id,
    kind: row.kind,
    regime: row.regime,
    setNo: row.set_no,
    status: row.status as Status,
    year: row.year,
    placeCode: row.place_code,
    provinceCode: row.province_code,
    filedOn: row.filed_on,
    productCode: row.product_code,
    communeReceiptNo: row.commune_receipt_no,
    provinceReceiptNo: row.province_receipt_no,
    wishStar: row.wish_star,
    samplesReceived: row.samples_received,
    form: row.form as Record<string, FormValue>,
    answers: row.answers as Record<string, Answer>,
    notes: row.notes,
    version: row.version,
    isDemo: row.is_demo,
    product: {
      id: row.product_id,
      name: row.product_name,
      slug: row.product_slug,
      regime: row.product_regime,
      setNo: row.product_set,
    },
    producer: {
      id: row.producer_id,
      name: row.producer_name,
      slug: row.producer_slug,
      legalType: row.legal_type,
    },
    round: row.round_id
      ? {
          id: row.round_id,
          title: row.round_title!,
          year: row.round_year!,
          ordinal: row.round_ordinal!,
          proposalsBefore: row.proposals_before!,
          heldBefore: row.held_before!,
          open: row.round_status === 'open',
        }
      : null,
    prior,
    actions,
    resource,
  }
}

async function actionsOf(db: Db, id: string): Promise<DossierAction[]> {
  const rows = await db
    .selectFrom('dossier_action')
    .selectAll()
    .where('dossier_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    action: row.action as Action,
    at: row.at,
    day: row.day,
    actorName: row.actor_name,
    actorRole: row.actor_role,
    onBehalfOf: row.on_behalf_of,
    reason: row.reason,
    detail: row.detail,
  }))
}

/** The newest recognition of a product that stands or has run out by time; revoked and replaced ones are no ground. */
export async function priorRecognition(db: Db, productId: string): Promise<PriorRecognition | null> {
  const row = await db
    .selectFrom('recognition')
    .select(['id', 'star', 'issued_on', 'valid_until', 'decision_no'])
    .where('product_id', '=', productId)
    .where('status', 'not in', ['revoked', 'superseded'])
    .where('star', 'is not', null)
    .where('issued_on', 'is not', null)
    .where('valid_until', 'is not', null)
    .orderBy('issued_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        star: row.star!,
        issuedOn: row.issued_on!,
        validUntil: row.valid_until!,
        decisionNo: row.decision_no,
      }
    : null
}

/**
 * What permissions are asked about: the producer, the places, the advisory team's members it was given to, the members of the
 * council on whose agenda it stands, and those in conflict with it.
 */
async function resourceOf(
  db: Db,
  row: { id: string; producer_id: string; place_code: string; province_code: string },
): Promise<Resource> {
  const [assigned, agenda, conflicts] = await Promise.all([
    db.selectFrom('dossier_assignment').select('account_id').where('dossier_id', '=', row.id).execute(),
    sql<{ account_id: string }>`SELECT account_id FROM dossier_judge WHERE dossier_id = ${row.id}`.execute(
      db,
    ),
    sql<{ account_id: string }>`SELECT account_id FROM dossier_recusal WHERE dossier_id = ${row.id}`.execute(
      db,
    ),
  ])
  const accounts = (rows: readonly { account_id: string }[]) => rows.map((one) => one.account_id)
  return {
    producerId: row.producer_id,
    places: [row.place_code, row.province_code],
    assignedTo: [...accounts(assigned), ...accounts(agenda.rows)],
    conflicted: accounts(conflicts.rows),
  }
}
