import { fill, type Lang, localPath } from '../../platform/i18n/index.ts'
import type { NoticeParam, NoticeTemplate, NoticeWords } from '../../platform/notice.ts'
import type { Person } from './channels.ts'
import type { Said } from './tables.ts'
import { words } from './words.ts'

type Params = Readonly<Record<string, NoticeParam>>

/** The words of a kind with the params of this notice, in both languages. */
export function sayIn(template: NoticeTemplate, params: Params): Said {
  return { vi: filled(template.vi, params, 'vi'), en: filled(template.en, params, 'en') }
}

function filled(said: NoticeWords, params: Params, lang: Lang): NoticeWords {
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, readIn(value, lang)]),
  )
  const next = said.next && lines(said.next, values)
  return { title: fill(said.title, values), body: lines(said.body, values), ...(next && { next }) }
}

function readIn(value: NoticeParam, lang: Lang): string | number | null | undefined {
  return typeof value === 'object' && value !== null ? value[lang] : value
}

/** A line that speaks of a value which is not known says nothing: it is left out. */
function lines(text: string, values: Readonly<Record<string, unknown>>): string {
  const missing = (line: string) =>
    [...line.matchAll(/\{(\w+)\}/g)].some(([, name]) => (values[name!] ?? '') === '')
  return text
    .split('\n')
    .filter((line) => !missing(line))
    .map((line) => fill(line, values))
    .join('\n')
}

/** The notice as a letter: what changed, why, what to do now, and where. */
export function letterText(
  said: NoticeWords,
  person: Pick<Person, 'name' | 'lang'>,
  about: { readonly baseUrl: string; readonly path: string },
): string {
  const w = words(person.lang)
  const link = (path: string) => `${about.baseUrl}${localPath(person.lang, path)}`
  return [
    fill(w.letterGreeting, { name: person.name }),
    said.body,
    said.next && `${w.next}: ${said.next}`,
    link(about.path),
    `${w.letterFoot}\n${link('/lam-viec/thong-bao/tuy-chon')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
