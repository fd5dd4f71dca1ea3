import { sign, verify } from 'node:crypto'
import { mkdtemp, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Keyring } from './index.ts'

const folder = () => mkdtemp(join(tmpdir(), 'keys-'))

test('a key made once is found again by the next process', async () => {
  const dir = await folder()
  const first = await new Keyring(dir).symmetric('sheets')
  expect(await new Keyring(dir).symmetric('sheets')).toEqual(first)
  expect(first).toHaveLength(32)
})

test('two that make the same key at once agree on one', async () => {
  const dir = await folder()
  const made = await Promise.all(Array.from({ length: 8 }, () => new Keyring(dir).signing('certificate-1')))
  expect(new Set(made.map((key) => key.publicJwk.x)).size).toBe(1)
  expect(await readdir(dir)).toEqual(['certificate-1.pem'])
})

test('what one signs, its public half verifies; the file is for its user only', async () => {
  const dir = await folder()
  const key = await new Keyring(dir).signing('certificate-1')
  const text = Buffer.from('Thanh trà Huế')
  expect(verify('sha256', text, key.publicKey, sign('sha256', text, key.privateKey))).toBe(true)
  expect((await stat(join(dir, 'certificate-1.pem'))).mode & 0o077).toBe(0)
})

test('a name that leaves the folder is refused', async () => {
  await expect(new Keyring(await folder()).symmetric('../outside')).rejects.toThrow('no name for a key')
})
