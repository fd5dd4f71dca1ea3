import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import {
  fourStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../test/factories/recognition-world.ts'
import { previewDecision } from './decisions/preview.ts'
import { recordPastRevocation } from './past-revocation.ts'
import { recordPublicRecognition, withdrawPublicRecognitions } from './public-source.ts'
import { recordRecognition } from './record.ts'
import { standingOf } from './standing.ts'
import { takeBackRecorded } from './take-back.ts'

const [qd148, qd1489] = ['qd148-2023', 'qd148-2023-qd1489-2025']

let world: RecognitionWorld
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

const product = async () => {
  const dossierId = await world.agreed(fourStars())
  const { product_id: productId } = await world.kernel.db
    .selectFrom('dossier')
    .select('product_id')
    .where('id', '=', dossierId)
    .executeTakeFirstOrThrow()
  return { dossierId, productId }
}
const stated = (productId: string, rowId: string, star: number, issuedOn: string, validUntil: string) =>
  world.run(world.office, (ctx) =>
    recordPublicRecognition(ctx, {
      productId,
      producerId: null,
      star,
      regime: qd148,
      level: 'tinh',
      decisionNo: rowId,
      issuedOn,
      validUntil,
      source: { url: '', rowId, kind: 'list', statedStatus: 'recognized' },
      isDemo: false,
    }),
  )
const record = (productId: string, star: number, issuedOn: string, regime = qd148) =>
  world.run(world.office, (ctx) =>
    recordRecognition(
      ctx,
      {
        productId,
        star,
        regime,
        level: regime === qd148 ? 'huyen' : 'tinh',
        issuer: 'UBND',
        decisionNo: `${issuedOn}/QĐ`,
        issuedOn,
      },
      world.recognition.deps,
    ),
  )
const status = async (id: string, day = world.today()) => (await standingOf(world.kernel.db, id, day)).status
const hold = async () => {
  for (const invariant of world.recognition.feature.invariants ?? [])
    expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
}

describe('Điều 7 khoản 5, 6: one recognition stands at a time', () => {
  test('what a source stated ends when ours begins, stays ended when the source is read again', async () => {
    const { dossierId, productId } = await product()
    const read = () => stated(productId, 'a/1', 4, '2024-03-12', '2027-03-12')
    const { recognitionId } = await read()
    const { db } = world.kernel
    const { decisionId } = await world.draft([dossierId])
    const { provinceOf, lawOf } = world.recognition.deps
    const { code } = provinceOf(world.office, world.today())
    const preview = await previewDecision(db, { id: decisionId, province_code: code }, world.today(), lawOf)
    expect(preview.lines).toMatchObject([{ change: 'renewal', before: { star: 4 } }])
    await world.releasedDraft(decisionId)
    expect(await status(recognitionId)).toBe('superseded')
    expect(await status(recognitionId, '2026-06-14')).toBe('valid')
    await read()
    expect(await status(recognitionId)).toBe('superseded')
    await hold()
    expect(
      await world.codes(world.office, (ctx) => withdrawPublicRecognitions(ctx, [recognitionId])),
    ).toEqual(['recognition-has-history'])
  })

  test('one stated before ours on file is superseded as it is read; one stated later ends nothing decided here', async () => {
    const { dossierId, productId } = await product()
    const { decisionId } = await world.released([dossierId])
    const ours = await world.recognitionOf(decisionId)
    const before = await stated(productId, 'b/1', 3, '2025-01-10', '2028-01-10')
    const sameDay = await stated(productId, 'b/2', 4, '2026-06-15', '2029-06-15')
    expect(await status(before.recognitionId)).toBe('superseded')
    expect(await status(sameDay.recognitionId)).toBe('superseded')
    expect(await status(ours)).toBe('valid')
    await hold()
  })

  test('of several stated the latest stands; what a withdrawn one had ended stands again', async () => {
    const { productId } = await product()
    const first = await stated(productId, 'c/1', 3, '2023-11-01', '2026-11-01')
    const second = await stated(productId, 'c/2', 4, '2025-02-01', '2028-02-01')
    expect([await status(first.recognitionId), await status(second.recognitionId)]).toEqual([
      'superseded',
      'valid',
    ])
    // The source corrects the day: it ends the first on that one.
    await stated(productId, 'c/2', 4, '2025-03-01', '2028-03-01')
    expect(await status(first.recognitionId, '2025-02-15')).toBe('valid')
    await world.run(world.office, (ctx) => withdrawPublicRecognitions(ctx, [second.recognitionId]))
    expect(await status(first.recognitionId)).toBe('expiring')
    await hold()
  })
})

describe('Điều 8: what a source states as revoked', () => {
  test('is revoked although the source states a later recognition too', async () => {
    const { productId } = await product()
    const { recognitionId } = await stated(productId, 'd/1', 3, '2024-03-12', '2027-03-12')
    await stated(productId, 'd/2', 4, '2025-02-01', '2028-02-01')
    await world.run(world.office, (ctx) =>
      recordPastRevocation(ctx, {
        recognitionId,
        day: '2026-01-05',
        regime: qd148,
        decisionNo: null,
        reason: null,
      }),
    )
    expect([await status(recognitionId, '2026-01-04'), await status(recognitionId)]).toEqual([
      'superseded',
      'revoked',
    ])
    await hold()
  })
})

describe('Điều 12 khoản 1: recorded from earlier years', () => {
  test('in order of time the later ends the earlier; between two the earliest later one does', async () => {
    const { productId } = await product()
    const first = await record(productId, 3, '2024-03-01')
    const last = await record(productId, 4, '2025-10-01', qd1489)
    expect(await status(first.recognitionId)).toBe('superseded')
    expect(await status(first.recognitionId, '2025-09-30')).toBe('valid')
    const earliest = await record(productId, 3, '2023-05-01')
    expect(await status(earliest.recognitionId, '2024-03-01')).toBe('superseded')
    expect(await status(last.recognitionId)).toBe('valid')
    await hold()
  })

  test('one taken back gives place again to what it had superseded, or to what came after', async () => {
    const { productId } = await product()
    const first = await record(productId, 3, '2024-03-01')
    const second = await record(productId, 4, '2025-08-01', qd1489)
    await world.run(world.office, (ctx) =>
      takeBackRecorded(ctx, { recognitionId: second.recognitionId, reason: 'Nhập nhầm sản phẩm' }),
    )
    expect(await status(first.recognitionId)).toBe('valid')
    await hold()
  })
})
