import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../port.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** The server of the hall: opened, killed, opened again at the same address. */
export class Hall {
  port = 0
  crashes = 0
  private child: ChildProcess | undefined

  /** Without an address the database starts by itself in the data folder. */
  constructor(
    private readonly dataDir: string,
    private readonly databaseUrl = '',
  ) {}

  async open(): Promise<void> {
    this.port ||= await freePort()
    this.child = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', main], {
      env: {
        ...process.env,
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        DATABASE_URL: this.databaseUrl,
        BASE_URL: `http://127.0.0.1:${this.port}`,
        LOG_LEVEL: 'silent',
        DEMO: '1',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (let tries = 0; tries < 1_200; tries++) {
      const ready = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined)
      if (ready?.ok) return
      if (this.child.exitCode !== null) break
      await sleep(50)
    }
    throw new Error('the server did not open')
  }

  /** Milliseconds of processor the server has used (Linux; 0 elsewhere): what else runs on the machine does not count. */
  async processorMs(): Promise<number> {
    const stat = await readFile(`/proc/${this.child?.pid}/stat`, 'utf8').catch(() => '')
    const [user = 0, system = 0] = stat.split(' ').slice(13, 15).map(Number)
    return (user + system) * 10
  }

  /** kill −9 after a moment, then opened anew; those who are sending see the line break. */
  async crash(afterMs: number): Promise<void> {
    await sleep(afterMs)
    const gone = ended(this.child!)
    this.child!.kill('SIGKILL')
    await gone
    this.crashes += 1
    await this.open()
  }

  async close(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return
    const gone = ended(this.child)
    this.child.kill('SIGKILL')
    await gone
  }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
