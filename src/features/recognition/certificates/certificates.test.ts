import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/factories/index.ts'
import {
  fourStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../../test/factories/recognition-world.ts'
import { system } from '../../../platform/command/index.ts'
import {
  type OfficeKey,
  openOfficeKey,
  pdfSignatures,
  selfSignedKeyFile,
  signDetached,
} from '../../../platform/pades/index.ts'
import { readCode } from '../../../platform/previews/index.ts'
import { openEnvelope } from '../proof/envelope.ts'
import { keysInUse, publicKeys, publishedKeys, rotateKey, signCertificate } from '../proof/keys.ts'
import { verifyOnServer } from '../proof/sign.ts'
import { verifyEnvelope } from '../proof/verify.ts'
import { examineFile, examineText } from '../verification/examine.ts'
import { lookUpCertificate } from '../verification/lookup.ts'
import { compareNames } from '../verification/name-match.ts'
import { batchesOf } from './batches.ts'
import { printCertificates } from './print.ts'
import { replaceCertificate } from './replace.ts'
import { handOut, signCertificates, takeBack } from './sign.ts'

let world: RecognitionWorld
let decisionId: string
let numbers: readonly string[]
let key: OfficeKey
const rows = () =>
  world.kernel.db
    .selectFrom('certificate')
    .selectAll()
    .where('voided_at', 'is', null)
    .orderBy('number')
    .execute()
const bytesOf = async (hash: string | null) => buffer((await world.kernel.files.open(hash!))!)

beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
  const owner = await world.producer()
  const dossiers = [await world.agreed(fourStars(), owner), await world.agreed(fourStars(), owner)]
  dossiers.push(await world.agreed(fourStars()))
  const done = await world.released(dossiers)
  decisionId = done.decisionId
  numbers = done.certificates
  const now = world.clock()
  const opened = openOfficeKey(
    selfSignedKeyFile({
      name: 'UBND thử',
      password: 'x',
      from: new Date(now.getTime() - 1e9),
      to: new Date(now.getTime() + 1e11),
    }),
    'x',
    now,
  )
  if (!opened.ok) throw new Error('key')
  key = opened.value
})

describe('printing', () => {
  test('prints what is missing, in equal bytes when it is done again, and says how far it is', async () => {
    expect(await printCertificates(world.kernel, decisionId, 'Văn phòng')).toEqual({ done: 3 })
    const first = (await rows()).map((row) => row.print_hash)
    expect(first.every((hash) => hash !== null)).toBe(true)
    await world.kernel.db
      .updateTable('certificate')
      .set({ print_hash: null })
      .where('number', '=', numbers[1]!)
      .execute()
    expect(await printCertificates(world.kernel, decisionId, 'Văn phòng')).toEqual({ done: 1 })
    expect((await rows()).map((row) => row.print_hash)).toEqual(first)
    expect(await printCertificates(world.kernel, decisionId, 'Văn phòng')).toEqual({ done: 0 })
    expect(
      (await batchesOf(world.kernel, decisionId)).map((each) => [each.status, each.done, each.total]),
    ).toEqual([
      ['done', 1, 1],
      ['done', 3, 3],
    ])
  })

  test('a run that was cut off shows as interrupted and is taken over; a living one is not', async () => {
    const now = world.clock()
    const begin = (beat: Date, id: string) =>
      world.kernel.db
        .insertInto('certificate_batch')
        .values({
          id,
          decision_id: decisionId,
          kind: 'print',
          status: 'running',
          total: 3,
          done: 1,
          started_by_name: 'a',
          started_at: beat,
          beat_at: beat,
          finished_at: null,
          failure: null,
        })
        .execute()
    await begin(now, '00000000-0000-7000-8000-000000000001')
    await world.kernel.db
      .updateTable('certificate')
      .set({ print_hash: null })
      .where('number', '=', numbers[0]!)
      .execute()
    expect(await printCertificates(world.kernel, decisionId, 'b')).toBeNull()
    await world.kernel.db
      .updateTable('certificate_batch')
      .set({ beat_at: new Date(now.getTime() - 120_000) })
      .where('status', '=', 'running')
      .execute()
    expect((await batchesOf(world.kernel, decisionId)).map((each) => each.status)).toContain('interrupted')
    expect(await printCertificates(world.kernel, decisionId, 'b')).toEqual({ done: 1 })
  })

  test('the QR read back from the rendered paper is genuine and names this certificate', async () => {
    const [row] = await rows()
    const text = await readCode(await bytesOf(row!.print_hash), 'application/pdf')
    expect(text).toContain(`/xac-thuc/${row!.number}#SL1.`)
    expect(verifyOnServer(text!, await publicKeys(world.kernel.db))).toMatchObject({
      number: row!.number,
      star: 4,
    })
  })
})

describe('signing', () => {
  test('a batch of digests goes out and comes back; wrong ones are told by number, the right ones kept', async () => {
    const out = await handOut(world.kernel, decisionId, 'Văn phòng')
    expect(out.items.map((each) => each.number)).toEqual(numbers)
    const cms = out.items.map(({ number, digest }) => ({
      number,
      cms: signDetached(Buffer.from(digest, 'hex'), key).toString('base64'),
    }))
    const swapped = { number: cms[1]!.number, cms: cms[0]!.cms }
    const stranger = { number: 'OCOP-46-2026-9999', cms: cms[0]!.cms }
    const part = await takeBack(world.kernel, out.batch, [
      cms[0]!,
      swapped,
      stranger,
      { number: cms[2]!.number, cms: '!' },
    ])
    expect(part).toEqual({
      taken: 1,
      refused: [
        { number: cms[1]!.number, code: 'outside-signature-of-another' },
        { number: 'OCOP-46-2026-9999', code: 'outside-signature-not-asked' },
        { number: cms[2]!.number, code: 'outside-signature-broken' },
      ],
      open: 2,
    })
    // Sent again, nothing is done twice.
    expect(await takeBack(world.kernel, out.batch, [cms[0]!, cms[1]!])).toMatchObject({ taken: 2, open: 1 })
    const signed = (await rows()).filter((row) => row.signed_at)
    expect(signed.map((row) => row.signed_by)).toEqual(['UBND thử', 'UBND thử'])
    expect(pdfSignatures(await bytesOf(signed[0]!.file_hash))[0]).toMatchObject({
      verdict: 'whole',
      baseline: true,
    })
  })

  test('the rest is signed here; nothing is signed twice', async () => {
    const before = (await rows()).map((row) => row.file_hash)
    expect(await signCertificates(world.kernel, decisionId, key, 'Lãnh đạo')).toEqual({ done: 1 })
    const after = (await rows()).map((row) => row.file_hash)
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
    expect(await signCertificates(world.kernel, decisionId, key, 'Lãnh đạo')).toEqual({ done: 0 })
  })
})

describe('what is held up to the register', () => {
  test('the issued paper is the original, signed or not; one byte more or less is not', async () => {
    const [row] = await rows()
    for (const hash of [row!.print_hash, row!.file_hash]) {
      const paper = await bytesOf(hash)
      expect(createHash('sha256').update(paper).digest('hex')).toBe(hash)
      expect((await examineFile(world.kernel, paper, world.today())).verdict).toBe('original')
      const bent = Buffer.from(paper)
      bent[3000] = bent[3000]! ^ 1
      const found = await examineFile(world.kernel, bent, world.today())
      expect([found.verdict, found.answer?.number]).toEqual(['altered', row!.number])
    }
    expect((await examineFile(world.kernel, Buffer.from('%PDF-1.7 rỗng'), world.today())).verdict).toBe(
      'nothing-found',
    )
  })

  test('a tampered code, a code under an unpublished key, and an old key after rotation', async () => {
    const [row] = await rows()
    const genuine = row!.payload
    expect((await examineText(world.kernel, genuine, world.today())).verdict).toBe('copy')
    const letter = genuine.at(60) === 'A' ? 'B' : 'A'
    const bent = genuine.slice(0, 60) + letter + genuine.slice(61)
    expect(['altered', 'unknown-key', 'nothing-found']).toContain(
      (await examineText(world.kernel, bent, world.today())).verdict,
    )
    const foreign = await recognitionWorldPayload()
    expect((await examineText(world.kernel, foreign, world.today())).verdict).toBe('unknown-key')
    const rotate = () => world.kernel.run(system, (ctx) => rotateKey(ctx, world.kernel.keys))
    expect(await world.codes(world.office, (ctx) => rotateKey(ctx, world.kernel.keys))).toEqual(['forbidden'])
    world.clock.set('2026-06-16')
    expect(await rotate()).toMatchObject({ ok: true, value: { retired: 'k1', id: 'k2' } })
    expect(await rotate()).toMatchObject({ ok: false, problems: [{ code: 'certificate-key-just-made' }] })
    expect((await examineText(world.kernel, genuine, world.today())).verdict).toBe('copy')
    expect((await verifyEnvelope(genuine, await publishedKeys(world.kernel.db))).kind).toBe('genuine')
    const facts = { ...openEnvelope(genuine)!.facts, number: 'OCOP-46-2026-7777' }
    const sign = () => signCertificate(world.kernel.db, world.kernel.keys, world.clock(), facts)
    const fresh = await sign()
    expect(fresh.keyId).toBe('k2')
    expect((await verifyEnvelope(fresh.payload, await publishedKeys(world.kernel.db))).kind).toBe('genuine')
    // Restored without its keys: the published key is retired, what is signed from then on can be verified.
    world.clock.set('2026-06-17')
    await rm(join(world.kernel.config.dataDir, 'keys', 'certificate-k2.pem'))
    const after = await sign()
    expect(after.keyId).toBe('k3')
    expect((await verifyEnvelope(after.payload, await publishedKeys(world.kernel.db))).kind).toBe('genuine')
    expect(
      (await keysInUse(world.kernel.db)).map((each) => [each.id, each.retiredAt === null, each.certificates]),
    ).toEqual([
      ['k3', true, 0],
      ['k2', false, 0],
      ['k1', false, 3],
    ])
  })

  test('a number typed with O for 0, l for 1, Cyrillic or full-width letters finds its certificate', async () => {
    const [number] = numbers
    for (const typed of [
      number!.replaceAll('0', 'O').toLowerCase(),
      number!.replace('OCOP', 'ОСОР'),
      number!.replaceAll('1', 'l'),
      number!.replace('2026', '２０２６'),
      ` ${number!.replaceAll('-', ' ')} `,
    ])
      expect((await lookUpCertificate(world.kernel.pool, typed, world.today()))?.number, typed).toBe(number)
    for (const typed of ['', '   ', '…', 'OCOP', `${number}9`, 'x'.repeat(500)])
      expect(await lookUpCertificate(world.kernel.pool, typed, world.today()), typed).toBeNull()
  })

  test('the name on the package decides whether it is this product', () => {
    expect(compareNames('DAU TRAM loc thuy', 'Dầu tràm Lộc Thủy')).toBe('same')
    expect(compareNames('Dầu tràm Lộc Thuỷ hoa vàng', 'Dầu tràm Lộc Thủy')).toBe('near')
    expect(compareNames('Dầu sả Lộc Thủy', 'Dầu tràm Lộc Thủy')).toBe('other')
    expect(compareNames('Dầu tràm', 'Dầu tràm Lộc Thủy')).toBe('near')
    expect(compareNames('Trà gừng', 'Trà sen')).toBe('other')
    expect(compareNames('Mật ong nghệ', 'Mật ong')).toBe('near')
    expect(compareNames('', 'Mật ong')).toBe('other')
  })
})

describe('a paper in place of another', () => {
  const replace = (number: string, why: 'reissued' | 'corrected', form: string, product = '') =>
    world.run(world.office, (ctx) =>
      replaceCertificate(
        ctx,
        { number, why, reason: 'Mất bản giấy', corrections: { product }, key: form },
        world.recognition.deps,
      ),
    )
  const codes = (number: string, why: 'reissued' | 'corrected', product = '') =>
    world.codes(world.office, (ctx) =>
      replaceCertificate(
        ctx,
        { number, why, reason: 'Ghi sai', corrections: { product }, key: crypto.randomUUID() },
        world.recognition.deps,
      ),
    )

  test('takes a new number; the old one answers that it was replaced; the same form twice is one deed', async () => {
    const form = crypto.randomUUID()
    const [one, two] = [
      await replace(numbers[0]!, 'reissued', form),
      await replace(numbers[0]!, 'reissued', form),
    ]
    expect(two.number).toBe(one.number)
    expect(one.number > numbers[2]!).toBe(true)
    expect(await lookUpCertificate(world.kernel.pool, numbers[0]!, world.today())).toMatchObject({
      status: 'superseded',
      replacedBy: one.number,
    })
    expect(await lookUpCertificate(world.kernel.pool, one.number, world.today())).toMatchObject({
      status: 'valid',
    })
    expect(await codes(numbers[0]!, 'reissued')).toEqual(['certificate-replaced-already'])
  })

  test('a correction changes what it says and nothing else', async () => {
    expect(await codes(numbers[1]!, 'corrected')).toEqual(['nothing-corrected'])
    const { number } = await replace(numbers[1]!, 'corrected', crypto.randomUUID(), 'Tên đúng')
    const answer = await lookUpCertificate(world.kernel.pool, number, world.today())
    const old = await lookUpCertificate(world.kernel.pool, numbers[1]!, world.today())
    expect(answer).toMatchObject({ product: 'Tên đúng', star: old!.star, validUntil: old!.validUntil })
  })

  test('every invariant holds afterwards, numbers without gap among them', async () => {
    for (const invariant of world.recognition.feature.invariants ?? [])
      expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
  })
})

/** A code of another instance: same form, a key nobody here published. */
async function recognitionWorldPayload(): Promise<string> {
  const { generateKeyPairSync } = await import('node:crypto')
  const { signFacts } = await import('../proof/sign.ts')
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const facts = {
    number: numbers[0]!,
    product: 'x',
    producer: 'y',
    star: 5,
    issuedOn: '2026-01-01',
    validUntil: '2029-01-01',
    decision: '1/QĐ',
    place: '',
  }
  return signFacts(facts, 'k99', { ...pair, publicJwk: {} } as never)
}
