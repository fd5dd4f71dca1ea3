import type { Problem } from '../../../platform/command/index.ts'
import { passwordLength } from './password.ts'

/**
 * Long passwords that are among the first guesses all the same: keyboard runs, repeated words, the habits of
 * Vietnamese offices. Compared without case, digits and signs at the ends.
 */
const wellKnown: ReadonlySet<string> = new Set([
  'password', 'passwordpassword', 'matkhau', 'matkhaumatkhau', 'matkhaumoi', 'qwertyuiop', 'qwertyuiopasdfghjkl',
  'asdfghjkl', 'zxcvbnm', 'qwerty', 'qazwsxedc', 'abcdefghij', 'abc', 'iloveyou', 'anhyeuem', 'emyeuanh', 'yeuem',
  'vietnam', 'vietnamvodich', 'hanoi', 'saigon', 'hue', 'thuathienhue', 'thanhphohue', 'ubnd', 'uybannhandan', 'ocop',
  'saolang', 'admin', 'administrator', 'quantri', 'welcome', 'letmein', 'changeme', 'khongnho', 'khongcomatkhau',
]) // biome-ignore format: a list of words

/** Why a password will not do, or nothing. Length counts more than signs (NIST SP 800-63B 5.1.1.2, ASVS 2.1). */
export function flawOfPassword(
  password: string,
  about: { readonly username: string; readonly field?: string },
): Problem | undefined {
  const field = about.field ?? 'password'
  const length = [...password].length
  if (length < passwordLength.minimum)
    return { code: 'password-short', field, data: { minimum: passwordLength.minimum } }
  if (password.length > passwordLength.maximum)
    return { code: 'password-long', field, data: { maximum: passwordLength.maximum } }
  const plain = password.toLowerCase()
  if (plain.includes(about.username.toLowerCase())) return { code: 'password-has-username', field }
  const core = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '')
  if (core.length <= 2 || wellKnown.has(core) || new Set(plain).size < 5)
    return { code: 'password-well-known', field }
  return undefined
}
