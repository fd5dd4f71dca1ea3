#!/usr/bin/env node
// npm test: types, lint and every test, on a machine that has only Node and npm. Arguments go to vitest.
// The last line is `N passed, N failed`; types, lint and the browser count as one each.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
let passed = 0
let failed = 0

/** Runs a tool of this project with its output shown; answers whether it ended well. */
function run(title, script, args, env = {}) {
  console.log(`\n— ${title}`)
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return status === 0
}

function count(good) {
  if (good) passed++
  else failed++
}

/** True counts from vitest's own report; a file that could not even be loaded counts as one failure. */
function countTests(report, endedWell) {
  if (!existsSync(report)) return count(false)
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const unloadable = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  passed += numPassedTests
  failed += numFailedTests + unloadable.length
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped`)
  if (!endedWell && numFailedTests + unloadable.length === 0) failed++
}

count(run('types', 'typescript/bin/tsc', ['--noEmit']))
count(run('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']))

const browser = findBrowser()
count(browser !== undefined)

const folder = mkdtempSync(join(tmpdir(), 'saolang-report-'))
const report = join(folder, 'report.json')
const endedWell = run(
  'tests',
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  browser ? { CHROME_PATH: browser } : {},
)
countTests(report, endedWell)
rmSync(folder, { recursive: true, force: true })

process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)
