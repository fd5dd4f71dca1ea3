/** Languages of the system: Vietnamese first, complete English second. */
export type Lang = 'vi' | 'en'

/** One text in both languages, for data that carries its own translation. */
export type Bilingual = Readonly<Record<Lang, string>>

/** English pages live under `/en`; the Vietnamese path is the canonical one. */
export function splitLang(path: string): { lang: Lang; path: string } {
  if (path === '/en' || path === '/en/') return { lang: 'en', path: '/' }
  if (path.startsWith('/en/')) return { lang: 'en', path: path.slice(3) }
  return { lang: 'vi', path }
}

/** The address of a page in a language: `localPath('en', '/san-pham')` is `/en/san-pham`. */
export function localPath(lang: Lang, path: string): string {
  if (lang === 'vi') return path
  return path === '/' ? '/en' : `/en${path}`
}
