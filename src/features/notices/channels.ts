import type { Trx } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { Bilingual } from '../../platform/i18n/index.ts'

export type ChannelId = 'email' | 'sms' | 'zalo'

/** Somebody who can be told something. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly lang: 'vi' | 'en'
}

export interface Letter {
  readonly subject: string
  readonly body: string
  readonly about: { readonly kind: string; readonly id: string }
}

/** A way out beside the inbox. What is handed over goes out after the commit, or not at all. */
export interface Adapter {
  addressOf(person: Person): string | null
  /** Answers the id of the mail, where there is one. */
  handOver(trx: Trx, address: string, letter: Letter): Promise<string | null>
  /** Once more what did not get through; false where it cannot be. */
  again(trx: Trx, id: string, address: string): Promise<boolean>
}

/** A way out as the log page names it; without an adapter nothing is ever sent by it. */
export interface Channel {
  readonly id: ChannelId
  readonly name: Bilingual
  readonly adapter: Adapter | null
}

/** The ways out of this instance. SMS and Zalo wait for a contract with an operator: their adapters go here. */
export function channelsOf(kernel: Pick<Kernel, 'mailer'>): readonly Channel[] {
  return [
    {
      id: 'email',
      name: { vi: 'Thư điện tử', en: 'E-mail' },
      adapter: {
        addressOf: (person) => person.email,
        handOver: (trx, to, letter) => kernel.mailer.send(trx, { to, ...letter }),
        again: (trx, id, to) => kernel.mailer.again(trx, id, to),
      },
    },
    { id: 'sms', name: { vi: 'Tin nhắn SMS', en: 'SMS' }, adapter: null },
    { id: 'zalo', name: { vi: 'Zalo', en: 'Zalo' }, adapter: null },
  ]
}
