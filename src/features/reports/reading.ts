import { failed, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { Lang } from '../../platform/i18n/index.ts'
import { type Actor, may, reachOf } from '../../rules/permissions/index.ts'
import type { Figure, RecordList, ReportDefinition } from './definition.ts'
import { isFigure, plainOf } from './definition.ts'
import { definitionOf } from './definitions/index.ts'
import { type MadeReport, makeReport } from './made.ts'
import { type ReportParams, type ReportQuery, readParams } from './params.ts'
import { type ReportSources, takeCut } from './records/take.ts'
import { valueText } from './render/value-text.ts'

/** What the filters offer. */
export interface Choices {
  readonly communes: readonly { value: string; label: string }[]
  sectors(lang: Lang): readonly { value: string; label: string }[]
}

export interface Reading {
  readonly kernel: Kernel
  readonly sources: ReportSources
}

export function choicesOf({ sources }: Reading, day: string): Choices {
  return {
    communes: sources.places
      .communes(sources.home, day)
      .map(({ code, name }) => ({ value: code, label: name })),
    sectors: (lang) => sources.sectors.map(({ code, label }) => ({ value: code, label: label[lang] })),
  }
}

/** The definition, where the person may read it at all. */
export function readable(id: string, actor: Actor, today: string): Result<ReportDefinition> {
  const definition = definitionOf(id)
  if (!definition) return refuse('report-unknown')
  const reach = reachOf(actor, definition.permission, today)
  return reach.everything || reach.places.length > 0 ? ok(definition) : refuse('forbidden')
}

/**
 * What is asked, held to what the person may see: whoever reads for a commune alone gets that commune, by the units of today.
 */
export function askedFor(
  { sources }: Reading,
  definition: ReportDefinition,
  query: ReportQuery,
  actor: Actor,
  today: string,
): Result<ReportParams> {
  const params = readParams(query, today, sources.home)
  if (!params.ok) return params
  if (may(actor, definition.permission, { places: [params.value.province ?? sources.home] }, today))
    return params
  const { places } = reachOf(actor, definition.permission, today)
  const own = places.filter((code) => sources.places.unit(code, today)?.level === 'commune')
  const commune = params.value.commune ?? own[0]
  if (commune === undefined || !own.includes(commune) || !definition.params.includes('commune'))
    return refuse('forbidden')
  return ok({ ...params.value, province: sources.home, commune, unitsOn: today })
}

export async function made(
  reading: Reading,
  id: string,
  query: ReportQuery,
  actor: Actor,
  today: string,
): Promise<Result<MadeReport>> {
  const definition = readable(id, actor, today)
  if (!definition.ok) return definition
  const params = askedFor(reading, definition.value, query, actor, today)
  if (!params.ok) return failed(...params.problems)
  const cut = await takeCut(reading.kernel, reading.sources, definition.value.reads, params.value, today)
  return ok(makeReport(definition.value, params.value, cut))
}

/** The list behind a figure, with the words of its row and column; null where there is no such figure. */
export function behind(
  report: MadeReport,
  at: { bang: string; dong: string; cot: string },
  lang: Lang,
): { list: RecordList; table: string; row: string; column: string } | null {
  const listed = (figure: Figure | undefined, table: string, row: string, column: string) =>
    figure?.records ? { list: figure.records, table, row, column } : null
  if (at.bang === 'facts') {
    const fact = report.facts.find(({ key }) => key === at.dong)
    return fact && !('text' in fact.figure)
      ? listed(fact.figure, report.definition.title[lang], fact.label[lang], '')
      : null
  }
  const table = report.tables.find(({ id }) => id === at.bang)
  const row = table?.rows.find(({ key }) => key === at.dong)
  const column = table?.columns.find(({ key }) => key === at.cot)
  const cell = column && row?.cells[column.key]
  if (!table || !row || !column || !isFigure(cell)) return null
  const first = table.columns[0]!
  const name = valueText(plainOf(row.cells[first.key]), first.kind, lang)
  return listed(cell, table.title[lang], name, column.head[lang])
}
