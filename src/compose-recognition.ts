import type { Places } from './features/places/index.ts'
import type { MeasureLaw, RecognitionSurroundings } from './features/recognition/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import { addDays } from './rules/calendar/index.ts'
import { leaves } from './rules/criteria/index.ts'
import { fraction } from './rules/fraction.ts'
import { Numbering, writeNumber } from './rules/numbering/index.ts'
import { chainOn, placeOn } from './rules/places/index.ts'
import { roundFor } from './rules/procedure/index.ts'
import { bandOf, whyNotDecided } from './rules/regimes/index.ts'
import { scoreSheet } from './rules/scoring/index.ts'
import { lastValidDay, type ReevaluationWindow } from './rules/validity/index.ts'

interface Office {
  readonly provinceCode: string
  /** The people's committee of the province as it is named on a day. */
  issuerOn(day: string): string
  readonly seat: string
  /** The office that manages the programme for the province, as it is named on a day. */
  officeOn(day: string): string
}

/** What decisions and certificates take from the law on file, the places and the province's own numbering. */
export function recognitionSurroundings(
  regulation: Regulation,
  places: Places,
  office: Office,
  recordAction: RecognitionSurroundings['recordAction'],
  others: Pick<
    RecognitionSurroundings,
    'filedDossier' | 'recordCentralResult' | 'setResultAside' | 'resultPage'
  >,
): RecognitionSurroundings {
  const numbering = Numbering.parse(regulation.file('hue/numbering'))
  return {
    recordAction,
    places,
    ...others,
    // Merged on 01/3/2025 (regimes.json, institutions).
    ministryOn: (day) =>
      day >= '2025-03-01' ? 'Bộ Nông nghiệp và Môi trường' : 'Bộ Nông nghiệp và Phát triển nông thôn',
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
    starByPoints: (regime, mean) =>
      bandOf(regulation.regime(regime)?.bands ?? [], fraction(mean.num, mean.den))?.star ?? null,
    provinceOf: (_actor, today) => ({
      code: office.provinceCode,
      issuer: office.issuerOn(today),
      seat: office.seat,
      signerName: '',
      signerOffice: 'Chủ tịch',
    }),
    seat: () => office.seat,
    placeLabel: (code, day) => {
      const found = placeOn(places.book, code, day)
      return found.ok
        ? chainOn(places.book, found.value.place, day)
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
    whyNotDecided: (regime, decision) => {
      const law = regulation.regime(regime)
      return law ? whyNotDecided(law, decision) : { code: 'regime-not-in-force' }
    },
    setName: (regime, set) => regulation.sheet(regime, set)?.name ?? '',
    officeOn: office.officeOn,
    explain: (regime, setNo, proof, result) =>
      explain(regulation, regime, setNo, proof as StoredResult | null, result),
    measureLaw: () => measureLaw(regulation),
    ministryRound: (day) => {
      const law = regulation.procedure(regimeOfProcedure)
      return law ? roundFor(day, 'trung-uong', law) : null
    },
    reevaluation: () => {
      const law = procedureOf<{ deadlines: { id: string; length: number }[] }>(regulation)
      return {
        window: windowOf(regulation),
        daysToHear: law?.deadlines.find((each) => each.id === 'danh-gia-lai-45')?.length ?? 45,
      }
    },
    revocationDue: revocationDue(regulation),
    revocationGrounds: () => {
      const procedure = regulation.procedure('qd26-2026') as
        | { revocation?: { grounds: { id: string; text: string; ref: string }[] } }
        | undefined
      return procedure?.revocation?.grounds ?? []
    },
  }
}

const regimeOfProcedure = 'qd26-2026'

const procedureOf = <T>(regulation: Regulation) =>
  regulation.procedure(regimeOfProcedure) as unknown as T | undefined

const windowOf = (regulation: Regulation): ReevaluationWindow =>
  procedureOf<{ reevaluation: { window: ReevaluationWindow } }>(regulation)?.reevaluation.window ?? {
    earliestDaysBeforeExpiry: 180,
    latestDaysBeforeExpiry: 120,
  }

/** Last day of the 15 of Điều 8 khoản 4. */
export function revocationDue(regulation: Regulation) {
  const law = procedureOf<{ deadlines: { id: string; length: number }[] }>(regulation)
  const days = law?.deadlines.find((each) => each.id === 'thu-hoi-15')?.length ?? 15
  return (concludedOn: string) => addDays(concludedOn, days)
}

/** Grounds and authority of Điều 8, and the extension of Điều 12 khoản 3. */
export function measureLaw(regulation: Regulation): MeasureLaw {
  const law = procedureOf<{
    revocation?: { grounds: { id: string }[]; authority: { stars: number[]; level: string }[] }
    transition: { id: string; limitDays: number }[]
  }>(regulation)
  return {
    regime: regimeOfProcedure,
    grounds: law?.revocation?.grounds.map((each) => each.id) ?? [],
    provinceStars: law?.revocation?.authority.find((each) => each.level === 'tinh')?.stars ?? [],
    extension: {
      limitDays: law?.transition.find((each) => each.id === 'keo-dai')?.limitDays ?? 0,
      issuedBefore: regulation.regime(regimeOfProcedure)?.inForce.from ?? '0000-00-00',
      window: windowOf(regulation),
    },
  }
}

/** What a stored result keeps of the agreed sheet (feature councils). */
interface StoredResult {
  readonly agreed?: readonly { criterion: string; answer: unknown }[]
  readonly knockOuts?: readonly {
    criterion: string
    effect: 'eliminate' | 'stop-scoring' | 'refuse'
    by: 'finding' | 'option'
    text: string
    /** What one member found stays that member's; only what binds the council is told. */
    binds: boolean
  }[]
}

/**
 * Why a result is what it is, and the shortest way to the next star above it, in the words the sheet prints. The star follows the
 * mean of the sheets, the way the agreed sheet: where that sheet alone already reaches the next star, what lacks is points of the
 * mean. No points bring back what was knocked out.
 */
export function explain(
  regulation: Regulation,
  regime: string,
  setNo: number,
  proof: StoredResult | null,
  result: { star: number | null; meanNum: number | null; meanDen: number | null },
) {
  const compiled = regulation.compiled(regime, setNo)
  const bands = regulation.regime(regime)?.bands
  const sheet = regulation.sheet(regime, setNo)
  if (!compiled || !bands || !sheet || !proof?.agreed) return null
  const answers = Object.fromEntries(proof.agreed.map(({ criterion, answer }) => [criterion, answer]))
  const binding = (proof.knockOuts ?? []).filter((one) => one.binds)
  const eliminating = binding.filter((one) => one.effect !== 'stop-scoring')
  const findings = binding.flatMap((one) => (one.by === 'finding' ? [one.criterion] : []))
  const scored = scoreSheet(compiled, answers, { bands, findings })
  if (!scored.ok) return null
  const titles = new Map(leaves(sheet).map(({ criterion }) => [criterion.code, criterion.title]))
  const named = (code: string) => `${code}. ${titles.get(code) ?? ''}`.trim()
  const { nextStar, blockedBy } = scored.value
  const target = result.star === null ? (nextStar?.star ?? 1) : result.star + 1
  const lacking = pointsLacking(bands, target, result)
  return {
    knockedOutBy: eliminating.map(({ text }) => text),
    stoppedBy: binding.filter((one) => one.effect === 'stop-scoring').map(({ text }) => text),
    blockedBy: blockedBy
      .filter((each) => each.star <= target)
      .map((each) => `${named(each.criterion)} (yêu cầu tối thiểu của hạng ${each.star} sao)`),
    next:
      eliminating.length > 0
        ? null
        : nextStar?.star === target
          ? {
              star: target,
              steps: nextStar.path.map((step) => `${named(step.criterion)}: thêm ${step.gain} điểm`),
            }
          : lacking
            ? { star: target, steps: [`Tổng điểm trung bình của các phiếu: thêm ${lacking} điểm`] }
            : null,
  }
}

/** Points the mean lacks to the band of a star, rounded up to hundredths; null where it lacks none or there is no such band. */
function pointsLacking(
  bands: readonly { star: number; min: number }[],
  star: number,
  { meanNum, meanDen }: { meanNum: number | null; meanDen: number | null },
): string | null {
  const band = bands.find((each) => each.star === star)
  if (!band || meanNum === null || meanDen === null) return null
  const hundredths = Math.ceil(((band.min * meanDen - meanNum) * 100) / meanDen)
  return hundredths > 0 ? (hundredths / 100).toFixed(2).replace('.', ',').replace(/,00$/, '') : null
}
