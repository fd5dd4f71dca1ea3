import type { Agencies, Places } from './features/places/index.ts'
import { producerSurroundings } from './features/producers/index.ts'
import { asRuleEvent } from './features/recognition/index.ts'
import { registerSurroundings } from './features/register/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import type { FigureSource, IssuerOn, ReportSources } from './features/reports/index.ts'

/** What reports take from the law, the places and the other features. */
export function reportSources(
  regulation: Regulation,
  places: Places,
  plan: ReportSources['plan'],
  figures: readonly FigureSource[],
): ReportSources {
  const register = registerSurroundings(regulation, places)
  return {
    home: places.home,
    places,
    sectors: register.sectors.map(({ code, label }) => ({ code, label })),
    legalTypes: producerSurroundings(regulation, places).legalTypes,
    sectorOf: register.sectorOf,
    asEvent: asRuleEvent,
    plan,
    figures,
  }
}

/** The office that reports, under the names both bore on the day. */
export function reportIssuer(agencies: Agencies, home: string): IssuerOn {
  return (day) => ({
    above: agencies.committee(home, day)?.name,
    own: agencies.ocopOffice(day)?.name ?? '',
    seat: 'Huế',
  })
}
