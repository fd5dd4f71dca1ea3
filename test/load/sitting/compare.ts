import { sql } from 'kysely'
import { openDatabase } from '../../../src/platform/db/index.ts'
import type { Device } from '../../factories/hall/index.ts'
import { answersFor, needsSecondRound, secondAnswers } from './plan.ts'
import type { Scene } from './prepare.ts'

/** A printed sheet read on its own: the comparison shares no code with the program. */
export interface SheetFile {
  readonly leaves: readonly { code: string; points: readonly number[]; stars: readonly (number | null)[] }[]
}

interface Printed {
  code: string
  children?: Printed[]
  options?: { points: number; minimumForStar?: number }[]
}

export function readSheetFile(text: string): SheetFile {
  const { parts } = JSON.parse(text) as { parts: { criteria: Printed[] }[] }
  const below = (one: Printed): SheetFile['leaves'] =>
    one.children
      ? one.children.flatMap(below)
      : [
          {
            code: one.code,
            points: one.options!.map((option) => option.points),
            stars: one.options!.map((option) => option.minimumForStar ?? null),
          },
        ]
  return { leaves: parts.flatMap((part) => part.criteria.flatMap(below)) }
}

interface Expected {
  readonly sum: number
  readonly star: number
}

/** Totals added up, the median level of each criterion, and the star by Điều 3 khoản 3 with the marks of the sheet. */
function expected(sheet: SheetFile, voters: number, product: number): Expected {
  const ticks = Array.from({ length: voters }, (_, member) =>
    needsSecondRound(sheet, product)
      ? secondAnswers(sheet, member, product).answers
      : answersFor(sheet, member, product).answers,
  )
  const sum = ticks.reduce(
    (total, answers) =>
      total + sheet.leaves.reduce((own, leaf) => own + leaf.points[answers[leaf.code]!]!, 0),
    0,
  )
  const byPoints =
    sum >= 90 * voters ? 5 : sum >= 70 * voters ? 4 : sum >= 50 * voters ? 3 : sum >= 30 * voters ? 2 : 1
  const agreed = sheet.leaves.map((leaf) => {
    const rising = ticks.map((answers) => answers[leaf.code]!).sort((a, b) => a - b)
    return rising[Math.floor((voters - 1) / 2)]!
  })
  const holds = (star: number) =>
    sheet.leaves.every((leaf, at) => {
      const needed = leaf.stars.findIndex((mark) => mark !== null && mark >= 3 && mark >= star)
      const exact = leaf.stars.indexOf(star)
      return exact < 0 || agreed[at]! >= exact || (needed >= 0 && needed < exact && agreed[at]! >= needed)
    })
  let star = byPoints
  while (star >= 3 && ![3, 4, 5].filter((one) => one <= star).every(holds)) star -= 1
  return { sum, star }
}

/** What is lost, doubled or wrong in the end. */
export async function compareWith(dataDir: string, scene: Scene, members: readonly Device[]) {
  const database = await openDatabase({ dataDir })
  try {
    const { rows: sheets } = await sql<{ item: string; member: string; round: number; hash: string }>`
      SELECT item_id AS item, member_id AS member, scoring_round AS round, seal_hash AS hash
      FROM score_sheet WHERE status = 'sealed'`.execute(database.db)
    const stored = new Map<string, string[]>()
    for (const { item, member, round, hash } of sheets) {
      const key = `${member} ${item} ${round}`
      stored.set(key, [...(stored.get(key) ?? []), hash])
    }
    const acknowledged = members.flatMap((device) =>
      [...device.receipts].map(([key, hash]) => [`${device.person.memberId} ${key}`, hash] as const),
    )
    const lost = acknowledged.filter(([key, hash]) => !stored.get(key)?.includes(hash)).length
    const { rows } = await sql<{ content: MinutesContent; signatures: number }>`
      SELECT m.content, (SELECT count(*)::int FROM minutes_signature g WHERE g.sitting_id = m.sitting_id
        AND g.version = m.version) AS signatures
      FROM minutes m WHERE m.sitting_id = ${scene.sittingId}`.execute(database.db)
    const items = rows[0]?.content.items ?? []
    const { rows: order } = await sql<{ dossier_id: string; id: string }>`
      SELECT id, dossier_id FROM sitting_item WHERE sitting_id = ${scene.sittingId}`.execute(database.db)
    const itemOf = new Map(order.map((row) => [row.dossier_id, row.id]))
    const said = new Map(items.map((item) => [itemOf.get(item.dossierId), item]))
    let wrong = 0
    for (const [product, itemId] of scene.itemIds.entries()) {
      const { sum, star } = expected(scene.sheet, members.length, product)
      const item = said.get(itemId)
      const [num, den = 1] = (item?.exact ?? '0/0').split('/').map(Number)
      const right =
        item?.outcome === 'agreed' && num! * members.length === sum * den && item.star === `${star} sao`
      if (!right || item.counted !== members.length) wrong += 1
    }
    return {
      acknowledged: acknowledged.length,
      lost,
      doubled:
        [...stored.values()].filter((hashes) => hashes.length > 1).length + (sheets.length - stored.size),
      minutes_versions: rows.length,
      minutes_signatures: rows[0]?.signatures ?? 0,
      minutes_wrong: wrong,
    }
  } finally {
    await database.close()
  }
}

interface MinutesContent {
  readonly items: readonly {
    dossierId: string
    outcome: string
    exact: string
    star: string
    counted: number
  }[]
}
