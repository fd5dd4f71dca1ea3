import type { Notice } from '../../../platform/notice.ts'
import type { Reach } from '../../../rules/permissions/index.ts'
import type { Clock, Status } from '../../../rules/procedure/index.ts'
import { listed } from '../listed.ts'
import type { Parts } from '../parts.ts'
import { ROOT } from '../paths.ts'
import { dossierLines } from '../queries.ts'
import { words } from '../words.ts'

const EVERYTHING: Reach = {
  everything: true,
  places: [],
  agencyIds: [],
  producerIds: [],
  own: false,
  assigned: false,
}

/** Days before the end of a clock at which its desk is reminded; working or calendar days, as the clock counts. */
const DAYS_AHEAD: Readonly<Record<string, number>> = {
  'commune-report': 3,
  reevaluation: 7,
  'round-proposals': 7,
  'round-held': 14,
}

/** At whose desk a clock runs. */
const AT_COMMUNE: ReadonlySet<string> = new Set(['commune-report', 'round-proposals'])

/**
 * Clocks that run out: the desk hears shortly before; once late, the desk and the level above it (đôn đốc). Each stage of
 * each clock is said once.
 */
export async function dossierReminders(parts: Parts, today: string): Promise<readonly Notice[]> {
  const notices: Notice[] = []
  for (const status of RUNNING) {
    const lines = await dossierLines(parts.kernel.db, {
      reach: EVERYTHING,
      accountId: null,
      statuses: [status],
      limit: 5000,
    })
    for (const line of lines) {
      const { clock, placeName } = listed(parts, line, today)
      const ahead = clock ? DAYS_AHEAD[clock.id] : undefined
      if (!clock || ahead === undefined || clock.daysLeft > ahead) continue
      notices.push(...told({ ...line, placeName, clock }))
    }
  }
  return notices
}

const RUNNING = [
  'filed',
  'commune.received',
  'commune.reported',
  'proposed',
  'province.received',
  'in-round',
  'advised',
  'before-council',
  'scored',
  'result',
] as const satisfies readonly Status[]

function told(line: {
  id: string
  productName: string
  producerName: string
  placeCode: string
  provinceCode: string
  placeName: string
  clock: Clock
}): Notice[] {
  const { clock } = line
  const atCommune = AT_COMMUNE.has(clock.id)
  const commune = { role: 'commune-officer', placeCode: line.placeCode }
  const office = { role: 'provincial-office', placeCode: line.provinceCode }
  const leader = { role: 'leader', placeCode: line.provinceCode }
  const desk = atCommune ? commune : office
  const above = atCommune ? office : leader
  const name = (lang: 'vi' | 'en') => {
    const clocks = words(lang).clocks as Record<string, string>
    return clocks[clock.id] ?? clock.id
  }
  const task = (lang: 'vi' | 'en') => (atCommune ? words(lang).remind.commune : words(lang).remind.office)
  return (clock.overdue ? [desk, above] : [desk]).map((to) => ({
    kind: clock.overdue ? 'dossiers.clock-over' : 'dossiers.clock-short',
    to,
    params: {
      product: line.productName,
      producer: line.producerName,
      place: line.placeName,
      due: clock.lastDay,
      left: Math.max(0, clock.daysLeft),
      late: Math.max(1, -clock.daysLeft),
      article: clock.ref,
      clock: { vi: name('vi'), en: name('en') },
      task: { vi: task('vi'), en: task('en') },
    },
    path: `${ROOT}/${line.id}`,
    about: { kind: 'dossier', id: line.id },
    key: `${line.id}:${clock.id}:${clock.lastDay}:${to.role}`,
  }))
}
