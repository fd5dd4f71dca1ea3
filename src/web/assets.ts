import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { setAssetUrls } from './asset-urls.ts'
import { fontFaces, fontFiles, fontPath } from './fonts.ts'

export { asset } from './asset-urls.ts'

/** Bytes of one file of the look; its address carries its hash, so it may be kept for ever. */
export interface BuiltAsset {
  readonly mediaType: string
  readonly plain: Buffer
  readonly brotli?: Buffer | undefined
  readonly gzip?: Buffer | undefined
}

/** `files` by address (`/assets/…`) for the server, `urls` by name (`site.css`) for the pages. */
export interface AssetTable {
  readonly files: ReadonlyMap<string, BuiltAsset>
  readonly urls: ReadonlyMap<string, string>
}

const source = fileURLToPath(new URL('..', import.meta.url))
const styles = fileURLToPath(new URL('./styles/site.css', import.meta.url))
const browsers = ['chrome100', 'firefox102', 'safari15.4']

/**
 * Builds the look once at start: fonts, one stylesheet, and every `*.client.ts(x)` under `src` as `<name>.js`;
 * all hashed and compressed in memory. Fills `asset()`.
 */
export async function buildAssets(folder = source): Promise<AssetTable> {
  const files = new Map<string, BuiltAsset>()
  const urls = new Map<string, string>()
  for (const font of fontFiles) {
    const bytes = readFileSync(fontPath(font.name))
    const url = hashedUrl(font.name, bytes)
    files.set(url, { mediaType: 'font/woff2', plain: bytes })
    urls.set(font.name, url)
  }
  const icon = readFileSync(new URL('./icons/icon.svg', import.meta.url))
  urls.set('icon.svg', hashedUrl('icon.svg', icon))
  files.set(urls.get('icon.svg')!, await compressed('image/svg+xml', icon))
  await Promise.all([addStylesheet(files, urls), addScripts(folder, files, urls)])
  setAssetUrls(urls)
  return { files, urls }
}

async function addStylesheet(files: Map<string, BuiltAsset>, urls: Map<string, string>): Promise<void> {
  const result = await build({
    entryPoints: [styles],
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
    logLevel: 'silent',
    banner: { css: fontFaces(urls) },
  })
  const bytes = Buffer.from(result.outputFiles[0]!.contents)
  const url = hashedUrl('site.css', bytes)
  files.set(url, await compressed('text/css; charset=utf-8', bytes))
  urls.set('site.css', url)
}

async function addScripts(
  folder: string,
  files: Map<string, BuiltAsset>,
  urls: Map<string, string>,
): Promise<void> {
  const entries = clientEntries(folder)
  // A service worker may import nothing: what it needs is bundled into it.
  const isWorker = (path: string) => /-worker\.client\.ts$/.test(path)
  await Promise.all([
    bundle(
      files,
      urls,
      entries.filter((path) => !isWorker(path)),
      true,
    ),
    bundle(files, urls, entries.filter(isWorker), false),
  ])
}

async function bundle(
  files: Map<string, BuiltAsset>,
  urls: Map<string, string>,
  entries: readonly string[],
  splitting: boolean,
): Promise<void> {
  const result = await build({
    entryPoints: [...entries],
    bundle: true,
    splitting,
    minify: true,
    write: false,
    format: 'esm',
    target: browsers,
    outdir: '/assets',
    entryNames: '[name].[hash]',
    chunkNames: 'chunk.[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
    absWorkingDir: '/',
    plugins: [noServerCode],
  })
  const names = new Map(
    Object.entries(result.metafile.outputs).map(([path, output]) => [basename(path), output.entryPoint]),
  )
  await Promise.all(
    result.outputFiles.map(async (file) => {
      const url = `/assets/${basename(file.path)}`
      files.set(url, await compressed('text/javascript; charset=utf-8', Buffer.from(file.contents)))
      const entry = names.get(basename(file.path))
      if (entry && /\.client\.tsx?$/.test(entry)) urls.set(`${entryName(entry)}.js`, url)
    }),
  )
}

/** Browser code that reaches for the server's modules is a defect, told at start by name. */
const noServerCode: Plugin = {
  name: 'no-server-code',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:/ }, (found) => ({
      errors: [{ text: `${found.importer} is bundled for the browser and may not import ${found.path}` }],
    }))
  },
}

/** Every `*.client.ts(x)`; two of one name would overwrite each other and are refused. */
function clientEntries(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.client\.tsx?$/.test(path))
    .map((path) => join(folder, path))
    .sort()
  const seen = new Map<string, string>()
  for (const path of found) {
    const other = seen.get(entryName(path))
    if (other) throw new Error(`two browser files are called ${entryName(path)}: ${other} and ${path}`)
    seen.set(entryName(path), path)
  }
  return found
}

function entryName(path: string): string {
  return basename(path).replace(/\.client\.tsx?$/, '')
}

function hashedUrl(name: string, bytes: Uint8Array): string {
  const dot = name.lastIndexOf('.')
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  return `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`
}

async function compressed(mediaType: string, plain: Buffer): Promise<BuiltAsset> {
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(plain),
  ])
  return { mediaType, plain, brotli, gzip: zipped }
}
