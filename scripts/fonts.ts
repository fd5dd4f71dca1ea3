// Makes the type of the screen out of the published files: `node --import tsx scripts/fonts.ts`. Every glyph and every layout feature
// stays; what goes is the hinting for the grey screens of the nineties, half of each file. A test holds the result true.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'
import { fontFiles, fontPath } from '../src/web/fonts.ts'

const published = (file: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`@fontsource/be-vietnam-pro/files/${file}`))

/** The files as they stand in src/web/type, by name. */
export async function madeFonts(): Promise<ReadonlyMap<string, Buffer>> {
  const made = new Map<string, Buffer>()
  for (const font of fontFiles)
    made.set(
      font.name,
      await subsetFont(published(font.published), '', {
        keepAllGlyphs: true,
        noHinting: true,
        targetFormat: 'woff2',
      }),
    )
  return made
}

if (process.argv[1] === import.meta.filename)
  for (const [name, bytes] of await madeFonts()) writeFileSync(fontPath(name), bytes)
