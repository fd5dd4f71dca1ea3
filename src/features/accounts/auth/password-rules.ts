import type { Problem } from '../../../platform/command/index.ts'
import { flawOf, PASSWORD_LENGTH } from '../../../rules/passwords/index.ts'

/** Why a password will not do, as a problem of its field, or nothing. The browser's meter asks the same rules. */
export function flawOfPassword(
  password: string,
  about: { readonly username: string; readonly field?: string },
): Problem | undefined {
  const field = about.field ?? 'password'
  switch (flawOf(password, about.username)) {
    case 'short':
      return { code: 'password-short', field, data: { minimum: PASSWORD_LENGTH.minimum } }
    case 'long':
      return { code: 'password-long', field, data: { maximum: PASSWORD_LENGTH.maximum } }
    case 'has-username':
      return { code: 'password-has-username', field }
    case 'well-known':
      return { code: 'password-well-known', field }
    case undefined:
      return undefined
  }
}
