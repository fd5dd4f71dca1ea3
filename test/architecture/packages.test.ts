import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { missingPlatforms } from '../../scripts/complete-lock.ts'
import { isTest, readSources, root } from './source.ts'

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))

it('the-lock-names-every-platform', () => {
  const missing = missingPlatforms(readJson('package-lock.json').packages).map(({ name }) => name)
  expect(missing, '`npm ci` will refuse this lock: run `node --import tsx scripts/complete-lock.ts`').toEqual(
    [],
  )
})

it('the-lock-names-no-registry', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http')
})

it('versions-are-exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = readJson('package.json')
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
  )
  expect(loose, 'install with `npm i -E`').toEqual([])
})

it('every-dependency-has-a-reason', () => {
  const { dependencies, devDependencies, optionalDependencies } = readJson('package.json')
  const table = readFileSync(join(root, 'docs/structure.md'), 'utf8')
  const named = (name: string) =>
    table.includes(`\`${name}\``) || (name.includes('/') && table.includes(`\`${name.split('/')[0]}/*\``))
  const silent = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    (name) => !named(name),
  )
  expect(silent, 'say in docs/structure.md, “Packages and why”, what it is for').toEqual([])
})

/** `@scope/name/deep` → `@scope/name`; null for files of ours and for Node's own. */
function packageOf(target: string): string | null {
  if (/^(node:|src\/|test\/|scripts\/|bin\/|regulation\/|\.)/.test(target)) return null
  return target.split('/', target.startsWith('@') ? 2 : 1).join('/')
}

it('what-the-server-imports-is-installed-without-the-tools', () => {
  const { dependencies } = readJson('package.json')
  const missing = readSources('src')
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) => imports.map((target) => ({ path, name: packageOf(target) })))
    .filter(({ name }) => name !== null && !(name in dependencies))
    .map(({ path, name }) => `${path} imports ${name}`)
  expect(missing, '`npm ci --omit=dev` would not start: name it under dependencies').toEqual([])
})

it('every-dependency-is-imported', () => {
  const { dependencies } = readJson('package.json')
  const used = new Set(
    ['src', 'scripts', 'bin'].flatMap((folder) =>
      readSources(folder).flatMap(({ imports }) => imports.map(packageOf)),
    ),
  )
  const words = readSources('src')
    .map(({ text }) => text)
    .join('\n')
  // A loader or a font is named in a command or by its path, not imported.
  const idle = Object.keys(dependencies).filter((name) => !used.has(name) && !words.includes(name))
  expect(idle, 'remove it').toEqual([])
})

it('the-image-holds-nothing-of-an-instance', () => {
  const lines = (file: string) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.replace(/^\*\*\//, '').replace(/\/$/, ''))
  const kept = ['.git', ...lines('.gitignore')].filter((name) => !lines('.dockerignore').includes(name))
  expect(kept, 'deploy/Dockerfile copies the folder: name them in .dockerignore').toEqual([])
})
