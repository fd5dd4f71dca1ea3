import { matchKey } from '../../../rules/vietnamese/index.ts'

/** A telephone number as it is compared. */
export const digits = (text: string | null) => (text ?? '').replace(/\D/g, '').replace(/^84/, '0')

/** A name or an address as it is compared. */
export const folded = (text: string | null | undefined) => matchKey(text ?? '')
