/**
 * Where to go on after signing in: an address of this site, path and query only, else null. Anything a browser could take
 * for another site (`//x`, `/\x`, `https:`, control characters) is refused.
 */
export function ownPath(wanted: string | null | undefined): string | null {
  if (!wanted || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted) || /[\p{Cc}\\]/u.test(wanted))
    return null
  const base = 'http://own.invalid'
  if (!URL.canParse(wanted, base)) return null
  const url = new URL(wanted, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return null
  return url.pathname + url.search
}

/** Where a second factor is set up: whose role asks for one is led here. */
export const twoFactorPath = '/lam-viec/tai-khoan/hai-lop'
