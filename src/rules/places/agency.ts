import { z } from 'zod'
import { type Day, isDay } from '../calendar/index.ts'
import type { Place } from './place.ts'

const day = z.string().refine(isDay, 'a day yyyy-mm-dd')

/**
 * An agency in one of its states (regulation/<province>/agencies.json). Another name or a merger is another entry; `successor`
 * names it. `place`: code of the unit it serves, null for the whole country. `duties`: what the programme asks of it.
 * `status`: whether name and days were read in a law, in a secondary source, or are not certain.
 */
export const Agency = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(3),
  short: z.string().optional(),
  nameEn: z.string().optional(),
  level: z.enum(['trung-uong', 'tinh', 'huyen', 'xa']),
  place: z.string().nullable(),
  /** null = it stood before the first day on file. */
  validFrom: day.nullable(),
  validTo: day.nullable(),
  successor: z.string().nullable(),
  duties: z.array(z.enum(['ocop-office', 'people-committee', 'ministry-ocop'])).default([]),
  status: z.enum(['law', 'verified-secondary', 'unverified']),
  ref: z.string(),
})
export type Agency = z.infer<typeof Agency>

export const AgencyFile = z.looseObject({ title: z.string(), agencies: z.array(Agency).min(1) })
export type AgencyFile = z.infer<typeof AgencyFile>

/** What is wrong with a list of agencies beyond its shape: ids twice, successors unknown, that begin too early or go in circles. */
export function flawsOfAgencies(agencies: readonly Agency[]): string[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const flaws = byId.size === agencies.length ? [] : ['an id stands twice']
  for (const agency of agencies) {
    if (agency.successor === null) continue
    const heir = byId.get(agency.successor)
    if (!heir) flaws.push(`${agency.id}: unknown successor ${agency.successor}`)
    else if (agency.validTo === null) flaws.push(`${agency.id} has a successor but no last day`)
    else if (heir.validFrom !== null && heir.validFrom <= agency.validTo)
      flaws.push(`${heir.id} begins before ${agency.id} ends`)
    else if (heir.validTo !== null && heir.validTo <= agency.validTo)
      flaws.push(`${heir.id} ends before ${agency.id}`)
  }
  return flaws
}

export function agencyIsValidOn(agency: Agency, on: Day): boolean {
  return (
    (agency.validFrom === null || agency.validFrom <= on) && (agency.validTo === null || on <= agency.validTo)
  )
}

/**
 * The agency that bears an id's duties on a day: itself, or the successor of that day. null when the id is unknown, when it did
 * not exist yet, or when it ended without successor.
 */
export function agencyOn(agencies: readonly Agency[], id: string, on: Day): Agency | null {
  const agency = agencies.find((a) => a.id === id)
  if (!agency) return null
  if (agencyIsValidOn(agency, on)) return agency
  const ended = agency.validTo !== null && agency.validTo < on
  return ended && agency.successor !== null ? agencyOn(agencies, agency.successor, on) : null
}

/** The agency and all that came before it: whose old tasks and papers are its own today. */
export function agencyWithForerunners(agencies: readonly Agency[], id: string): string[] {
  const before = agencies.filter((agency) => agency.successor === id).map((agency) => agency.id)
  return [id, ...before.flatMap((forerunner) => agencyWithForerunners(agencies, forerunner))]
}

/**
 * The people's committee of a district or commune, which needs no entry of its own: "Ủy ban nhân dân phường Phú Xuân". The
 * committee of a unit that ended has the committee of the unit it went whole into as its successor.
 */
export function committeeOf(place: Place): Agency {
  const [only] = place.successors
  const successor =
    place.successors.length === 1 && only?.share === 1 ? committeeId(only.code, only.from) : null
  const name = `${place.name.charAt(0).toLowerCase()}${place.name.slice(1)}`
  return {
    id: committeeId(place.code, place.validFrom),
    name: `Ủy ban nhân dân ${name}`,
    short: `UBND ${name}`,
    level: place.level === 'commune' ? 'xa' : place.level === 'district' ? 'huyen' : 'tinh',
    place: place.code,
    validFrom: place.validFrom,
    validTo: place.validTo,
    successor,
    duties: ['people-committee'],
    status: 'law',
    ref: 'Luật Tổ chức chính quyền địa phương',
  }
}

function committeeId(code: string, from: Day): string {
  return `ubnd-${code}-${from}`
}
