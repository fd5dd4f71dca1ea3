import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clamd } from './scanner.ts'

/** Speaks clamd's INSTREAM protocol: a command, pieces with their length before them, an empty one; one line back. */
function daemon(): Promise<Server> {
  const server = createServer((line) => {
    let heard = Buffer.alloc(0)
    line.on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece])
      const command = heard.indexOf(0)
      if (command < 0 || heard.toString('latin1', 0, command) !== 'zINSTREAM') return
      let at = command + 1
      const content: Buffer[] = []
      while (heard.length >= at + 4) {
        const length = heard.readUInt32BE(at)
        if (length === 0) {
          const bad = Buffer.concat(content).includes('EVIL')
          line.end(bad ? 'stream: Test.Malware-1 FOUND\0' : 'stream: OK\0')
          return
        }
        content.push(heard.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)))
}

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scanner-'))
  server = await daemon()
  const at = server.address()
  url = `clamd://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function fileOf(content: string): Promise<string> {
  const path = join(folder, String(content.length))
  await writeFile(path, content)
  return path
}

test('a clean file passes, however large; malware is refused by its name', async () => {
  const scan = clamd(url)
  expect(await scan(await fileOf('sạch'.repeat(100_000)))).toEqual({ ok: true, value: undefined })
  expect(await scan(await fileOf(`${'x'.repeat(90_000)}EVIL`))).toMatchObject({
    ok: false,
    problems: [{ code: 'file-infected', data: { name: 'Test.Malware-1' } }],
  })
})

test('a daemon that is not there refuses the file: nothing goes in unseen', async () => {
  const scan = clamd('clamd://127.0.0.1:9')
  expect(await scan(await fileOf('x'))).toMatchObject({ ok: false, problems: [{ code: 'scanner-silent' }] })
})
