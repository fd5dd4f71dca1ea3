import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, so that its processor time is its own. */
export interface Served {
  readonly address: string
  /** Microseconds of processor so far, and resident bytes. */
  usage(): Promise<{ cpu: number; rss: number }>
  /** Waits until what the first start set going (notices, pictures, papers) is done: it is not the cost of a page. */
  settled(): Promise<void>
  tell(message: object): Promise<void>
  stop(): Promise<void>
}

export async function serve(file: 'ours' | 'raw'): Promise<Served> {
  const child = fork(fileURLToPath(new URL(`./${file}.ts`, import.meta.url)), {
    // As `npm start` runs it.
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { address } = await answer<{ address: string }>(child)
  const usage = async () => {
    child.send('cpu')
    const { cpu, rss } = await answer<{ cpu: NodeJS.CpuUsage; rss: number }>(child)
    return { cpu: cpu.user + cpu.system, rss }
  }
  return {
    address,
    usage,
    settled: async () => {
      for (let waited = 0; waited < 90; waited++) {
        const before = (await usage()).cpu
        await sleep(1_000)
        if ((await usage()).cpu - before < 50_000) return
      }
    },
    tell: async (message) => {
      child.send(message)
      await answer(child)
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.send('stop')
      await gone
    },
  }
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`the server ended (${code})`))
    child.once('exit', failed)
    child.once('message', (message) => {
      child.off('exit', failed)
      resolve(message as T)
    })
  })
}
