import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { madeFonts } from '../../scripts/fonts.ts'
import { asset, buildAssets } from './assets.ts'
import { fontPath } from './fonts.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

describe('buildAssets', () => {
  it('keeps the first load of a public page well under 100 kB, fonts included', async () => {
    const { files, urls } = await buildAssets()
    const fonts = [...urls.keys()].filter((name) => name.endsWith('.woff2'))
    const first = ['site.css', 'entry.js', 'theme.js', 'icon.svg', ...fonts].map(
      (name) => files.get(urls.get(name)!)!,
    )
    const bytes = first.reduce((sum, file) => sum + (file.brotli ?? file.plain).length, 0)
    // The page itself takes 3–6 kB more.
    expect(bytes).toBeLessThan(60_000)
  })

  it('serves the type as it is made from the published files: every letter, without hinting', async () => {
    for (const [name, bytes] of await madeFonts())
      expect(readFileSync(fontPath(name)).equals(bytes), `${name}: run scripts/fonts.ts`).toBe(true)
  }, 60_000)

  it('serves the same bytes compressed and plain, at an address that changes with them', async () => {
    write('a/thing.client.ts', 'console.log("một")')
    const before = await buildAssets(folder)
    const url = asset('thing.js')
    const file = before.files.get(url)!
    expect(brotliDecompressSync(file.brotli!)).toEqual(file.plain)
    expect(gunzipSync(file.gzip!)).toEqual(file.plain)
    write('a/thing.client.ts', 'console.log("hai")')
    await buildAssets(folder)
    expect(asset('thing.js')).not.toBe(url)
  })

  it('refuses two browser files of one name, and a browser file that reaches for the server', async () => {
    write('a/thing.client.ts', 'export {}')
    write('b/thing.client.tsx', 'export {}')
    await expect(buildAssets(folder)).rejects.toThrow('two browser files are called thing')
    rmSync(join(folder, 'b'), { recursive: true })
    write('a/thing.client.ts', 'import "node:fs"')
    await expect(buildAssets(folder)).rejects.toThrow('may not import node:fs')
  })

  it('knows no asset that was not built', async () => {
    await buildAssets()
    expect(() => asset('nothing.js')).toThrow('no asset is called nothing.js')
  })
})
