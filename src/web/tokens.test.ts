import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sheet = (name: string) => readFileSync(new URL(`./styles/${name}`, import.meta.url), 'utf8')
const css = sheet('tokens.css')
const dark = '\n  [data-theme="dark"]'

/** Every `--name: #hex` of the block that begins with the selector. */
function colours(selector: string, of = css): Map<string, string> {
  const from = of.indexOf(`${selector} {`)
  if (from < 0) throw new Error(`no ${selector}`)
  const block = of.slice(from, of.indexOf('}', from))
  return new Map(
    [...block.matchAll(/--([\w-]+): (#(?:[0-9a-f]{3}){1,2});/g)].map(([, name, hex]) => [name!, whole(hex!)]),
  )
}

/** `#fff` as `#ffffff`. */
function whole(hex: string): string {
  return hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
}

const light = colours('[data-theme="light"]')

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
  ['light', light],
  ['dark', colours(dark)],
  ['printed', new Map([...light, ...colours(':root', sheet('print.css'))])],
])('%s theme', (_, theme) => {
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
  expect([...bySystem]).toEqual([...colours(dark)])
})

it('leaves the dark theme to the screen: what is printed is light whatever theme was chosen', () => {
  const before = (selector: string) =>
    css.slice(0, css.indexOf(selector)).match(/@media [^{]+(?= \{\s*$)/)?.[0]
  expect(before(':root:not([data-theme="light"]) {')).toBe('@media screen and (prefers-color-scheme: dark)')
  expect(before('[data-theme="dark"] {')).toBe('@media screen')
})

it('knows every token that a stylesheet asks for', () => {
  const files = [...sheet('site.css').matchAll(/@import "\.\/([\w-]+\.css)"/g)].map(([, name]) =>
    sheet(name!),
  )
  const all = files.join('\n')
  const said = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
  const asked = [...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name)
  expect(asked.filter((name) => !said.has(name))).toEqual([])
})
