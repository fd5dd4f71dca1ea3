import type { DossierFact, HearingFact } from '../cut.ts'
import type { Column, Figure, RecordList, ReportRecord, Value } from '../definition.ts'
import type { Ended, Recognised, Stood, View } from '../view.ts'
import { dossierStatusWords, endedWords, gainWords, kindWords, statusWords } from './words.ts'

const column = (
  key: string,
  vi: string,
  en: string,
  kind: Column['kind'] = 'text',
  width?: number,
): Column => ({ key, head: { vi, en }, kind, ...(width && { width }) })

const product = column('product', 'Sản phẩm', 'Product', 'text', 3)
const producer = column('producer', 'Chủ thể', 'Producer', 'text', 3)
const place = column('place', 'Xã, phường', 'Commune', 'text', 2)
const star = column('star', 'Hạng sao', 'Stars', 'star')
const decision = column('decision', 'Quyết định', 'Decision', 'text', 2)
const status = column('status', 'Tình trạng', 'Standing', 'text', 2)

export const stoodColumns = [
  product,
  producer,
  place,
  star,
  status,
  column('issuedOn', 'Ngày công nhận', 'Recognised on', 'day', 1.5),
  column('validUntil', 'Còn đến', 'Valid until', 'day', 1.5),
  decision,
] as const
export const recognisedColumns = [
  product,
  producer,
  place,
  star,
  column('gain', 'Hình thức', 'Kind', 'text', 1.5),
  column('issuedOn', 'Ngày công nhận', 'Recognised on', 'day', 1.5),
  decision,
] as const
export const endedColumns = [
  product,
  producer,
  place,
  star,
  column('how', 'Việc', 'Event', 'text', 1.5),
  column('day', 'Ngày', 'Day', 'day', 1.5),
  decision,
] as const
export const dossierColumns = [
  product,
  producer,
  place,
  column('kind', 'Loại hồ sơ', 'Kind', 'text', 1.5),
  column('filedOn', 'Ngày nộp', 'Filed on', 'day', 1.5),
  status,
  column('points', 'Điểm', 'Points', 'decimal'),
  star,
] as const
export const hearingColumns = [
  product,
  column('council', 'Hội đồng', 'Council', 'text', 3),
  column('heldOn', 'Ngày họp', 'Held on', 'day', 1.5),
  column('members', 'Số phiếu', 'Sheets', 'number'),
  column('spread', 'Chênh lệch', 'Spread', 'number'),
  column('points', 'Điểm TB', 'Mean', 'decimal'),
  star,
] as const

const list = (columns: readonly Column[], rows: readonly ReportRecord[]): RecordList => ({ columns, rows })

function productRow(
  view: View,
  { product: p }: Pick<Stood, 'product'>,
  id: string,
  values: Readonly<Record<string, Value>>,
): ReportRecord {
  return {
    id,
    path: p.isPublic ? `/san-pham/${p.slug}` : `/lam-viec/san-pham/${p.id}`,
    values: { product: p.name, producer: p.producer, place: view.placeName(p), ...values },
  }
}

export function stoodList(view: View, rows: readonly Stood[]): RecordList {
  return list(
    stoodColumns,
    rows.map((row) =>
      productRow(view, row, row.product.id, {
        star: row.star,
        status: statusWords[row.status],
        issuedOn: row.recognition?.issuedOn ?? null,
        validUntil: row.validUntil,
        decision: row.recognition?.decisionNo ?? null,
      }),
    ),
  )
}

export function recognisedList(view: View, rows: readonly Recognised[]): RecordList {
  return list(
    recognisedColumns,
    rows.map((row) =>
      productRow(view, row, row.product.id, {
        star: row.recognition.star,
        gain: gainWords[row.gain],
        issuedOn: row.recognition.issuedOn,
        decision: row.recognition.decisionNo,
      }),
    ),
  )
}

export function endedList(view: View, rows: readonly Ended[]): RecordList {
  return list(
    endedColumns,
    rows.map((row) =>
      productRow(view, row, `${row.recognition.id}:${row.how}:${row.day}`, {
        star: row.recognition.star,
        how: endedWords[row.how],
        day: row.day,
        decision: row.recognition.decisionNo,
      }),
    ),
  )
}

export function dossierList(view: View, rows: readonly DossierFact[]): RecordList {
  return list(
    dossierColumns,
    rows.map((row) => ({
      id: row.id,
      path: `/lam-viec/ho-so/${row.id}`,
      values: {
        product: row.product,
        producer: row.producer,
        place: view.placeName(row),
        kind: kindWords[row.kind] ?? row.kind,
        filedOn: row.filedOn,
        status: dossierStatusWords[row.status] ?? row.status,
        points: row.points,
        star: row.star,
      },
    })),
  )
}

export function hearingList(rows: readonly HearingFact[]): RecordList {
  return list(
    hearingColumns,
    rows.map((row) => ({
      id: row.id,
      path: `/lam-viec/phien-hop/${row.sittingId}`,
      values: {
        product: row.product,
        council: row.council,
        heldOn: row.heldOn,
        members: row.members,
        spread: row.spread,
        points: row.points,
        star: row.star,
      },
    })),
  )
}

/** Rows by a key: each figure counts its records, so a table's foot is their sum. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const held = groups.get(key)
    if (held) held.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** A share of a whole, four digits kept; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000
}

/** A figure whose list is made when somebody opens it. */
export function lazily<T>(rows: readonly T[], make: (rows: readonly T[]) => RecordList): Figure {
  let made: RecordList | undefined
  return {
    value: rows.length,
    get records() {
      made ??= make(rows)
      return made
    },
  }
}
