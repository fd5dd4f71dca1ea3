import { fill } from '../../platform/i18n/index.ts'
import type { AccountWords } from './messages.vi.ts'

/** First match wins: the later ones also call themselves by the names of the others. */
const browsers: readonly (readonly [string, RegExp])[] = [
  ['Zalo', /Zalo/i],
  ['Cốc Cốc', /coc_coc_browser/i],
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
]

const systems: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
]

/** “Chrome trên Windows”: enough for a person to tell the own machine from a strange one. */
export function deviceName(userAgent: string | null, w: AccountWords): string {
  const agent = userAgent ?? ''
  const browser = browsers.find(([, mark]) => mark.test(agent))?.[0]
  const system = systems.find(([, mark]) => mark.test(agent))?.[0]
  if (browser && system) return fill(w.deviceOn, { browser, system })
  return browser ?? system ?? w.unknownDevice
}
