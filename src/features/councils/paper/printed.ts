import { readFileSync } from 'node:fs'
import { renderSVG } from 'uqr'
import { formatDay } from '../../../platform/i18n/index.ts'
import { renderTypst } from '../../../platform/papers/index.ts'
import { type Criterion, isLeaf, type Sheet, scalesOf } from '../../../rules/criteria/index.ts'

const template = readFileSync(new URL('./paper-sheet.typ', import.meta.url), 'utf8')

/** One sheet as it lies before the member. */
export interface PaperAbout {
  readonly code: string
  readonly sheet: Sheet
  readonly council: string
  readonly product: string
  readonly producer: string
  readonly sample: string | null
  readonly member: string
  readonly round: number
  readonly heldOn: string
}

interface Row {
  readonly kind: 'part' | 'head' | 'note' | 'option'
  readonly text: string
  readonly points?: string
}

/** All sheets of one member in one file, each beginning on a page of its own. */
export function paperSheetsPdf(
  sheets: readonly PaperAbout[],
  mark: string | null,
  at: Date,
): Promise<Buffer> {
  const files: Record<string, Uint8Array> = {}
  for (const [index, { code }] of sheets.entries())
    files[`qr-${index}.svg`] = new TextEncoder().encode(renderSVG(code, { ecc: 'M', border: 1 }))
  const inputs = {
    title: `Phiếu đánh giá ${sheets[0]?.member ?? ''}`,
    mark,
    sheets: sheets.map(({ sheet, sample, heldOn, ...rest }) => ({
      ...rest,
      set: sheet.name,
      heading: sheet.sheetHeading,
      sample: sample ?? '',
      day: formatDay(heldOn),
      disqualifiers: sheet.disqualifierText ?? '',
      rows: sheet.parts.flatMap((part) => [
        { kind: 'part' as const, text: `PHẦN ${part.code}: ${part.title} (${part.max} điểm)` },
        ...part.criteria.flatMap(rowsOf),
      ]),
    })),
  }
  return renderTypst(template, inputs, { at, files, standard: null })
}

function rowsOf(criterion: Criterion): Row[] {
  const { code, title, max, requirement, note, noteAfter, knockouts } = criterion
  const notes = (...texts: (string | undefined)[]): Row[] =>
    texts.flatMap((text) => (text ? [{ kind: 'note' as const, text }] : []))
  const own = [
    { kind: 'head' as const, text: `${code}. ${title} (${max} điểm)` },
    ...notes(requirement && `Yêu cầu: ${requirement}`, note, ...(knockouts ?? []).map(({ text }) => text)),
  ]
  if (!isLeaf(criterion)) return [...own, ...(criterion.children ?? []).flatMap(rowsOf), ...notes(noteAfter)]
  const options = scalesOf(criterion).flatMap((scale) => [
    ...notes(scale.title ? `Trường hợp: ${scale.title}` : undefined),
    ...scale.options.map(
      (option): Row => ({
        kind: 'option',
        text: `${option.label}${option.minimumForStar ? ` ${'*'.repeat(option.minimumForStar)}` : ''}`,
        points: String(option.points),
      }),
    ),
  ])
  return [...own, ...options, ...notes(noteAfter)]
}
