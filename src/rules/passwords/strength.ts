/** Characters a password has at least and at most (OWASP ASVS 2.1.1, 2.1.2). */
export const PASSWORD_LENGTH = { minimum: 12, maximum: 128 } as const

/**
 * Long passwords that are among the first guesses all the same: keyboard runs, repeated words, the habits of
 * Vietnamese offices. Compared without case, digits and signs at the ends.
 */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  'password', 'passwordpassword', 'matkhau', 'matkhaumatkhau', 'matkhaumoi', 'qwertyuiop', 'qwertyuiopasdfghjkl',
  'asdfghjkl', 'zxcvbnm', 'qwerty', 'qazwsxedc', 'abcdefghij', 'abc', 'iloveyou', 'anhyeuem', 'emyeuanh', 'yeuem',
  'vietnam', 'vietnamvodich', 'hanoi', 'saigon', 'hue', 'thuathienhue', 'thanhphohue', 'ubnd', 'uybannhandan', 'ocop',
  'saolang', 'admin', 'administrator', 'quantri', 'welcome', 'letmein', 'changeme', 'khongnho', 'khongcomatkhau',
]) // biome-ignore format: a list of words

/** Rows of the keyboard: the key beside the last one is no surprise. */
const KEYBOARD = ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./']

/** What makes a password one that is refused. */
export type PasswordFlaw = 'short' | 'long' | 'has-username' | 'well-known'

/**
 * Why a password will not do, or nothing. Length counts more than signs (NIST SP 800-63B 5.1.1.2, ASVS 2.1.9): no kind of
 * character is asked for. Fewer than 8 characters that could not be guessed from those before them are refused, too.
 */
export function flawOf(password: string, username: string): PasswordFlaw | undefined {
  if ([...password].length < PASSWORD_LENGTH.minimum) return 'short'
  if (password.length > PASSWORD_LENGTH.maximum) return 'long'
  const plain = password.toLowerCase()
  if (username !== '' && plain.includes(username.toLowerCase())) return 'has-username'
  const core = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '')
  if (core.length <= 2 || WELL_KNOWN.has(core) || new Set(plain).size < 5) return 'well-known'
  return surprises(plain) < 8 ? 'well-known' : undefined
}

/** How hard a password is to guess, for the meter beside the field; `weak` are exactly those that are refused. */
export type Strength = 'weak' | 'fair' | 'good' | 'strong'

/** By the characters that do not follow from those before them: 20 are strong, 14 good, what is taken at all fair. */
export function strengthOf(password: string, username: string): Strength {
  if (flawOf(password, username)) return 'weak'
  const count = surprises(password.toLowerCase())
  if (count >= 20) return 'strong'
  return count >= 14 ? 'good' : 'fair'
}

/** Characters that do not follow from what was typed before: no repetition, no run, no piece used already. */
function surprises(plain: string): number {
  const letters = [...plain]
  return letters.filter((letter, at) => {
    const before = letters[at - 1]
    if (before === undefined) return true
    if (follows(before, letter)) return false
    const piece = letters.slice(at - 2, at + 1).join('')
    return at < 3 || !letters.slice(0, at).join('').includes(piece)
  }).length
}

function follows(before: string, letter: string): boolean {
  const step = Math.abs(before.codePointAt(0)! - letter.codePointAt(0)!)
  if (step <= 1) return true
  return KEYBOARD.some((row) => {
    const [one, other] = [row.indexOf(before), row.indexOf(letter)]
    return one >= 0 && other >= 0 && Math.abs(one - other) === 1
  })
}
