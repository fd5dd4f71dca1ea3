import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { demoPassword } from '../../../src/features/accounts/index.ts'
import { freePort } from '../../factories/port.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** One serving process over a database that others share. */
export interface Instance {
  readonly url: string
  readonly process: ChildProcess
  readonly gone: Promise<void>
}

export async function startInstance(env: Readonly<Record<string, string>>, port?: number): Promise<Instance> {
  const at = port ?? (await freePort())
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, LOG_LEVEL: 'silent', PORT: String(at), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const instance = {
    url: `http://127.0.0.1:${at}`,
    process: child,
    gone: new Promise<void>((resolve) => child.once('exit', () => resolve())),
  }
  const deadline = Date.now() + 240_000
  while (!(await isReady(instance.url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('an instance did not start')
    await sleep(100)
  }
  return instance
}

export async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.ok ?? false
}

/** The cookie of a demo account; sessions are in the database, so every instance knows it. */
export async function sessionAt(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/dang-nhap`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login, password: demoPassword }),
  })
  if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
