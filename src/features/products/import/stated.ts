import type { Problem } from '../../../platform/command/index.ts'
import { matchKey, parseDay, tidy } from '../../../rules/vietnamese/index.ts'
import type { ListLine } from '../../imports/index.ts'
import { nameField } from '../../producers/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { displayName } from './names.ts'
import { type StatedPlace, statedPlace } from './stated-place.ts'

/** What a row says, understood; null where it says nothing. */
export interface StatedProduct {
  readonly name: string
  readonly printedName: string | null
  readonly owner: {
    readonly name: string
    readonly printedName: string | null
    readonly kind: string | null
  } | null
  readonly address: string | null
  readonly place: StatedPlace
  readonly set: number | null
  readonly star: number | null
  readonly status: string | null
  readonly year: number | null
  readonly decisionNo: string | null
  readonly statedOn: string | null
  readonly dateKind: string | null
  readonly score: string | null
  readonly level: 'huyen' | 'tinh' | 'trung-uong' | null
  readonly url: string | null
  readonly sourceKind: string | null
  readonly note: string | null
  /** The source says that the product was recognised, or lists it as an OCOP product. */
  readonly isRecognised: boolean
  readonly isPublic: boolean
  /** The source itself says that this is a product recognised before. */
  readonly saysAgain: boolean
}

export interface ReadRow {
  readonly stated: StatedProduct
  readonly doubts: Problem[]
  readonly remarks: Problem[]
}

const recognisedStatuses = new Set(['recognized', 're_recognized', 'listed_star_unknown'])
const knownStatuses = new Set([
  ...recognisedStatuses,
  'proposed_5star',
  'proposed_4star',
  'assessed_pending_decision',
  'not_recognized',
])
const dateKinds = new Set(['decision', 'council_meeting', 'recognition_announced'])
/** The programme began on 7/5/2018 (Quyết định 490/QĐ-TTg); nothing was recognised before. */
const firstYear = 2018

/** Reads a row. Problems refuse it; doubts and remarks come with it. */
export function readRow(
  line: ListLine,
  around: ProductSurroundings,
  today: string,
): { row: ReadRow } | { problems: readonly Problem[] } {
  const { values } = line
  const problems: Problem[] = []
  const doubts: Problem[] = []
  const remarks: Problem[] = []
  const name = readName(values.name ?? '', 'name', problems)
  const ownerName = values.owner ? readName(values.owner, 'owner', problems) : null
  const star = readStar(values.star ?? '', problems, doubts)
  const year = readYear(values.year ?? '', today, problems)
  const day = readStatedDay(values, today, problems)
  const set = readSet(values.set ?? '', around, problems)
  const status = values.status ? matchKey(values.status).replaceAll(' ', '_') : null
  if (status !== null && !knownStatuses.has(status))
    doubts.push({ code: 'status-unknown', field: 'status', data: { text: values.status } })
  const place = statedPlace(values, { places: around.places, day: day.on, year, today })
  problems.push(...place.problems)
  doubts.push(...place.doubts)
  remarks.push(...place.remarks)
  checkScore(values.score ?? '', doubts)
  if (name === null || problems.length > 0) return { problems }
  const printedName = name.shown === name.printed ? null : name.printed
  if (printedName !== null)
    remarks.push({ code: 'capitals-shown-otherwise', field: 'name', data: { printed: printedName } })
  if (ownerName === null) remarks.push({ code: 'owner-not-stated', field: 'owner' })
  if (day.on !== null && day.kind !== 'decision')
    remarks.push({ code: 'day-is-no-issue', field: 'date', data: { kind: day.kind ?? '' } })
  if (status === 'not_recognized') remarks.push({ code: 'not-public' })
  const note = values.note ?? null
  return {
    row: {
      doubts,
      remarks,
      stated: {
        name: name.shown,
        printedName,
        owner:
          ownerName === null
            ? null
            : {
                name: ownerName.shown,
                printedName: ownerName.shown === ownerName.printed ? null : ownerName.printed,
                kind: values.ownerKind ? matchKey(values.ownerKind).replaceAll(' ', '_') : null,
              },
        address: values.address ? tidy(values.address).slice(0, 500) : null,
        place: place.value,
        set,
        star,
        status,
        year,
        decisionNo: values.decisionNo ? tidy(values.decisionNo).slice(0, 100) : null,
        statedOn: day.on,
        dateKind: day.kind,
        score: values.score?.slice(0, 40) ?? null,
        level: levelOf(note),
        url: values.source?.slice(0, 500) ?? null,
        sourceKind: values.sourceKind?.slice(0, 60) ?? null,
        note,
        isRecognised:
          status === null
            ? star !== null && star >= 3
            : recognisedStatuses.has(status) && (star === null || star >= 3),
        isPublic: status !== 'not_recognized',
        saysAgain: status === 're_recognized' || /cung san pham/.test(matchKey(note ?? '')),
      },
    },
  }
}

/** Made once: a schema is dear to make and is asked for every row of a list. */
const nameOf = nameField()

function readName(
  text: string,
  field: string,
  problems: Problem[],
): { printed: string; shown: string } | null {
  const read = nameOf.safeParse(text)
  if (!read.success) {
    const [issue] = read.error.issues
    const code = /^[a-z-]+$/.test(issue?.message ?? '') ? issue!.message : 'too-long'
    problems.push({ code, field, data: { maximum: 300 } })
    return null
  }
  return { printed: read.data, shown: displayName(read.data) }
}

function readStar(text: string, problems: Problem[], doubts: Problem[]): number | null {
  const typed = matchKey(text.replace(/[★*]/g, '*')).replace(/\s*sao$/, '')
  const drawn = /^[★*]+$/.test(text.trim()) ? text.trim().length : null
  if (text.trim() === '') return null
  const star = drawn ?? (/^[1-5]$/.test(typed) ? Number(typed) : null)
  if (star === null || star > 5) {
    problems.push({ code: 'star-unknown', field: 'star', data: { text: text.slice(0, 40) } })
    return null
  }
  if (star < 3) doubts.push({ code: 'star-below-three', field: 'star', article: 'Điều 4 khoản 1 điểm a' })
  return star
}

function readYear(text: string, today: string, problems: Problem[]): number | null {
  if (text === '') return null
  const year = Number(text)
  if (!/^\d{4}$/.test(text) || year < firstYear || year > Number(today.slice(0, 4))) {
    problems.push({
      code: 'year-unknown',
      field: 'year',
      data: { text: text.slice(0, 40), first: firstYear },
    })
    return null
  }
  return year
}

/** The stated day and what it is a day of; a column of decision days says so by its heading. */
function readStatedDay(
  values: Readonly<Record<string, string>>,
  today: string,
  problems: Problem[],
): { on: string | null; kind: string | null } {
  const [text, field] = values.decidedOn ? [values.decidedOn, 'decidedOn'] : [values.date ?? '', 'date']
  if (text === '') return { on: null, kind: null }
  const on = parseDay(text)
  if (on === null) problems.push({ code: 'day-unknown', field, data: { text: text.slice(0, 40) } })
  else if (on > today) problems.push({ code: 'day-in-future', field })
  else if (on < `${firstYear}-05-07`) problems.push({ code: 'day-before-programme', field })
  const kind = field === 'decidedOn' ? 'decision' : (values.dateKind ?? '')
  return { on, kind: dateKinds.has(kind) ? kind : kind === '' ? null : kind.slice(0, 60) }
}

function readSet(text: string, around: ProductSurroundings, problems: Problem[]): number | null {
  if (text === '') return null
  const set = /^\d{1,2}$/.test(text) ? Number(text) : null
  if (set !== null && around.sets.some((each) => each.set === set)) return set
  problems.push({
    code: 'set-unknown',
    field: 'set',
    article: 'Phụ lục I',
    data: { text: text.slice(0, 40) },
  })
  return null
}

function checkScore(text: string, doubts: Problem[]): void {
  if (text === '') return
  const score = Number(text.replace(',', '.'))
  if (!Number.isFinite(score) || score < 0 || score > 100)
    doubts.push({ code: 'score-unknown', field: 'score', data: { text: text.slice(0, 40) } })
}

/** The level at which a source says that it was decided. */
function levelOf(note: string | null): StatedProduct['level'] {
  const said = matchKey(note ?? '')
  if (/\bcap huyen\b/.test(said)) return 'huyen'
  if (/\bcap tinh\b/.test(said)) return 'tinh'
  return /\bcap (quoc gia|trung uong)\b/.test(said) ? 'trung-uong' : null
}
