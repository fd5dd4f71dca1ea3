import { sql } from 'kysely'
import type { CommandContext, Problem, Result } from '../../../platform/command/index.ts'
import { fold, matchKey } from '../../../rules/vietnamese/index.ts'
import { type ImportKind, type LineReport, type ListLine, type Made, refused } from '../../imports/index.ts'
import {
  type PublicRecognition,
  recordPastRevocation,
  recordPublicRecognitions,
  takeBackPublicRecognitions,
  withdrawPastRevocations,
} from '../../recognition/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { productColumns } from './columns.ts'
import { type Held, meant, type OnFile, productsNamed } from './meant-product.ts'
import { meets, openOf, readRevocation, revocationColumns, type StatedRevocation } from './revocation.ts'
import { type ReadRow, readRow } from './stated.ts'
import { recognitionsOf } from './undo.ts'
import '../events.ts'

const asked = new Set(['name', 'owner', 'star', 'decisionNo', 'decidedOn'])
const also = new Set(['key', 'commune', 'district', 'province', 'communeCode', 'communeCode2024', 'score'])

/** Recognitions of products already on file: a decision of the years before, read into the record. */
export function recognitionImport(around: ProductSurroundings): ImportKind {
  return {
    id: 'recognitions',
    label: { vi: 'Công nhận', en: 'Recognitions' },
    hint: {
      vi: 'Mỗi dòng một lần công nhận của sản phẩm đã có: tên sản phẩm, chủ thể, hạng sao, số và ngày quyết định. Quy định và thời hạn theo ngày quyết định; sản phẩm chưa có hoặc không rõ là sản phẩm nào thì không nhận. Nếu đã bị thu hồi: thêm ngày, số quyết định và lý do thu hồi.',
      en: 'One recognition of a product on file to a line: product, producer, stars, number and day of the decision. Regime and term follow the day of the decision; a product not on file, or one of several, is refused. One revoked since: add the day, decision and reason of the revocation.',
    },
    columns: [
      ...productColumns
        .filter(({ field }) => asked.has(field) || also.has(field))
        .map((column) => ({ ...column, required: asked.has(column.field) })),
      ...revocationColumns,
    ],
    identity: (values) => ['name', 'owner', 'decisionNo', 'decidedOn'].map((field) => values[field] ?? ''),
    take: (ctx, lines, session) => takeRecognitions(ctx, around, lines, session.isDemo),
    undo,
  }
}

/** Reads what each row means and records what is new. */
async function takeRecognitions(
  ctx: CommandContext,
  around: ProductSurroundings,
  lines: readonly ListLine[],
  isDemo: boolean,
): Promise<readonly LineReport[]> {
  const read = lines.map((line) => ({ line, row: readStated(line, around, ctx.today) }))
  const onFile = await productsNamed(
    ctx,
    read.flatMap(({ row }) => ('row' in row ? [row.row.stated.name] : [])),
  )
  const judged = read.map(({ line, row }) =>
    'row' in row
      ? judge(line, row.row, onFile.get(fold(row.row.stated.name)) ?? [], {
          around,
          today: ctx.today,
          isDemo,
        })
      : { report: refused(line, line.values.name ?? '', ...row.problems) },
  )
  const born = judged.flatMap((each) => (each.recognition ? [each as Judged & Required<Born>] : []))
  const recorded = await recordPublicRecognitions(
    ctx,
    born.map(({ recognition }) => recognition),
  )
  if (!recorded.ok) throw new Error(`an understood row was refused: ${JSON.stringify(recorded.problems)}`)
  born.forEach(({ held }, index) => {
    const { id, before } = recorded.value[index]!
    held.id = id
    held.before = before
  })
  const reports: LineReport[] = []
  for (const each of judged) reports.push(await written(ctx, each))
  return reports
}

/** Records the revocation a row states, after all recognitions stand, and says what the row made. */
async function written(ctx: CommandContext, { report, recognition, product, held, end }: Judged) {
  if (!held?.id || (!recognition && !end)) return report
  const record = { kind: 'public-recognition', id: held.id, version: 1, before: held.before ?? null }
  const revoked = { kind: 'recognition-revoked', id: held.id, version: 1 }
  if (end) {
    const taken = await recordPastRevocation(ctx, { ...end, recognitionId: held.id })
    if (!taken.ok) throw new Error(`an understood row was refused: ${JSON.stringify(taken.problems)}`)
  }
  const shown =
    recognition && product && !product.isPublic
      ? [{ kind: 'product-shown', id: product.id, version: product.version }]
      : []
  return {
    ...report,
    subject: recognition ? record : revoked,
    made: [...(recognition ? [record] : []), ...(end ? [revoked] : []), ...shown],
  }
}

/** A row that says all a recognition needs. */
function readStated(line: ListLine, around: ProductSurroundings, today: string): ReturnType<typeof readRow> {
  const missing = [...asked].filter((field) => !line.values[field])
  return missing.length > 0
    ? { problems: missing.map((field) => ({ code: 'required', field })) }
    : readRow(line, around, today)
}

interface Born {
  readonly product: OnFile
  readonly recognition: PublicRecognition
  readonly held: Held
}

/** A row judged: its report, the recognition to be recorded, the revocation to be recorded of it or of one on file. */
interface Judged extends Partial<Born> {
  readonly report: LineReport
  readonly end?: StatedRevocation
}

function judge(
  line: ListLine,
  { stated, doubts, remarks }: ReadRow,
  named: readonly OnFile[],
  { around, today, isDemo }: { around: ProductSurroundings; today: string; isDemo: boolean },
): Judged {
  const no = (problem: Problem) => ({ report: refused(line, stated.name, problem) })
  const end = readRevocation(line, around, today)
  if (end && 'problem' in end) return no(end.problem)
  const found = meant(named, stated, around, today)
  if ('problem' in found) return no(found.problem)
  const { product } = found
  const [day, star, decision] = [stated.statedOn!, stated.star!, stated.decisionNo!]
  const [regime, validUntil] = [around.regimeOn(day), around.validUntil(day)]
  if (star < 3) return no({ code: 'recognition-needs-three-stars', field: 'star', data: { star } })
  if (regime === null || validUntil === null)
    return no({ code: 'recognition-without-regime', field: 'decidedOn', data: { day } })
  const earlier = around.mayBeUnder(day)
  if (earlier !== null)
    remarks.push({ code: 'recognition-maybe-under-earlier', field: 'decidedOn', data: { earlier } })
  const same = product.held.find((each) => each.day === day && matchKey(each.decision) === matchKey(decision))
  const issued = { kind: 'issued' as const, day, validUntil }
  const held = same ?? { id: null, decision, day, star, origin: 'public-source', events: [issued] }
  const ending = end ? meets(held, end, product.name) : 'known'
  if (same && same.star !== star) {
    const data = { name: product.name, held: same.star ?? '', stated: star }
    return no({ code: 'recognition-contradicts', field: 'star', data })
  }
  if (typeof ending === 'object') return no(ending)
  const report = {
    line,
    outcome: 'unchanged' as const,
    doubts,
    remarks: end ? [...remarks, ...openOf(end)] : remarks,
    problems: [],
    label: stated.name,
    made: [],
  }
  const about = { name: product.name }
  const toEnd = end && ending === 'fits' ? { end } : {}
  if (same && toEnd.end) {
    same.events = [...same.events, { kind: 'revoked', day: toEnd.end.day }]
    return { held, ...toEnd, report: { ...report, outcome: 'updated' } }
  }
  if (same) return { report: { ...report, remarks: [...report.remarks, { code: 'row-known', data: about }] } }
  if (line.known)
    return { report: { ...report, doubts: [...doubts, { code: 'source-row-changed', data: about }] } }
  const near = product.held.find((each) => daysApart(each.day, day) <= 60)
  if (toEnd.end) held.events = [issued, { kind: 'revoked', day: toEnd.end.day }]
  product.held.push(held)
  return {
    product,
    held,
    ...toEnd,
    report: {
      ...report,
      outcome: 'created',
      doubts: near
        ? [
            ...doubts,
            { code: 'recognition-near', data: { ...about, decision: near.decision, day: near.day } },
          ]
        : doubts,
    },
    recognition: {
      productId: product.id,
      producerId: product.producerId,
      star,
      regime,
      level: stated.level,
      decisionNo: decision,
      issuedOn: day,
      validUntil,
      source: {
        url: '',
        rowId: `recognitions/${line.key}`,
        kind: 'list',
        statedStatus: 'recognized',
        ...(stated.score !== null && { score: stated.score }),
      },
      isDemo,
    },
  }
}

const daysApart = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000

/** What nobody touched since goes; a product the list had made public is as before. */
async function undo(ctx: CommandContext, made: readonly Made[]): Promise<Result<void>> {
  const of = (kind: string) => made.filter((each) => each.kind === kind).map(({ id }) => id)
  const restored = await withdrawPastRevocations(ctx, of('recognition-revoked'))
  if (!restored.ok) return restored
  const withdrawn = await takeBackPublicRecognitions(ctx, recognitionsOf(made))
  if (!withdrawn.ok) return withdrawn
  const shown = of('product-shown')
  if (shown.length === 0) return withdrawn
  const { rows } = await sql<{ id: string }>`
    UPDATE product p SET is_public = false, updated_at = ${ctx.now} WHERE id = ANY(${shown}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM recognition r WHERE r.product_id = p.id) RETURNING id`.execute(ctx.db)
  if (rows.length > 0) await ctx.emit({ type: 'product.changed', productIds: rows.map(({ id }) => id) })
  return withdrawn
}
