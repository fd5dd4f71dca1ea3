import type { CommandContext } from '../../platform/command/index.ts'
import { type Db, jsonb } from '../../platform/db/index.ts'
import type { FormValue } from '../../rules/forms/index.ts'
import type { Answer } from '../../rules/scoring/index.ts'
import { hashOf } from './canonical.ts'
import type { Dossier } from './dossier.ts'
import type { Examination } from './examine.ts'
import type { Region } from './pins.ts'

/** A paper as it was at the filing, with the hash of every file. */
export interface FiledPaper {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly files: readonly {
    readonly hash: string
    readonly name: string
    readonly mediaType: string
    readonly size: number
    readonly pageCount: number
  }[]
}

/** All that was filed, frozen: what the commune, the province and the council judge. */
export interface Manifest {
  readonly format: 1
  readonly dossier: string
  readonly filing: number
  readonly filedOn: string
  readonly kind: string
  readonly regime: string
  readonly setNo: number
  readonly product: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly producer: { readonly id: string; readonly name: string }
  readonly wishStar: number | null
  readonly form: Readonly<Record<string, FormValue>>
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  readonly papers: readonly FiledPaper[]
  readonly pins: readonly {
    readonly paper: string
    readonly criterion: string | null
    readonly page: number | null
    /** Where on the page, if it was marked. */
    readonly region?: Region | undefined
  }[]
  readonly selfScore: { readonly points: number; readonly star: number | null }
}

export interface FrozenManifest {
  readonly filing: number
  readonly hash: string
  readonly frozenAt: Date
  readonly content: Manifest
}

/** Freezes the dossier as it stands and answers the number and hash of this filing. */
export async function freezeManifest(
  ctx: CommandContext,
  dossier: Dossier,
  productCode: string | null,
  { score, papers, pins }: Examination,
): Promise<{ filing: number; hash: string }> {
  const filing = ((await manifestsOf(ctx.db, dossier.id)).at(-1)?.filing ?? 0) + 1
  const content: Manifest = {
    format: 1,
    dossier: dossier.id,
    filing,
    filedOn: ctx.today,
    kind: dossier.kind,
    regime: dossier.regime,
    setNo: dossier.setNo,
    product: { id: dossier.product.id, name: dossier.product.name, code: productCode },
    producer: { id: dossier.producer.id, name: dossier.producer.name },
    wishStar: dossier.wishStar,
    form: dossier.form,
    answers: dossier.answers,
    notes: dossier.notes,
    papers: papers.map((paper) => ({
      id: paper.id,
      kind: paper.kind,
      title: paper.title,
      number: paper.number,
      issuer: paper.issuer,
      issuedOn: paper.issuedOn,
      validUntil: paper.validUntil,
      files: paper.files.map(({ hash, name, mediaType, size, pageCount }) => ({
        hash,
        name,
        mediaType,
        size,
        pageCount,
      })),
    })),
    pins: pins.map((pin) => ({
      paper: pin.paperId,
      criterion: pin.criterion,
      page: pin.page,
      ...(pin.region && { region: pin.region }),
    })),
    selfScore: { points: score.points, star: score.star },
  }
  const hash = hashOf(content)
  await ctx.db
    .insertInto('dossier_manifest')
    .values({ dossier_id: dossier.id, filing, content: jsonb(content), hash, frozen_at: ctx.now })
    .execute()
  return { filing, hash }
}

export async function manifestsOf(db: Db, dossierId: string): Promise<FrozenManifest[]> {
  const rows = await db
    .selectFrom('dossier_manifest')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('filing')
    .execute()
  return rows.map((row) => ({
    filing: row.filing,
    hash: row.hash,
    frozenAt: row.frozen_at,
    content: row.content as Manifest,
  }))
}

/** One difference between two filings. */
export interface Change {
  readonly part: 'form' | 'answer' | 'note' | 'paper' | 'pin' | 'wish'
  /** Field, criterion code or title of the paper. */
  readonly at: string
  readonly before: string | number | boolean | null
  readonly after: string | number | boolean | null
}

/** What the later filing says differently: the only thing a reader of a resubmission has to look at. */
export function changesBetween(before: Manifest, after: Manifest): Change[] {
  return [
    ...changedEntries('form', before.form, after.form),
    ...changedEntries('answer', words(before.answers), words(after.answers)),
    ...changedEntries('note', before.notes, after.notes),
    ...changedEntries('paper', paperWords(before), paperWords(after)),
    ...changedEntries('pin', pinWords(before), pinWords(after)),
    ...changedEntries('wish', { wishStar: before.wishStar }, { wishStar: after.wishStar }),
  ]
}

type Plain = string | number | boolean | null

function changedEntries(
  part: Change['part'],
  before: Readonly<Record<string, Plain>>,
  after: Readonly<Record<string, Plain>>,
): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((at) => blank(before[at]) !== blank(after[at]))
    .map((at) => ({ part, at, before: before[at] ?? null, after: after[at] ?? null }))
}

function blank(value: Plain | undefined): Plain {
  return value === undefined || value === '' || value === false ? null : value
}

function words(answers: Manifest['answers']): Record<string, Plain> {
  return Object.fromEntries(
    Object.entries(answers).map(([code, answer]) => [
      code,
      answer === null || typeof answer === 'number' ? answer : `${answer.case}/${answer.option}`,
    ]),
  )
}

function paperWords({ papers }: Manifest): Record<string, Plain> {
  return Object.fromEntries(
    papers.map((paper) => [
      `${paper.title} (${paper.id.slice(-4)})`,
      [
        paper.number,
        paper.issuer,
        paper.issuedOn,
        paper.validUntil,
        ...paper.files.map((file) => `${file.name} (${file.hash.slice(0, 12)})`),
      ]
        .filter(Boolean)
        .join(' · '),
    ]),
  )
}

function pinWords({ papers, pins }: Manifest): Record<string, Plain> {
  const title = new Map(papers.map((paper) => [paper.id, paper.title]))
  return Object.fromEntries(
    pins.map((pin) => [`${pin.criterion ?? '*'} · ${title.get(pin.paper) ?? pin.paper}`, pin.page ?? 0]),
  )
}
