import type { RecognitionSurroundings } from './features/recognition/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import { Numbering, writeNumber } from './rules/numbering/index.ts'
import { chainOn, type PlaceBook, placeOn } from './rules/places/index.ts'
import { lastValidDay } from './rules/validity/index.ts'

interface Office {
  readonly provinceCode: string
  /** The people's committee of the province as it is named on a day. */
  issuerOn(day: string): string
  readonly seat: string
}

/** What decisions and certificates take from the law on file, the places and the province's own numbering. */
export function recognitionSurroundings(
  regulation: Regulation,
  book: PlaceBook,
  office: Office,
  recordAction: RecognitionSurroundings['recordAction'],
): RecognitionSurroundings {
  const numbering = Numbering.parse(regulation.file('hue/numbering'))
  return {
    recordAction,
    lawOf: (regime) => {
      const forward = regulation.regime(regime)?.forward as
        | readonly { from: string; min: number }[]
        | undefined
      const procedure = regulation.procedure(regime)
      return {
        forwardFrom: forward?.find((each) => each.from === 'tinh')?.min ?? Number.POSITIVE_INFINITY,
        certifiedStars: procedure?.levels.find((level) => level.id === 'tinh')?.recognises ?? [],
      }
    },
    provinceOf: (_actor, today) => ({
      code: office.provinceCode,
      issuer: office.issuerOn(today),
      seat: office.seat,
      signerName: '',
      signerOffice: 'Chủ tịch',
    }),
    seat: () => office.seat,
    placeLabel: (code, day) => {
      const found = placeOn(book, code, day)
      return found.ok
        ? chainOn(book, found.value.place, day)
            .map((place) => place.name)
            .join(', ')
        : code
    },
    certificateNumber: ({ seq, year, provinceCode, star }) =>
      writeNumber(numbering, 'certificate', { seq, year, province: provinceCode, star }),
    validUntil: (regime, issuedOn) => lastValidDay(issuedOn, regulation.regime(regime)?.validityMonths ?? 36),
    recognises: (regime, level) => {
      const law = regulation.regime(regime)
      const recognisers = law?.recognisers as readonly { level: string; stars: number[] }[] | undefined
      return recognisers?.find((each) => each.level === level)?.stars ?? null
    },
    inForceOn: (regime, day) => {
      const term = regulation.regime(regime)?.inForce
      return term !== undefined && day >= term.from && (term.to === null || day <= term.to)
    },
    setName: (regime, set) => regulation.sheet(regime, set)?.name ?? '',
    revocationGrounds: () => {
      const procedure = regulation.procedure('qd26-2026') as
        | { revocation?: { grounds: { id: string; text: string; ref: string }[] } }
        | undefined
      return procedure?.revocation?.grounds ?? []
    },
  }
}
