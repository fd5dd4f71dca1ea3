import type { Db } from '../../platform/db/index.ts'
import type { Reach } from '../../rules/permissions/index.ts'
import { type Places, withinReach } from '../places/index.ts'

export interface PaperFile {
  readonly ordinal: number
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly pageCount: number
  /** The first page of this file, counted through the paper. */
  readonly firstPage: number
}

/** A paper of the vault: one document, on file once, used in many dossiers. */
export interface Paper {
  readonly id: string
  readonly producerId: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly removed: boolean
  readonly version: number
  readonly isDemo: boolean
  readonly files: readonly PaperFile[]
  /** All pages of all its files. */
  readonly pages: number
}

interface Filter {
  readonly producerId?: string
  readonly ids?: readonly string[]
  /** Papers laid aside come along when asked for; by id they always do. */
  readonly removed?: boolean
}

export async function papersWhere(db: Db, filter: Filter): Promise<Paper[]> {
  if (filter.ids?.length === 0) return []
  let query = db.selectFrom('paper').selectAll().orderBy('kind').orderBy('created_at')
  if (filter.producerId) query = query.where('producer_id', '=', filter.producerId)
  if (filter.ids) query = query.where('id', 'in', [...filter.ids])
  else if (!filter.removed) query = query.where('removed_at', 'is', null)
  const papers = await query.execute()
  if (papers.length === 0) return []
  const files = await db
    .selectFrom('paper_page')
    .selectAll()
    .where(
      'paper_id',
      'in',
      papers.map((paper) => paper.id),
    )
    .orderBy('ordinal')
    .execute()
  return papers.map((paper) => {
    const own = numbered(files.filter((file) => file.paper_id === paper.id))
    return {
      id: paper.id,
      producerId: paper.producer_id,
      kind: paper.kind,
      title: paper.title,
      number: paper.number,
      issuer: paper.issuer,
      issuedOn: paper.issued_on,
      validUntil: paper.valid_until,
      removed: paper.removed_at !== null,
      version: paper.version,
      isDemo: paper.is_demo,
      files: own,
      pages: own.reduce((sum, file) => sum + file.pageCount, 0),
    }
  })
}

interface FileRow {
  ordinal: number
  file_hash: string
  file_name: string
  media_type: string
  size: number
  page_count: number
}

function numbered(rows: readonly FileRow[]): PaperFile[] {
  let next = 1
  return rows.map((row) => {
    const firstPage = next
    next += row.page_count
    return {
      ordinal: row.ordinal,
      hash: row.file_hash,
      name: row.file_name,
      mediaType: row.media_type,
      size: row.size,
      pageCount: row.page_count,
      firstPage,
    }
  })
}

export async function paperById(db: Db, id: string): Promise<Paper | null> {
  return (await papersWhere(db, { ids: [id] }))[0] ?? null
}

/** The file a page of the paper stands in, and the page's number within that file; null when there is no such page. */
export function fileOfPage(paper: Paper, page: number): { file: PaperFile; pageOfFile: number } | null {
  const file = paper.files.find((one) => page >= one.firstPage && page < one.firstPage + one.pageCount)
  return file ? { file, pageOfFile: page - file.firstPage + 1 } : null
}

/** Papers of the same producer that already hold this file. */
export async function papersWithFile(db: Db, producerId: string, hash: string) {
  return db
    .selectFrom('paper_page as f')
    .innerJoin('paper as p', 'p.id', 'f.paper_id')
    .select(['p.id', 'p.title', 'p.kind', 'f.file_name'])
    .where('p.producer_id', '=', producerId)
    .where('p.removed_at', 'is', null)
    .where('f.file_hash', '=', hash)
    .limit(5)
    .execute()
}

/** Papers in these vaults that hold this file already. */
export async function papersHolding(db: Db, hash: string, producerIds: readonly string[]) {
  if (producerIds.length === 0) return []
  return db
    .selectFrom('paper_page as f')
    .innerJoin('paper as p', 'p.id', 'f.paper_id')
    .select(['p.id', 'p.title'])
    .where('p.producer_id', 'in', [...producerIds])
    .where('p.removed_at', 'is', null)
    .where('f.file_hash', '=', hash)
    .limit(1)
    .execute()
}

/** Vaults within reach of the reader, with how many papers each holds. */
export async function vaultsWithin(
  db: Db,
  reach: Reach,
  places: Places,
  today: string,
): Promise<{ id: string; name: string; papers: number }[]> {
  const rows = await db
    .selectFrom('producer as p')
    .leftJoin('paper as n', (join) => join.onRef('n.producer_id', '=', 'p.id').on('n.removed_at', 'is', null))
    .select((eb) => ['p.id', 'p.name', eb.fn.count<number>('n.id').as('papers')])
    .where('p.merged_into', 'is', null)
    .where(withinReach(reach, places, today, { alias: 'p', producer: 'p.id' }))
    .groupBy('p.id')
    .orderBy('papers', 'desc')
    .orderBy('p.name')
    .limit(300)
    .execute()
  return rows.map((row) => ({ ...row, papers: Number(row.papers) }))
}
