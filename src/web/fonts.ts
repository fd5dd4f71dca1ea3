import { fileURLToPath } from 'node:url'

/**
 * Be Vietnam Pro (OFL), served by ourselves: two weights in two subsets. A browser fetches the Vietnamese part only
 * when a page holds its letters; 700 is drawn by the 600 file, which keeps the first load small. The files in `type/` are
 * the published ones without their hinting: `scripts/fonts.ts` makes them.
 */
const weights = [
  { file: 400, range: '400' },
  { file: 600, range: '500 700' },
] as const

const subsets = [
  {
    name: 'vietnamese',
    range:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  },
  {
    name: 'latin',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  },
] as const

export interface FontFile {
  /** Name under which `asset()` knows it. */
  readonly name: string
  /** The file it is made from. */
  readonly published: string
  readonly weight: string
  readonly range: string
}

export const fontFiles: readonly FontFile[] = weights.flatMap((weight) =>
  subsets.map((subset) => ({
    name: `be-vietnam-pro-${subset.name}-${weight.file}.woff2`,
    published: `be-vietnam-pro-${subset.name}-${weight.file}-normal.woff2`,
    weight: weight.range,
    range: subset.range,
  })),
)

export const fontPath = (name: string) => fileURLToPath(new URL(`./type/${name}`, import.meta.url))

/** The file every page needs first. */
export const preloadedFont = 'be-vietnam-pro-latin-400.woff2'

export function fontFaces(urls: ReadonlyMap<string, string>): string {
  return fontFiles
    .map(
      (font) =>
        `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;font-weight:${font.weight};src:url(${urls.get(font.name)}) format("woff2");unicode-range:${font.range}}`,
    )
    .join('')
}
