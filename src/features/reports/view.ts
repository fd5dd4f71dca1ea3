import { addDays, type Day, isBefore } from '../../rules/calendar/index.ts'
import { currentOf, type ProductStatus, standingOn, statusOn } from '../../rules/validity/index.ts'
import type { Cut, DossierFact, HearingFact, ProductFact, RecognitionFact } from './cut.ts'
import type { ReportParams } from './params.ts'

/** Where a product stood on a day. */
export interface Stood {
  readonly product: ProductFact
  readonly recognition: RecognitionFact | null
  readonly star: number | null
  readonly status: ProductStatus
  readonly validUntil: Day | null
}

export type Gain = 'new' | 'upgrade' | 'again'

/** A product recognised within a period, by the highest recognition of the period. */
export interface Recognised {
  readonly product: ProductFact
  readonly recognition: RecognitionFact
  readonly day: Day
  readonly gain: Gain
}

export interface Ended {
  readonly product: ProductFact
  readonly recognition: RecognitionFact
  readonly day: Day
  readonly how: 'expired' | 'revoked' | 'suspended' | 'resumed'
}

/** The day a recognition counts on; known by its year alone it counts at the year's end, as the plan's targets count it. */
export function dayCounted(recognition: RecognitionFact): Day | null {
  return recognition.issuedOn ?? (recognition.year ? `${recognition.year}-12-31` : null)
}

/** A cut seen through the filters of a report. Every answer is a list of records; a figure is its length. */
export class View {
  readonly products: readonly ProductFact[]
  private readonly held = new Map<string, RecognitionFact[]>()
  private readonly stood = new Map<Day, readonly Stood[]>()

  constructor(
    readonly cut: Cut,
    readonly params: ReportParams,
  ) {
    this.products = cut.products.filter((product) => this.wants(product))
    for (const recognition of cut.recognitions) {
      const list = this.held.get(recognition.productId)
      if (list) list.push(recognition)
      else this.held.set(recognition.productId, [recognition])
    }
  }

  /** The last day whose facts may count: the period's end, or the cut where the period still runs. */
  get until(): Day {
    const { params, cut } = this
    return isBefore(params.to, cut.asOf) ? params.to : cut.asOf
  }

  unitOf(about: { placeCode: string | null; placeDay?: Day | null; filedOn?: Day | null }) {
    return this.cut.words.communes[placeKey(about)] ?? null
  }

  /** By the units of the report; where that cannot be told, the name on the record's own day. */
  placeName(about: Parameters<View['unitOf']>[0]): string | null {
    return this.unitOf(about)?.name ?? this.cut.words.names[placeKey(about)] ?? null
  }

  /** Recognised products on a day (three stars and more, or stated without a term). */
  register(day: Day): readonly Stood[] {
    const known = this.stood.get(day)
    if (known) return known
    const rows = this.products.flatMap((product): Stood[] => {
      // What no source dates is only known to be on file today: it is not told of any day before.
      const recognitions = this.held
        .get(product.id)
        ?.filter((each) => (dayCounted(each) ?? this.cut.asOf) <= day)
      if (!recognitions || recognitions.length === 0) return []
      const current = currentOf(recognitions, day)
      if (!current.held) return []
      return [
        {
          product,
          recognition: current.held as RecognitionFact,
          star: current.held.star,
          status: statusOn(current, day),
          validUntil: current.validUntil,
        },
      ]
    })
    const star = this.params.star
    const wanted = star === null ? rows : rows.filter((row) => row.star === star)
    this.stood.set(day, wanted)
    return wanted
  }

  /** Entitled to the star on that day. */
  inForce(day: Day): readonly Stood[] {
    return this.register(day).filter(({ status }) => status === 'valid' || status === 'expiring')
  }

  recognised(from: Day, to: Day): readonly Recognised[] {
    const star = this.params.star
    return this.products.flatMap((product): Recognised[] => {
      const dated = (this.held.get(product.id) ?? []).flatMap((recognition) => {
        const day = dayCounted(recognition)
        return day !== null && day <= to ? [{ recognition, day }] : []
      })
      const inside = dated.filter(({ day }) => day >= from)
      const best = inside.sort(byStarThenDay)[0]
      if (!best || (star !== null && best.recognition.star !== star)) return []
      const before = dated.filter(({ day }) => day < from).map((each) => each.recognition.star ?? 0)
      const highest = Math.max(0, ...before)
      const gain: Gain =
        before.length === 0 ? 'new' : (best.recognition.star ?? 0) > highest ? 'upgrade' : 'again'
      return [{ product, ...best, gain }]
    })
  }

  /** What ended, was suspended or resumed within a period; one line an event, an expiry on the day after its last valid one. */
  ended(from: Day, to: Day): readonly Ended[] {
    return this.products.flatMap((product) =>
      (this.held.get(product.id) ?? []).flatMap((recognition): Ended[] => {
        const told = recognition.events.flatMap((event): Ended[] => {
          const { kind, day } = event
          if (day < from || day > to) return []
          return kind === 'revoked' || kind === 'suspended' || kind === 'resumed'
            ? [{ product, recognition, day, how: kind }]
            : []
        })
        const lapsed = this.lapsedOn(recognition)
        return lapsed !== null && lapsed >= from && lapsed <= to && !this.standsByAnother(recognition, lapsed)
          ? [...told, { product, recognition, day: lapsed, how: 'expired' }]
          : told
      }),
    )
  }

  /** Whether the product stood that day by another recognition: then it lost nothing. */
  private standsByAnother(recognition: RecognitionFact, day: Day): boolean {
    return (this.held.get(recognition.productId) ?? []).some((other) => {
      if (other.id === recognition.id || other.events.length === 0) return false
      const { status } = standingOn(other.events, day)
      return status === 'valid' || status === 'expiring' || status === 'suspended'
    })
  }

  /**
   * The first day a recognition counted as expired: after its term, or on the day an extension was ended (Điều 12 khoản 3), unless it
   * was revoked or superseded before.
   */
  private lapsedOn(recognition: RecognitionFact): Day | null {
    const { validUntil } = currentOf([recognition], this.cut.asOf)
    if (validUntil === null) return null
    const { events } = recognition
    const stated = events
      .slice(events.findLastIndex(({ kind }) => kind === 'extended') + 1)
      .flatMap(({ kind, day }) => (kind === 'expired' && day <= this.cut.asOf ? [day] : []))
    const over = [addDays(validUntil, 1), ...stated].sort()[0]!
    return events.some(({ kind, day }) => (kind === 'revoked' || kind === 'superseded') && day <= over)
      ? null
      : over
  }

  get dossiers(): readonly DossierFact[] {
    const { sector, commune } = this.params
    return this.cut.dossiers.filter(
      (dossier) =>
        (sector === null || dossier.sector === sector) &&
        (commune === null || this.unitOf(dossier)?.code === commune) &&
        (this.params.star === null || dossier.star === this.params.star),
    )
  }

  hearings(from: Day, to: Day): readonly HearingFact[] {
    return this.cut.hearings.filter(({ heldOn }) => heldOn >= from && heldOn <= to)
  }

  private wants(product: ProductFact): boolean {
    const { sector, commune } = this.params
    if (sector !== null && product.sector !== sector) return false
    return commune === null || this.unitOf(product)?.code === commune
  }
}

function byStarThenDay(
  a: { recognition: RecognitionFact; day: Day },
  b: { recognition: RecognitionFact; day: Day },
): number {
  return (b.recognition.star ?? 0) - (a.recognition.star ?? 0) || (a.day < b.day ? 1 : -1)
}

/** A code is read on its day: the same code meant other units at other times. */
export function placeKey(about: {
  placeCode: string | null
  placeDay?: Day | null
  filedOn?: Day | null
}): string {
  return `${about.placeCode ?? ''}@${about.placeDay ?? about.filedOn ?? ''}`
}
