import { beforeAll, describe, expect, test } from 'vitest'
import { PROVINCE } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import {
  noStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../../test/factories/recognition-world.ts'
import { type CommandContext, ok } from '../../../platform/command/index.ts'
import { proposeDecision } from '../decisions/draft.ts'
import { releaseDecision } from '../decisions/release.ts'
import { recordRecognition } from '../record.ts'
import { standingOf } from '../standing.ts'
import { draftMeasure, type Measure } from './measures.ts'

let world: RecognitionWorld
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

/** A product of three stars until 1/8/2026 whose re-evaluation has failed before the council; today is 15/6/2026. */
async function reevaluated() {
  const { db } = world.kernel
  const dossierId = await world.agreed(noStars())
  const { product_id: productId } = await db
    .updateTable('dossier')
    .set({ kind: 'reevaluation' })
    .where('id', '=', dossierId)
    .returning('product_id')
    .executeTakeFirstOrThrow()
  const { recognitionId } = await world.run(world.office, (ctx) =>
    recordRecognition(
      ctx,
      {
        productId,
        star: 3,
        regime: 'qd148-2023',
        level: 'huyen',
        issuer: 'UBND huyện',
        decisionNo: '5/QĐ-UBND',
        issuedOn: '2023-08-01',
      },
      world.recognition.deps,
    ),
  )
  return { dossierId, recognitionId }
}
const drafting = (ctx: CommandContext, recognitionId: string, measure: Measure) =>
  draftMeasure(
    ctx,
    {
      measure,
      provinceCode: PROVINCE,
      issuer: 'UBND',
      signerName: 'A',
      signerOffice: 'B',
      title: 'Thử',
      recognitionIds: [recognitionId],
      ground: null,
      reason: 'Thử',
      concludedOn: null,
    },
    world.recognition.deps.measureLaw(),
  )
const drafted = async (recognitionId: string, measure: Measure) => {
  const { decisionId } = await world.run(world.office, (ctx) => drafting(ctx, recognitionId, measure))
  return decisionId
}
const on = async (id: string, day: string) => (await standingOf(world.kernel.db, id, day)).status

describe('Điều 12 khoản 3: the extension lasts to the day of the result', () => {
  test('one that fails before the printed term ends with that term, suspended meanwhile or not', async () => {
    for (const suspended of [false, true]) {
      const { dossierId, recognitionId } = await reevaluated()
      await world.releasedDraft(await drafted(recognitionId, 'extend'))
      expect(await on(recognitionId, '2027-01-28')).toBe('expiring')
      if (suspended) await world.releasedDraft(await drafted(recognitionId, 'suspend'))
      await world.told([dossierId])
      const standing = suspended ? 'suspended' : 'expiring'
      expect([await on(recognitionId, '2026-08-01'), await on(recognitionId, '2026-08-02')]).toEqual([
        standing,
        'expired',
      ])
      const { status } = await world.kernel.db
        .selectFrom('recognition')
        .select('status')
        .where('id', '=', recognitionId)
        .executeTakeFirstOrThrow()
      expect(status, 'it stands until then').toBe(suspended ? 'suspended' : 'valid')
      for (const invariant of world.recognition.feature.invariants ?? [])
        expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
    }
  })

  test('a re-evaluation withdrawn or refused after the printed term ends it that day, but not while another is judged', async () => {
    for (const [action, status] of [
      ['withdraw', 'withdrawn'],
      ['refuse', 'refused'],
    ] as const) {
      const { dossierId, recognitionId } = await reevaluated()
      await world.releasedDraft(await drafted(recognitionId, 'extend'))
      world.clock.set('2026-09-10')
      const { db } = world.kernel
      const { product_id: productId } = await db
        .updateTable('dossier')
        .set({ status })
        .where('id', '=', dossierId)
        .returning('product_id')
        .executeTakeFirstOrThrow()
      const leave = () =>
        world.run(world.office, async (ctx) => {
          await ctx.emit({
            type: 'dossier.moved',
            dossierId,
            action,
            from: 'before-council',
            to: status,
            placeCode: '',
          })
          return ok()
        })
      const other = await world.dossier(await world.producer(), { kind: 'reevaluation' })
      await db.updateTable('dossier').set({ product_id: productId }).where('id', '=', other).execute()
      await leave()
      expect(await on(recognitionId, '2026-09-10')).toBe('expiring')
      await db.updateTable('dossier').set({ status: 'withdrawn' }).where('id', '=', other).execute()
      await leave()
      expect(await on(recognitionId, '2026-09-09')).toBe('expiring')
      expect(await on(recognitionId, '2026-09-10')).toBe('expired')
      world.clock.set('2026-06-15')
    }
  })

  test('is not given to whoever filed within the window of Điều 7 khoản 6 điểm a', async () => {
    const { dossierId, recognitionId } = await reevaluated()
    // The window of 1/8/2026: 02/02/2026 to 03/4/2026.
    for (const [filedOn, codes] of [
      ['2026-02-02', ['extension-filed-in-time']],
      ['2026-04-03', ['extension-filed-in-time']],
      ['2026-04-04', []],
    ] as const) {
      await world.kernel.db
        .updateTable('dossier')
        .set({ filed_on: filedOn })
        .where('id', '=', dossierId)
        .execute()
      expect(
        await world.codes(world.office, (ctx) => drafting(ctx, recognitionId, 'extend')),
        filedOn,
      ).toEqual(codes)
    }
  })

  test('is not given when the dossier went away between draft and release', async () => {
    const { dossierId, recognitionId } = await reevaluated()
    const decisionId = await drafted(recognitionId, 'extend')
    await world.kernel.db
      .updateTable('dossier')
      .set({ status: 'withdrawn' })
      .where('id', '=', dossierId)
      .execute()
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await world.releaseInput(decisionId)
    expect(
      await world.codes(world.leader, (ctx) => releaseDecision(ctx, input, world.recognition.deps)),
    ).toEqual(['extension-needs-a-dossier'])
  })
})
