import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SigningKey } from '../../../platform/keys/index.ts'
import { type CertificateFacts, openEnvelope } from './envelope.ts'
import { signFacts, verifyOnServer } from './sign.ts'
import { verifyEnvelope } from './verify.ts'

function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = createPublicKey(privateKey)
  return { privateKey, publicKey, publicJwk: publicKey.export({ format: 'jwk' }) }
}

const facts: CertificateFacts = {
  number: 'HUE-2026-0001',
  product: 'Thanh trà Phong Thu',
  producer: 'Hợp tác xã minh họa',
  star: 4,
  issuedOn: '2026-06-29',
  validUntil: '2029-06-28',
  decision: '1810/QĐ-UBND',
  place: 'Phường Phong Điền, thành phố Huế',
}
const key = newKey()
const published = [{ id: 'hue-1', jwk: key.publicJwk as JsonWebKey }]

test('what was signed is read back and held genuine, by server and browser alike', async () => {
  const text = signFacts(facts, 'hue-1', key)
  expect(verifyOnServer(text, new Map([['hue-1', key.publicKey]]))).toEqual(facts)
  expect(await verifyEnvelope(`https://ocop.example/xac-thuc/HUE-2026-0001#${text}`, published)).toEqual({
    kind: 'genuine',
    facts,
  })
})

test('one changed character is never genuine', async () => {
  const text = signFacts(facts, 'hue-1', key)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: text.length - 1 }),
      fc.constantFrom(...'ABCxyz019-_'),
      async (at, char) => {
        fc.pre(text[at] !== char)
        const verdict = await verifyEnvelope(text.slice(0, at) + char + text.slice(at + 1), published)
        if (verdict.kind === 'genuine') {
          // The last character may carry unused bits: then the bytes, and so the facts, are the same.
          expect(at).toBe(text.length - 1)
          expect(verdict.facts).toEqual(facts)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('a key that was never published proves nothing', async () => {
  expect((await verifyEnvelope(signFacts(facts, 'hue-1', newKey()), published)).kind).toBe('altered')
  expect((await verifyEnvelope(signFacts(facts, 'hue-9', key), published)).kind).toBe('unknown-key')
})

test('any text at all is answered, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => openEnvelope(`SL1.${text}`) === null || true),
  )
  expect(openEnvelope('https://elsewhere.example/')).toBeNull()
})

test('the QR text stays short enough for a printed stamp', () => {
  expect(signFacts(facts, 'hue-1', key).length).toBeLessThan(420)
})
