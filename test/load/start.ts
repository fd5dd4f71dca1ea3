import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../factories/port.ts'
import { median, type Run, rounded } from './measure.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const bare = `
  await import('fastify')
  await import('pg')
  console.log('there')`

/**
 * From the command to the first whole page: the first start ever (database made, demo province loaded), and the median
 * of three later ones; beside them, Node starting tsx and loading Fastify and pg alone.
 */
export const run: Run = async (note) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-start-'))
  await chmod(dataDir, 0o711)
  try {
    const first = await timeToPage(dataDir)
    note(`first start ${Math.round(first)} ms`)
    const again: number[] = []
    const base: number[] = []
    for (let round = 0; round < 3; round++) {
      again.push(await timeToPage(dataDir))
      base.push(await timeOfBare())
    }
    return {
      start: {
        value: Math.round(median(again)),
        unit: 'ms',
        first_ms: Math.round(first),
        again_ms: Math.round(median(again)),
        against: 'node loading tsx, fastify and pg',
        ratio: rounded(median(again) / median(base)),
      },
    }
  } finally {
    const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
    if (home) await rm(home, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function timeToPage(dataDir: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = ended(child)
  try {
    for (;;) {
      const page = await fetch(`http://localhost:${port}/`).catch(() => undefined)
      if (page?.ok && (await page.text()).includes('</html>')) return performance.now() - began
      if (child.exitCode !== null || performance.now() - began > 120_000)
        throw new Error('the server did not start')
      await sleep(20)
    }
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

async function timeOfBare(): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', bare], {
    stdio: 'ignore',
  })
  await ended(child)
  return performance.now() - began
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))
