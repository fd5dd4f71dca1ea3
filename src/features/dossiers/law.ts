import type { Calendar } from '../../rules/calendar/index.ts'
import type { Sheet } from '../../rules/criteria/index.ts'
import { type Chapter, chaptersOf, Form } from '../../rules/forms/index.ts'
import { type Life, lifeOf } from '../../rules/procedure/index.ts'
import type { Band } from '../../rules/regimes/index.ts'
import type { CompiledSheet } from '../../rules/scoring/index.ts'
import type { EvidenceKind, Regulation } from '../regulation/index.ts'
import type { DossierKind } from './tables.ts'

/** The law of one regime as a dossier needs it: life, forms, evidence, sheets. Read once, kept. */
export interface DossierLaw {
  readonly regime: string
  readonly life: Life
  readonly calendar: Calendar
  readonly forms: { readonly registration: Form; readonly selfReport: Form; readonly communeReport: Form }
  readonly evidence: readonly EvidenceKind[]
  readonly bands: readonly Band[]
  /** Points from which each star stands. */
  readonly starFrom: Readonly<Record<number, number>>
  sheet(set: number): Sheet | undefined
  compiled(set: number): CompiledSheet | undefined
  chapters(kind: DossierKind): readonly Chapter[]
  /** Kinds of owners admitted for a set, and every kind there is (Điều 2 khoản 3). */
  owners(set: number): { readonly admitted: readonly Owner[]; readonly all: readonly Owner[] }
  /** Samples that go with the dossier (Điều 6 khoản 2 điểm d). */
  samples(set: number): number
}

export interface Owner {
  readonly id: string
  readonly label: string
}

export type Laws = (regime: string) => DossierLaw | null

/** The laws by regime; null where forms or procedure are not on file, so that nothing can be filed under it. */
export function lawsOf(regulation: Regulation): Laws {
  const known = new Map<string, DossierLaw | null>()
  return (regime) => {
    const law = known.get(regime)
    if (law !== undefined) return law
    const read = readLawOf(regulation, regime)
    known.set(regime, read)
    return read
  }
}

function readLawOf(regulation: Regulation, id: string): DossierLaw | null {
  const regime = regulation.regime(id)
  const lifecycle = regulation.lifecycle(id)
  const procedure = regulation.procedure(id)
  const forms = regulation.forms(id)?.forms as Record<string, unknown> | undefined
  if (!regime || !lifecycle || !procedure || !forms || !regulation.calendar) return null
  const [registration, selfReport, communeReport] = ['mau-01', 'mau-02', 'mau-03'].map((name) =>
    Form.parse(forms[name]),
  ) as [Form, Form, Form]
  // Asked beside the decree's forms, printed in none of them: whom a member of the council may be tied to.
  const disclosure = regulation.file('vietnam/disclosure')
  const asked = [registration, selfReport, ...(disclosure ? [Form.parse(disclosure)] : [])]
  const bands = regime.bands ?? []
  const chapters = new Map<DossierKind, readonly Chapter[]>()
  const owners = procedure.eligibleOwners
  return {
    regime: id,
    life: lifeOf(
      lifecycle,
      procedure,
      (regime as { forward?: { from: string; to: string; min: number }[] }).forward ?? [],
    ),
    calendar: regulation.calendar,
    forms: { registration, selfReport, communeReport },
    evidence: regulation.evidence(id),
    bands,
    starFrom: Object.fromEntries(bands.map((band) => [band.star, band.min])),
    sheet: (set) => regulation.sheet(id, set),
    compiled: (set) => regulation.compiled(id, set),
    chapters: (kind) => {
      const made = chapters.get(kind) ?? chaptersOf(asked, kind)
      chapters.set(kind, made)
      return made
    },
    owners: (set) => {
      const common = (owners?.all ?? []) as unknown as Owner[]
      const tourism = (owners?.tourismAlso ?? []) as unknown as Owner[]
      const admitted = owners?.tourismSets.includes(set) ? [...common, ...tourism] : common
      return { admitted, all: [...common, ...tourism] }
    },
    samples: (set) => {
      const item = procedure.dossiers
        .find((one) => one.level === 'xa')
        ?.items.find((one) => one.count !== undefined)
      return item?.exceptSets?.includes(set) ? 0 : (item?.count ?? 0)
    },
  }
}
