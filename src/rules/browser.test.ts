import { readdirSync } from 'node:fs'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** The doors of the rules: every folder's index, and the files beside the folders. */
const doors = readdirSync('src/rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() || (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')))
  .map((entry) => (entry.isDirectory() ? `./${entry.name}/index.ts` : `./${entry.name}`))

test('the rules run in a browser: they bundle without Node and import nothing but themselves and zod', async () => {
  const { metafile, warnings } = await build({
    stdin: {
      contents: doors.map((door) => `export * from '${door}'`).join('\n'),
      resolveDir: 'src/rules',
      loader: 'ts',
    },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  expect(warnings.filter(({ id }) => id !== 'ambiguous-reexport')).toEqual([])
  const strangers = Object.keys(metafile.inputs).filter(
    (input) => !/^src\/rules\//.test(input) && !/^node_modules\/zod\//.test(input) && input !== '<stdin>',
  )
  expect(strangers).toEqual([])
})
