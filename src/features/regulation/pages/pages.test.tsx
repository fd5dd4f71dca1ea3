import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { leaves, scalesOf } from '../../../rules/criteria/index.ts'
import { loadRegulation } from '../index.ts'
import { messages as en } from '../messages.en.ts'
import { messages as vi } from '../messages.vi.ts'
import { ListPage } from './list-page.tsx'
import { SheetPage } from './sheet-page.tsx'

const regulation = loadRegulation('regulation')
const ctx = (lang: 'vi' | 'en', path: string) => ({ lang, path, url: new URL(`http://localhost${path}`) })
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
const one = (words: string) => words.replace(/\s+/g, ' ').trim()
const sheets = ['qd1048-2019', 'qd26-2026'].flatMap((regime) =>
  regulation.sets(regime).map((set) => regulation.sheet(regime, set)!),
)

describe('a sheet on the portal', () => {
  test.each(['vi', 'en'] as const)(
    'shows every criterion, level, point and misprint of all 27 sheets (%s)',
    (lang) => {
      for (const sheet of sheets) {
        const path = `/bo-tieu-chi/${sheet.set}`
        const html = renderToString(<SheetPage ctx={ctx(lang, path)} regulation={regulation} sheet={sheet} />)
        const shown = text(html)
        for (const { criterion } of leaves(sheet)) {
          expect(shown).toContain(one(`${criterion.code}. ${criterion.title}`))
          for (const { options } of scalesOf(criterion))
            for (const option of options) expect(shown).toContain(one(option.label))
        }
        const points = leaves(sheet).flatMap(({ criterion }) =>
          scalesOf(criterion).flatMap(({ options }) => [...options]),
        )
        expect(html.match(/<td class="numeric tight">\d+<\/td>/g)).toHaveLength(points.length)
        for (const erratum of sheet.errata) expect(shown).toContain(one(erratum.why))
        expect(shown).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
      }
    },
  )
})

describe('the list of sets', () => {
  test.each([
    ['vi', vi],
    ['en', en],
  ] as const)('leads to every sheet and says what is not on file (%s)', (lang, words) => {
    const regime = regulation.regime('qd26-2026')!
    const html = renderToString(
      <ListPage ctx={ctx(lang, '/bo-tieu-chi')} regulation={regulation} regime={regime} />,
    )
    const prefix = lang === 'en' ? '/en' : ''
    for (const set of regulation.sets('qd26-2026'))
      expect(html).toContain(`href="${prefix}/bo-tieu-chi/${set}"`)
    expect(html).toContain('/bo-tieu-chi/1?van-ban=qd1048-2019')
    expect(text(html)).toContain(words.noSheets)
    expect(text(html)).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
  })
})
