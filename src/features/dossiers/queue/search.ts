import { fold, similarity } from '../../../rules/vietnamese/index.ts'
import type { DossierKind } from '../tables.ts'

/** Where a dossier is, as an officer says it. */
export const STAGES = ['chu-the', 'xa', 'tinh', 'dot', 'hoi-dong', 'xong'] as const
export type Stage = (typeof STAGES)[number]

export interface RoundAsked {
  readonly ordinal: number
  readonly year: number | null
}

/** What one line of search asks for: words and conditions, as `sao:4 xã:"Quảng Điền" đợt:2 hạn<7d mắm`. */
export interface DossierSearch {
  readonly text: string
  readonly star: number | null
  readonly place: string | null
  readonly owner: string | null
  readonly set: number | null
  readonly round: RoundAsked | null
  readonly year: number | null
  readonly kind: DossierKind | null
  readonly stage: Stage | null
  /** Days to the nearest deadline: strictly below, strictly above; `overdue`: already past. */
  readonly dueBelow: number | null
  readonly dueAbove: number | null
  readonly overdue: boolean
  readonly flaws: readonly SearchFlaw[]
}

/** What could not be understood, and what would be. */
export interface SearchFlaw {
  readonly code: 'unknown-condition' | 'wrong-value'
  readonly typed: string
  /** The condition as it is written, or the nearest known one. */
  readonly condition: string | null
  /** Values that would do, as they are typed. */
  readonly example: string | null
}

type Found = { -readonly [K in keyof Omit<DossierSearch, 'text' | 'flaws'>]: DossierSearch[K] }

interface Condition {
  /** As typed, without tones; the first is how we write it, the last the English one. */
  readonly names: readonly string[]
  /** As shown in hints. */
  readonly shown: string
  readonly example: string
  readonly signs: readonly string[]
  /** What it asks for; null: this value means nothing here. */
  read(value: string, sign: string): Partial<Found> | null
}

const KINDS: Readonly<Record<string, DossierKind>> = {
  'lan-dau': 'first',
  moi: 'first',
  first: 'first',
  'nang-hang': 'upgrade',
  upgrade: 'upgrade',
  'danh-gia-lai': 'reevaluation',
  lai: 'reevaluation',
  reevaluation: 'reevaluation',
}

const STAGE_WORDS: Readonly<Record<string, Stage>> = {
  'chu-the': 'chu-the',
  owner: 'chu-the',
  xa: 'xa',
  phuong: 'xa',
  commune: 'xa',
  tinh: 'tinh',
  province: 'tinh',
  dot: 'dot',
  round: 'dot',
  'hoi-dong': 'hoi-dong',
  council: 'hoi-dong',
  xong: 'xong',
  done: 'xong',
}

const whole = (value: string, from: number, to: number): number | null => {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN
  return number >= from && number <= to ? number : null
}
const known = <K extends keyof Found>(name: K, value: Found[K] | null): Partial<Found> | null =>
  value === null ? null : ({ [name]: value } as Partial<Found>)
const slug = (value: string) => fold(value).replace(/\s+/g, '-')

/** Every condition, one row each: hints, reading and errors come from this table. */
export const CONDITIONS: readonly Condition[] = [
  {
    names: ['sao', 'star'],
    shown: 'sao:',
    example: 'sao:4',
    signs: [':'],
    read: (value) => known('star', whole(value, 1, 5)),
  },
  {
    names: ['xa', 'phuong', 'commune'],
    shown: 'xã:',
    example: 'xã:"Quảng Điền"',
    signs: [':'],
    read: (value) => known('place', value || null),
  },
  {
    names: ['chu-the', 'chuthe', 'owner'],
    shown: 'chủ-thể:',
    example: 'chủ-thể:"Đồi Mây"',
    signs: [':'],
    read: (value) => known('owner', value || null),
  },
  {
    names: ['bo', 'set'],
    shown: 'bộ:',
    example: 'bộ:9',
    signs: [':'],
    read: (value) => known('set', whole(value, 1, 26)),
  },
  {
    names: ['dot', 'round'],
    shown: 'đợt:',
    example: 'đợt:2/2026',
    signs: [':'],
    read: (value) => {
      const [, ordinal, year] = /^(\d{1,2})(?:\/(\d{4}))?$/.exec(value) ?? []
      return ordinal ? { round: { ordinal: Number(ordinal), year: year ? Number(year) : null } } : null
    },
  },
  {
    names: ['nam', 'year'],
    shown: 'năm:',
    example: 'năm:2026',
    signs: [':'],
    read: (value) => known('year', whole(value, 2018, 2100)),
  },
  {
    names: ['loai', 'kind'],
    shown: 'loại:',
    example: 'loại:đánh-giá-lại',
    signs: [':'],
    read: (value) => known('kind', KINDS[slug(value)] ?? null),
  },
  {
    names: ['o', 'at'],
    shown: 'ở:',
    example: 'ở:hội-đồng',
    signs: [':'],
    read: (value) => known('stage', STAGE_WORDS[slug(value)] ?? null),
  },
  {
    names: ['han', 'due'],
    shown: 'hạn',
    example: 'hạn<7d',
    signs: [':', '<', '>'],
    read: (value, sign) => {
      if (sign === ':') return ['qua', 'overdue'].includes(slug(value)) ? { overdue: true } : null
      const days = /^-?\d{1,3}[dn]?$/.test(value) ? Number.parseInt(value, 10) : null
      return known(sign === '<' ? 'dueBelow' : 'dueAbove', days)
    },
  },
]

/**
 * Reads a search line. Tones of a condition's name do not matter (`xã:` and `xa:`); a value of several words stands in quotes.
 * What looks like a condition but is none, or has a value that means nothing, is said, and left out of the search.
 */
export function readSearch(line: string): DossierSearch {
  const found: Found = {
    star: null,
    place: null,
    owner: null,
    set: null,
    round: null,
    year: null,
    kind: null,
    stage: null,
    dueBelow: null,
    dueAbove: null,
    overdue: false,
  }
  const flaws: SearchFlaw[] = []
  const rest = line
    .normalize('NFC')
    .replace(/[“”«»]/g, '"')
    .replace(
      /(?<=^|\s)(\p{L}[\p{L}-]*)([:<>])\s?(?:"([^"]*)"?|(\S*))/gu,
      (typed: string, name: string, sign: string, quoted: string | undefined, plain: string | undefined) => {
        const condition = CONDITIONS.find((one) => one.names.includes(slug(name)))
        const value = (quoted ?? plain ?? '').trim()
        const read = condition?.signs.includes(sign) ? condition.read(value, sign) : null
        if (read) Object.assign(found, read)
        else if (condition)
          flaws.push({ code: 'wrong-value', typed, condition: condition.shown, example: condition.example })
        else flaws.push({ code: 'unknown-condition', typed, ...nearest(name) })
        return ''
      },
    )
  return { text: rest.replace(/\s+/g, ' ').trim(), ...found, flaws }
}

/** The condition that was probably meant. */
function nearest(name: string): Pick<SearchFlaw, 'condition' | 'example'> {
  const [best] = CONDITIONS.map((one) => ({
    one,
    likeness: Math.max(...one.names.map((known) => similarity(slug(name), known))),
  })).sort((a, b) => b.likeness - a.likeness)
  return best && best.likeness > 0.6
    ? { condition: best.one.shown, example: best.one.example }
    : { condition: null, example: null }
}
