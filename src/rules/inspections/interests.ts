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

export interface ProducerTraits {
  readonly id: string
  readonly phone: string | null
  readonly email: string | null
  readonly representative: string | null
}

/** Interests the system itself can see, the certain ones first; none found does not say there is none: people declare the rest. */
export function interestsBetween(person: PersonTraits, producer: ProducerTraits): Ground[] {
  const grounds: Ground[] = []
  if (person.actsFor.includes(producer.id)) grounds.push('acts-for-producer')
  const phone = digits(producer.phone)
  if (phone.length >= 9 && digits(person.phone) === phone) grounds.push('same-phone')
  if (producer.email && person.email?.toLowerCase() === producer.email.toLowerCase())
    grounds.push('same-email')
  if (producer.representative && matchKey(person.name) === matchKey(producer.representative))
    grounds.push('same-name')
  if (person.helped.includes(producer.id)) grounds.push('handled-dossier')
  return grounds
}

const digits = (phone: string | null) => (phone ?? '').replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0')
