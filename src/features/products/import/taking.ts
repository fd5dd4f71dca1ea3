import type { CommandContext, Problem } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { fold } from '../../../rules/vietnamese/index.ts'
import {
  type ImportSession,
  type LineReport,
  type ListLine,
  type Made,
  refused,
} from '../../imports/index.ts'
import { type ListedOwner, type TakenOwner, takeListedOwners } from '../../producers/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { type KnownProduct, knownProducts, matchProduct } from './matching.ts'
import { type ReadRow, readRow } from './stated.ts'
import { type NewProduct, type Renewal, writeProducts, writeStatements } from './writing.ts'

interface Taken {
  readonly line: ListLine
  readonly row: ReadRow
  readonly owner: TakenOwner | null
  readonly product: { readonly id: string; readonly version: number; readonly isNew: boolean }
  readonly doubts: readonly Problem[]
  readonly remarks: readonly Problem[]
}

/** Takes a portion of a list of products: owners, products, what the source says of each, and the recognitions it states. */
export async function takeProducts(
  ctx: CommandContext,
  around: ProductSurroundings,
  lines: readonly ListLine[],
  session: ImportSession,
): Promise<readonly LineReport[]> {
  const reports: LineReport[] = []
  const rows: { line: ListLine; row: ReadRow }[] = []
  for (const line of lines) {
    const read = readRow(line, around, ctx.today)
    if ('row' in read) rows.push({ line, row: read.row })
    else reports.push(refused(line, line.values.name ?? '', ...read.problems))
  }
  const owners = await takeOwners(ctx, around, rows, session)
  const known = await knownProducts(
    ctx,
    [...new Set(owners.flatMap((owner) => (owner?.id ? [owner.id] : [])))],
    [...new Set(rows.map(({ row }) => fold(row.stated.name)))],
  )
  const born: NewProduct[] = []
  const renewals: Renewal[] = []
  const taken: Taken[] = []
  rows.forEach(({ line, row }, index) => {
    const owner = owners[index] ?? null
    if (owner?.problem) {
      reports.push(refused(line, row.stated.name, owner.problem))
      return
    }
    if (line.known) {
      renewals.push({
        productId: line.known.subjectId,
        version: line.known.version,
        stated: row.stated,
        producerId: owner?.id ?? null,
      })
      const product = { id: line.known.subjectId, version: line.known.version, isNew: false }
      taken.push({ line, row, owner, product, doubts: [], remarks: [] })
      return
    }
    const match = matchProduct(known, row.stated, owner?.id ?? null)
    const product = match.product ?? newProduct(row, owner)
    known.add(product, row.stated.name)
    if (!match.product)
      born.push({ id: product.id, producerId: owner?.id ?? null, stated: row.stated, rowKey: line.key })
    taken.push({
      line,
      row,
      owner,
      product: { id: product.id, version: product.version, isNew: !match.product },
      doubts: match.doubts,
      remarks: match.remarks,
    })
  })
  await writeProducts(ctx, born, session.isDemo)
  const { written, renewed } = await writeStatements(
    ctx,
    around,
    taken.map(({ line, row, product, owner }) => ({
      line,
      stated: row.stated,
      productId: product.id,
      producerId: owner?.id ?? null,
    })),
    renewals,
    session.isDemo,
  )
  return [...reports, ...taken.map((each) => reportOf(each, written, renewed))]
}

async function takeOwners(
  ctx: CommandContext,
  around: ProductSurroundings,
  rows: readonly { line: ListLine; row: ReadRow }[],
  session: ImportSession,
): Promise<(TakenOwner | null)[]> {
  const named = rows.flatMap(({ line, row }, index) =>
    row.stated.owner ? [{ index, owner: listedOwner(line, row, row.stated.owner) }] : [],
  )
  const taken = await takeListedOwners(
    ctx,
    around,
    named.map(({ owner }) => owner),
    session.isDemo,
  )
  const answers: (TakenOwner | null)[] = rows.map(() => null)
  for (const [at, { index }] of named.entries()) answers[index] = taken[at] ?? null
  return answers
}

function listedOwner(
  line: ListLine,
  { stated }: ReadRow,
  owner: { name: string; printedName: string | null; kind: string | null },
): ListedOwner {
  return {
    ...owner,
    provinceCode: stated.place.provinceCode,
    placeCode: stated.place.code,
    placeDay: stated.place.day,
    printedPlace: stated.place.printed,
    printedProvince: stated.place.printedProvince,
    commune: stated.place.commune,
    district: stated.place.district,
    address: stated.address,
    source: { url: stated.url ?? '', kind: stated.sourceKind ?? 'list', rowId: line.key },
  }
}

function newProduct({ stated }: ReadRow, owner: TakenOwner | null): KnownProduct {
  return {
    id: uuidv7(),
    version: 1,
    name: stated.name,
    producerId: owner?.id ?? null,
    provinceCode: stated.place.provinceCode,
    commune: stated.place.commune,
    district: stated.place.district,
  }
}

function reportOf(
  { line, row, owner, product, doubts, remarks }: Taken,
  written: ReadonlyMap<string, readonly Made[]>,
  renewed: ReadonlyMap<string, { version: number; made: readonly Made[]; doubt: Problem | null }>,
): LineReport {
  const renewal = line.known ? renewed.get(line.known.subjectId) : undefined
  const made: Made[] = [
    ...(owner?.isNew && owner.id ? [{ kind: 'producer', id: owner.id, version: owner.version }] : []),
    ...(product.isNew ? [{ kind: 'product', id: product.id, version: product.version }] : []),
    ...(renewal?.made ?? []),
    ...(written.get(line.key) ?? []),
  ]
  return {
    line,
    outcome: line.known ? 'updated' : 'created',
    doubts: [...row.doubts, ...doubts, ...(renewal?.doubt ? [renewal.doubt] : [])],
    remarks: [...row.remarks, ...remarks],
    problems: [],
    label: row.stated.name,
    subject: { kind: 'product', id: product.id, version: renewal?.version ?? product.version },
    made,
  }
}
