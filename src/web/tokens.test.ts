import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8')

/** Every `--name: #hex` of the block that begins with the selector. */
function colours(selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`)
  if (from < 0) throw new Error(`tokens.css has no ${selector}`)
  const block = css.slice(from, css.indexOf('}', from))
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]))
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** WCAG 2.2, 1.4.3: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

const grounds = ['paper', 'surface', 'sunk']
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...grounds, 'ink-soft', 'gold-soft', 'good-soft', 'warn-soft', 'bad-soft']],
  ['muted', grounds],
  ['ink', [...grounds, 'ink-soft']],
  ['good', [...grounds, 'good-soft']],
  ['warn', [...grounds, 'warn-soft']],
  ['bad', [...grounds, 'bad-soft']],
  ['on-button', ['button', 'button-strong']],
  ['on-band', ['band']],
  ['on-band-muted', ['band']],
]
const lines: readonly (readonly [string, readonly string[]])[] = [
  ['line', grounds],
  ['gold-line', ['paper', 'surface']],
  ['button', ['paper', 'surface']],
  ['series-1', ['paper', 'surface']],
  ['series-2', ['paper', 'surface']],
  ['series-3', ['paper', 'surface']],
]

describe.each([
  ['light', '[data-theme="light"]'],
  ['dark', '\n[data-theme="dark"]'],
])('%s theme', (_, selector) => {
  const theme = colours(selector)
  const cases = (pairs: typeof texts) =>
    pairs.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

  it.each(cases(texts))('text %s on %s is at least 4.5:1', (front, back) => {
    expect(contrast(theme.get(front)!, theme.get(back)!)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(cases(lines))('line %s on %s is at least 3:1', (front, back) => {
    expect(contrast(theme.get(front)!, theme.get(back)!)).toBeGreaterThanOrEqual(3)
  })
})

it('says the dark theme twice alike', () => {
  const bySystem = colours(':root:not([data-theme="light"])')
  expect(bySystem.size).toBeGreaterThan(20)
  expect([...bySystem]).toEqual([...colours('\n[data-theme="dark"]')])
})

it('knows every token that a stylesheet asks for', () => {
  const folder = new URL('./styles/', import.meta.url)
  const sheet = readFileSync(new URL('site.css', folder), 'utf8')
  const files = [...sheet.matchAll(/@import "\.\/([\w-]+\.css)"/g)].map(([, name]) =>
    readFileSync(new URL(name!, folder), 'utf8'),
  )
  const all = files.join('\n')
  const said = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
  const asked = [...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name)
  expect(asked.filter((name) => !said.has(name))).toEqual([])
})
