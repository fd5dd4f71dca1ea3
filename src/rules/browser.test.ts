import { readdirSync } from 'node:fs'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** The doors of the rules: every folder's index, and the files beside the folders. */
const doors = readdirSync('src/rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() || (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')))
  .map((entry) => (entry.isDirectory() ? `./${entry.name}/index.ts` : `./${entry.name}`))

/** Bundles what the door shows, for a browser. */
const bundle = (contents: string) =>
  build({
    stdin: { contents, resolveDir: 'src/rules', loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })

test('the rules run in a browser: they bundle without Node and import nothing but themselves and zod', async () => {
  const { metafile, warnings } = await bundle(doors.map((door) => `export * from '${door}'`).join('\n'))
  expect(warnings.filter(({ id }) => id !== 'ambiguous-reexport')).toEqual([])
  const strangers = Object.keys(metafile.inputs).filter(
    (input) => !/^src\/rules\//.test(input) && !/^node_modules\/zod\//.test(input) && input !== '<stdin>',
  )
  expect(strangers).toEqual([])
})

test('scoring for islands brings no schema library and stays small', async () => {
  const { metafile, outputFiles } = await bundle("export * from './scoring/light.ts'")
  expect(Object.keys(metafile.inputs).filter((input) => input.includes('node_modules'))).toEqual([])
  expect(outputFiles[0]!.contents.length).toBeLessThan(24_000)
})
