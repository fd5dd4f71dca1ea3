import type { DossierKind } from './tables.ts'

/** What one line of search asks for: words and conditions, as `sao:4 xa:19813 dot:2 han<7 mắm`. */
export interface DossierSearch {
  readonly text: string
  readonly star: number | null
  readonly place: string | null
  readonly round: number | null
  /** Days to the nearest deadline, at most (strictly less). */
  readonly dueBelow: number | null
  readonly kind: DossierKind | null
}

const KINDS: Readonly<Record<string, DossierKind>> = {
  'lan-dau': 'first',
  moi: 'first',
  'nang-hang': 'upgrade',
  'danh-gia-lai': 'reevaluation',
  lai: 'reevaluation',
}

/**
 * Reads a search line. Accents of the condition's name do not matter (`xã:` and `xa:`); a value of several words stands in quotes
 * (`xã:"Quảng Điền"`); what is no condition is searched for as text.
 */
export function readSearch(line: string): DossierSearch {
  const found = { star: null, place: null, round: null, dueBelow: null, kind: null } as {
    -readonly [K in Exclude<keyof DossierSearch, 'text'>]: DossierSearch[K]
  }
  const rest = line
    .normalize('NFC')
    .replace(
      /(?<=^|\s)(\p{L}+)([:<])(?:"([^"]*)"|(\S+))/gu,
      (whole, name: string, sign: string, quoted: string | undefined, plain: string | undefined) => {
        const value = quoted ?? plain ?? ''
        const number = Number(value.replace(/d$/, ''))
        switch (`${bare(name)}${sign}`) {
          case 'sao:':
            if (!(number >= 1 && number <= 5)) return whole
            found.star = number
            return ''
          case 'xa:':
          case 'phuong:':
            found.place = value
            return ''
          case 'dot:':
            if (!Number.isInteger(number)) return whole
            found.round = number
            return ''
          case 'han<':
            if (!Number.isFinite(number)) return whole
            found.dueBelow = number
            return ''
          case 'loai:':
            if (!KINDS[bare(value)]) return whole
            found.kind = KINDS[bare(value)]!
            return ''
          default:
            return whole
        }
      },
    )
  return { text: rest.replace(/\s+/g, ' ').trim(), ...found }
}

function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
}
