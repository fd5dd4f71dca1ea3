import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { TaskSource } from '../../platform/feature.ts'
import { fill, formatDay } from '../../platform/i18n/index.ts'
import type { Notice, NoticeTemplate } from '../../platform/notice.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { EXPIRING_DAYS } from '../../rules/precheck/index.ts'
import { words } from './words.ts'

/** A dossier that relies on a paper. */
export interface Reliant {
  readonly id: string
  readonly product: string
}

/** Dossiers that are not over, and those whose recognition stands, with the product they are for. */
export async function dossiersRelyingOn(db: Db, paperId: string): Promise<Reliant[]> {
  const rows = await sql<Reliant>`
    SELECT DISTINCT d.id, t.name AS product
    FROM dossier_pin n JOIN dossier d ON d.id = n.dossier_id JOIN product t ON t.id = d.product_id
    WHERE n.paper_id = ${paperId} AND d.status NOT IN ('withdrawn', 'refused', 'not-recognised')
    ORDER BY t.name`.execute(db)
  return rows.rows
}

interface EndingPaper {
  readonly id: string
  readonly title: string
  readonly producerId: string
  readonly validUntil: string
  readonly dossiers: number
  readonly products: string
}

/** Papers in use that have ended, or will within the days of the check before filing. */
async function endingPapers(db: Db, today: string, where: Expression<SqlBool>): Promise<EndingPaper[]> {
  const rows = await sql<EndingPaper>`
    SELECT p.id, p.title, p.producer_id AS "producerId", p.valid_until AS "validUntil",
      count(DISTINCT d.id)::int AS dossiers, string_agg(DISTINCT t.name, ', ') AS products
    FROM paper p JOIN dossier_pin n ON n.paper_id = p.id
      JOIN dossier d ON d.id = n.dossier_id JOIN product t ON t.id = d.product_id
    WHERE p.removed_at IS NULL AND p.valid_until < ${addDays(today, EXPIRING_DAYS)}
      AND d.status NOT IN ('withdrawn', 'refused', 'not-recognised') AND ${where}
    GROUP BY p.id ORDER BY p.valid_until LIMIT 500`.execute(db)
  return rows.rows
}

/** A paper that ends is a task of its producer, with the dossiers that rely on it. */
export function paperTasks(db: Db): TaskSource {
  return async ({ actor, lang, today }) => {
    const { producerIds } = reachOf(actor, 'paper.edit', today)
    if (producerIds.length === 0) return []
    const said = words(lang)
    const mine = sql<SqlBool>`p.producer_id = ANY(${[...producerIds]}::uuid[])`
    return (await endingPapers(db, today, mine)).map((paper) => ({
      title: fill(paper.validUntil < today ? said.taskEnded : said.taskEnding, {
        paper: paper.title,
        day: formatDay(paper.validUntil),
      }),
      detail: fill(said.taskUsedIn, { count: paper.dossiers, products: paper.products }),
      path: `/lam-viec/tai-lieu/giay/${paper.id}`,
      due: paper.validUntil,
      group: said.title,
    }))
  }
}

/** Days before its end at which the producer hears of a paper; each stage once. */
const STAGES = [EXPIRING_DAYS, 30, 7, 0] as const

export async function paperReminders(db: Db, today: string): Promise<readonly Notice[]> {
  const ending = await endingPapers(db, today, sql<SqlBool>`p.valid_until >= ${addDays(today, -30)}`)
  return ending.map((paper) => {
    const stage = STAGES.findLast((days) => paper.validUntil < addDays(today, days)) ?? EXPIRING_DAYS
    return {
      kind: 'evidence.paper-ending',
      to: { producerId: paper.producerId },
      params: { paper: paper.title, day: paper.validUntil, count: paper.dossiers, products: paper.products },
      path: `/lam-viec/tai-lieu/giay/${paper.id}`,
      about: { kind: 'paper', id: paper.id },
      key: `${paper.id}:${paper.validUntil}:${stage}`,
    }
  })
}

export const PAPER_WORDS: Readonly<Record<string, NoticeTemplate>> = {
  'evidence.paper-ending': {
    roles: ['producer'],
    name: { vi: 'Giấy tờ minh chứng sắp hết hạn', en: 'Evidence about to expire' },
    vi: {
      title: '“{paper}” hết hạn ngày {day}',
      body: 'Giấy này đang dùng trong {count} hồ sơ: {products}.',
      next: 'Xin cấp lại sớm, rồi sửa ngày hết hạn và thêm trang mới vào giấy này; mọi hồ sơ dùng giấy được cập nhật.',
    },
    en: {
      title: '“{paper}” expires on {day}',
      body: 'It is used in {count} dossiers: {products}.',
      next: 'Have it renewed in time, then correct its end and add the new pages to this paper: every dossier follows.',
    },
  },
}
