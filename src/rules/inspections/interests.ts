import { matchKey } from '../vietnamese/index.ts'

/** Why somebody may not inspect a producer (Điều 9 khoản 2 điểm b: khách quan). */
export type Ground = 'acts-for-producer' | 'same-phone' | 'same-email' | 'same-name' | 'handled-dossier'

export interface PersonTraits {
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  /** Producers this person acts for today. */
  readonly actsFor: readonly string[]
  /** Producers whose dossiers this person made. */
  readonly helped: readonly string[]
}

/** One record of a producer; where records were laid together there are several. */
export interface ProducerTraits {
  readonly id: string
  readonly phone: string | null
  readonly email: string | null
  readonly representative: string | null
}

/** Interests the system itself can see, the certain ones first; none found does not say there is none: people declare the rest. */
export function interestsBetween(person: PersonTraits, records: readonly ProducerTraits[]): Ground[] {
  return grounds.filter((ground) => records.some((record) => binds[ground](person, record)))
}

const binds: Readonly<Record<Ground, (person: PersonTraits, record: ProducerTraits) => boolean>> = {
  'acts-for-producer': (person, { id }) => person.actsFor.includes(id),
  'same-phone': (person, { phone }) => digits(phone).length >= 9 && digits(person.phone) === digits(phone),
  'same-email': (person, { email }) => !!email && person.email?.toLowerCase() === email.toLowerCase(),
  'same-name': (person, { representative }) =>
    !!representative && matchKey(person.name) === matchKey(representative),
  'handled-dossier': (person, { id }) => person.helped.includes(id),
}
const grounds = Object.keys(binds) as Ground[]

const digits = (phone: string | null) => (phone ?? '').replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0')
