import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { AgencyName } from '../deps.ts'
import { digits, folded } from './compared.ts'
import type { Candidate, Step } from './detect.ts'

/** Where in the producer's own words somebody is named. */
export type NamedGround = 'consultant-in-dossier' | 'supplier-in-dossier' | 'named-in-dossier'

export interface Named {
  readonly memberId: string
  readonly ground: NamedGround
  readonly certain: boolean
  readonly between: readonly Step[]
}

/** Lists the producer fills in for this very purpose; everywhere else a name may be chance, so more of it is asked for. */
const disclosed: Readonly<Record<string, NamedGround>> = {
  consultants: 'consultant-in-dossier',
  suppliers: 'supplier-in-dossier',
}

/**
 * Members whom the producer's forms name as consultant, supplier or otherwise: themselves, by telephone, by the agency they belong
 * to, or by a business they represent. A telephone is certain; a name is only possible: people share names.
 */
export async function namedIn(
  db: Db,
  side: { readonly producerId: string; readonly form: unknown },
  members: readonly Candidate[],
  agencyNames: readonly AgencyName[],
): Promise<Named[]> {
  const passages = passagesOf(side.form)
  if (passages.length === 0) return []
  const businesses = await representedBy(db, side.producerId, members)
  const agencies = new Map(agencyNames.map((agency) => [agency.id, agency.name]))
  return members.flatMap((member) => {
    const found: Named[] = []
    const name = folded(member.name)
    const agency = member.agencyId ? agencies.get(member.agencyId) : undefined
    const own = businesses.filter((one) => one.memberId === member.id)
    const add = ({ ground, line }: Passage, certain: boolean, via: readonly Step[]) => {
      const before = found.findIndex((one) => one.ground === ground)
      if (before >= 0 && (found[before]!.certain || !certain)) return
      if (before >= 0) found.splice(before, 1)
      found.push({
        memberId: member.id,
        ground,
        certain,
        between: [...via, { kind: 'shares', label: `“${line}”` }],
      })
    }
    for (const passage of passages) {
      if (passage.listed && member.phones.some((phone) => holdsNumber(passage.line, phone)))
        add(passage, true, [])
      if (holds(passage, name, passage.listed ? 2 : 3)) add(passage, false, [])
      if (passage.listed && agency && holds(passage, folded(agency), 2))
        add(passage, false, [{ kind: 'agency', label: agency }])
      for (const business of own)
        if (holds(passage, folded(business.name), 2))
          add(passage, false, [{ kind: 'producer', label: business.name }])
    }
    return found
  })
}

interface Passage {
  readonly ground: NamedGround
  readonly listed: boolean
  readonly line: string
  /** As names are compared with it, a space at either end. */
  readonly compared: string
}

/** The forms line by line, each with what a name in it would mean. */
function passagesOf(form: unknown): Passage[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : []
  return Object.entries((form ?? {}) as Record<string, unknown>).flatMap(([field, value]) => {
    const listed = Object.hasOwn(disclosed, field)
    const ground = disclosed[field] ?? 'named-in-dossier'
    return texts(value)
      .flatMap((text) => text.split(/\n|(?<=[.;])\s/))
      .map((line) => ({ ground, listed, line: line.trim().slice(0, 160) }))
      .filter(({ line }) => line !== '')
      .map((passage) => ({ ...passage, compared: ` ${folded(passage.line)} ` }))
  })
}

/** `wanted`: a name as it is compared; fewer words than asked for are no name. */
const holds = ({ compared }: Passage, wanted: string, words: number) =>
  wanted.split(' ').length >= words && compared.includes(` ${wanted} `)

const holdsNumber = (line: string, phone: string) =>
  digits(phone).length >= 9 && digits(line).includes(digits(phone))

/** Other producers whose representative has the name or the telephone of a member. */
async function representedBy(
  db: Db,
  producerId: string,
  members: readonly Candidate[],
): Promise<{ memberId: string; name: string }[]> {
  const { rows } = await sql<{ name: string; phone: string | null; represents: string | null }>`
    SELECT name, phone, representative ->> 'name' AS represents FROM producer
    WHERE id <> ${producerId} AND (representative ->> 'name' = ANY (${members.map((one) => one.name)})
      OR phone = ANY (${members.flatMap((one) => one.phones)}))`.execute(db)
  return rows.flatMap((row) =>
    members
      .filter(
        (member) =>
          folded(member.name) === folded(row.represents) ||
          (digits(row.phone).length >= 9 &&
            member.phones.some((phone) => digits(phone) === digits(row.phone))),
      )
      .map((member) => ({ memberId: member.id, name: row.name })),
  )
}
