import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { failed, ok, type Result } from '../problem.ts'

/** Looks for malware in a file before it is stored: `file-infected`, or `scanner-silent` when it cannot be asked. */
export type Scanner = (path: string) => Promise<Result<void>>

/** Where no scanner is set up, nothing is scanned; the type, size and trap checks stand all the same. */
export const noScanner: Scanner = async () => ok()

const patienceMs = 60_000

/**
 * ClamAV's daemon (clamd) by its INSTREAM command: `clamd://host:3310` or `clamd:///run/clamav/clamd.ctl`. A daemon that does not
 * answer refuses the file: nothing goes in unseen because the guard is asleep.
 */
export function clamd(url: string): Scanner {
  const { hostname, port, pathname } = new URL(url)
  const where = hostname ? { host: hostname, port: Number(port || 3310) } : { path: pathname }
  return async (path) => {
    const verdict = await Promise.race([
      ask(where, path).catch(() => null),
      after(patienceMs, null, { ref: false }),
    ])
    if (verdict === null) return failed({ code: 'scanner-silent' })
    const found = /stream: (.+) FOUND/.exec(verdict)?.[1]
    if (found) return failed({ code: 'file-infected', data: { name: found.slice(0, 100) } })
    return /stream: OK/.test(verdict) ? ok() : failed({ code: 'scanner-silent' })
  }
}

/** Pieces with their length before them, an empty one at the end; the daemon answers one line. */
function ask(where: { host: string; port: number } | { path: string }, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = connect(where)
    let answer = ''
    line.setEncoding('utf8')
    line.on('data', (text: string) => (answer += text))
    line.on('error', reject)
    line.on('close', () => resolve(answer))
    line.on('connect', async () => {
      try {
        line.write('zINSTREAM\0')
        for await (const piece of createReadStream(path)) {
          const length = Buffer.alloc(4)
          length.writeUInt32BE((piece as Buffer).length)
          line.write(length)
          if (!line.write(piece)) await new Promise((drained) => line.once('drain', drained))
        }
        line.end(Buffer.alloc(4))
      } catch (error) {
        line.destroy()
        reject(error)
      }
    })
  })
}
