import { type Db, transaction } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import type { Bilingual } from '../../../platform/i18n/index.ts'
import type { Day } from '../../../rules/calendar/index.ts'
import { originsOn, type Place, placeOn, successorsOn } from '../../../rules/places/index.ts'
import type { Places } from '../../places/index.ts'
import type { Cut, PlanFact, SetName, Sets, SourcedFigure } from '../cut.ts'
import { periodBefore, type ReportParams } from '../params.ts'
import { placeKey } from '../view.ts'
import {
  type AsEvent,
  readDossiers,
  readHearings,
  readProducts,
  readRecognitions,
  readRounds,
} from './read.ts'

/** Figures that other parts of the house count for a group of the plan's tasks. */
export type FigureSource = (
  db: Db,
  extent: { from: Day; to: Day; before: { from: Day; to: Day }; province: string | null },
) => Promise<readonly SourcedFigure[]>

/** What reports are made from, beside the database. */
export interface ReportSources {
  readonly home: string
  readonly places: Places
  readonly sectors: readonly { readonly code: string; readonly label: Bilingual }[]
  readonly legalTypes: readonly { readonly id: string; readonly label: Bilingual }[]
  sectorOf(set: number): string | null
  readonly asEvent: AsEvent
  /** The plan of a year with its targets measured to a day; empty where none is on file. */
  plan(db: Db, year: number, day: Day): Promise<readonly PlanFact[]>
  readonly figures: readonly FigureSource[]
}

/**
 * Takes the data cut of a report: all sets in one snapshot of the database, so that no figure contradicts another.
 */
export function takeCut(
  kernel: Pick<Kernel, 'db'>,
  sources: ReportSources,
  reads: readonly SetName[],
  params: ReportParams,
  today: Day,
): Promise<Cut> {
  return transaction(kernel.db, (db) => readCut(db, sources, reads, params, today), {
    isolation: 'repeatable read',
  })
}

/** The same within a transaction that is under way: what is frozen is what this transaction sees. */
export async function readCut(
  db: Db,
  sources: ReportSources,
  reads: readonly SetName[],
  params: ReportParams,
  today: Day,
): Promise<Cut> {
  const { province } = params
  const wants = new Set(reads)
  const before = periodBefore(params)
  const nothing = Promise.resolve([])
  const until = params.to < today ? params.to : today
  const [products, recognitions, dossiers, rounds, hearings, plan, sourced] = await Promise.all([
    wants.has('products') ? readProducts(db, province, sources.sectorOf) : nothing,
    wants.has('recognitions') ? readRecognitions(db, province, today, sources.asEvent) : nothing,
    wants.has('dossiers') ? readDossiers(db, province, today, sources.sectorOf) : nothing,
    wants.has('rounds') ? readRounds(db, province) : nothing,
    wants.has('hearings') ? readHearings(db, province, today) : nothing,
    wants.has('plan') && province === sources.home
      ? sources.plan(db, Number(params.to.slice(0, 4)), until)
      : nothing,
    wants.has('sourced')
      ? Promise.all(
          sources.figures.map((figure) => figure(db, { from: params.from, to: until, before, province })),
        ).then((lists) => lists.flat())
      : nothing,
  ])
  const sets: Sets = { products, recognitions, dossiers, rounds, hearings, plan, sourced }
  return { ...sets, asOf: today, words: wordsOf(sets, sources, params) }
}

function wordsOf(sets: Sets, sources: ReportSources, params: ReportParams): Cut['words'] {
  const communes: Record<string, { code: string; name: string }> = {}
  const names: Record<string, string> = {}
  for (const each of [...sets.products, ...sets.dossiers]) {
    const key = placeKey(each)
    const day = 'placeDay' in each ? each.placeDay : each.filedOn
    if (names[key] !== undefined || each.placeCode === null || day === null) continue
    names[key] = sources.places.unit(each.placeCode, day)?.name ?? each.placeCode
    const unit = unitOn(sources.places, each.placeCode, day, params.unitsOn)
    if (unit) communes[key] = { code: unit.code, name: unit.name }
  }
  return {
    communes,
    names,
    sectors: Object.fromEntries(sources.sectors.map(({ code, label }) => [code, label])),
    legalTypes: Object.fromEntries(sources.legalTypes.map(({ id, label }) => [id, label])),
    province:
      params.province === null
        ? 'cả nước'
        : (sources.places.unit(params.province, params.unitsOn)?.name ?? params.province),
  }
}

/**
 * The one commune of a day that a code of another day lies in: the successor with the greatest share, or the only origin. null
 * where the later unit was made of several, so that nobody knows which; such records are told in a line of their own.
 */
export function unitOn(places: Places, code: string, day: Day, to: Day): Place | null {
  const located = placeOn(places.book, code, day)
  if (!located.ok || located.value.place.level !== 'commune') return null
  const { place } = located.value
  if (to < place.validFrom) {
    const origins = originsOn(places.book, place, to)
    return origins.length === 1 ? origins[0]! : null
  }
  const [first] = successorsOn(places.book, place, to)
    .filter((part) => part.place.level === 'commune')
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || (a.place.code < b.place.code ? -1 : 1))
  return first?.place ?? null
}
