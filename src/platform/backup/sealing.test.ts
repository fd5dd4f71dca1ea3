import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SealingSink, unseal } from './sealing.ts'

const root = await mkdtemp(join(tmpdir(), 'saolang-sealing-'))
afterAll(() => rm(root, { recursive: true }))
const passphrase = 'sông Hương núi Ngự'
const piece = (1 << 20) + 16
const head = 17 + 16 + 7
let count = 0

async function seal(plain: Buffer): Promise<Buffer> {
  const path = join(root, `sealed-${++count}`)
  const file = await open(path, 'wx')
  const sink = await SealingSink.open(file, passphrase)
  // In pieces as an archive comes: never aligned with the pieces that are sealed.
  for (let at = 0; at < plain.length; at += 70_001) await sink.write(plain.subarray(at, at + 70_001))
  await sink.end()
  await file.close()
  return readFile(path)
}

async function opened(sealed: Buffer, word = passphrase): Promise<Buffer> {
  const from = join(root, `from-${++count}`)
  await writeFile(from, sealed)
  await unseal(from, `${from}.plain`, word)
  return readFile(`${from}.plain`)
}

describe('a sealed file', () => {
  const plain = randomBytes(2 * (1 << 20) + 12_345)
  let sealed: Buffer
  beforeAll(async () => {
    sealed = await seal(plain)
  })

  it.each([0, 1, 1 << 20, (1 << 20) + 1])('gives %i bytes back as they were', async (length) => {
    const bytes = plain.subarray(0, length)
    expect((await opened(await seal(bytes))).equals(bytes)).toBe(true)
  })

  it('shows nothing of its content', () => {
    expect(sealed.includes(plain.subarray(0, 32))).toBe(false)
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a bit of the first piece changed', (bytes) => flip(bytes, head + 5)],
    ['a bit of the last piece changed', (bytes) => flip(bytes, bytes.length - 40)],
    ['its salt changed', (bytes) => flip(bytes, 20)],
    ['its nonce changed', (bytes) => flip(bytes, 36)],
    ['the last piece cut off', (bytes) => bytes.subarray(0, head + 2 * piece)],
    ['the end cut off', (bytes) => bytes.subarray(0, bytes.length - 1)],
    [
      'two pieces swapped',
      (bytes) =>
        Buffer.concat([
          bytes.subarray(0, head),
          bytes.subarray(head + piece, head + 2 * piece),
          bytes.subarray(head, head + piece),
          bytes.subarray(head + 2 * piece),
        ]),
    ],
    ['something added', (bytes) => Buffer.concat([bytes, randomBytes(100)])],
  ])('with %s is refused', async (_, change) => {
    await expect(opened(change(Buffer.from(sealed)))).rejects.toThrow(/passphrase is wrong|cannot be opened/)
  })

  it('opens with no other passphrase', async () => {
    await expect(opened(sealed, `${passphrase}.`)).rejects.toThrow('passphrase is wrong')
  })
})

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1
  return bytes
}
