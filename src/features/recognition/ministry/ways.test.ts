import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/factories/index.ts'
import {
  fiveStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../../test/factories/recognition-world.ts'
import { outcomesOf } from '../decisions/candidates.ts'
import { draftDecision } from '../decisions/draft.ts'
import { judgeAgain, readMean, recordMinistryResult, sendToMinistry } from './result.ts'

let world: RecognitionWorld
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

const law = { forwardFrom: 90, certifiedStars: [3, 4] }
const statusOf = async (id: string) =>
  (
    await world.kernel.db
      .selectFrom('dossier')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).status
const atMinistry = async () => {
  const dossierId = await world.agreed(fiveStars())
  await world.released([dossierId])
  await world.run(world.office, (ctx) =>
    sendToMinistry(ctx, { dossierId, paperNo: '12/UBND' }, world.recognition.deps),
  )
  return dossierId
}
const back =
  (dossierId: string, typed: string, star: number) => (ctx: Parameters<typeof recordMinistryResult>[0]) =>
    recordMinistryResult(
      ctx,
      { dossierId, mean: readMean(typed)!, star, paperNo: '55/BNNMT', paperOn: world.today() },
      world.recognition.deps,
    )
/** 90 points, but a minimum of five stars missed: the council agreed on fewer. */
const missed = async (star: number) => {
  const dossierId = await world.agreed(fiveStars())
  await world.kernel.db.updateTable('result').set({ star }).where('dossier_id', '=', dossierId).execute()
  return dossierId
}
const draft = (dossierId: string, outcome: string) =>
  world.kernel.run(world.office, (ctx) =>
    draftDecision(
      ctx,
      {
        provinceCode: '46',
        title: 'Thử',
        issuer: 'UBND',
        signerName: 'A',
        signerOffice: 'B',
        dossierIds: [dossierId],
        chosen: { [dossierId]: outcome },
      },
      world.recognition.deps.lawOf,
    ),
  )

describe('from 90 points with a minimum missed, of which the decree does not speak', () => {
  test('by the letter of Điều 7 khoản 3 điểm e it goes on, and the province’s own way is open beside it', () => {
    const of = (star: number, level = 'tinh') =>
      outcomesOf({ star, meanNum: 91, meanDen: 1, level, heldStar: null }, law)
    expect(of(5)).toEqual(['to-ministry'])
    expect(of(4)).toEqual(['to-ministry', 'recognise'])
    expect(of(2)).toEqual(['to-ministry', 'not-recognise'])
    expect(of(4, 'trung-uong')).toEqual(['recognise'])
  })

  test('the drafter may recognise four stars; no other way is taken', async () => {
    const dossierId = await missed(4)
    expect(await draft(dossierId, 'not-recognise')).toMatchObject({
      ok: false,
      problems: [{ code: 'outcome-not-open' }],
    })
    const drafted = await draft(dossierId, 'recognise')
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.problems))
    expect((await world.releasedDraft(drafted.value.decisionId)).certificates).toHaveLength(1)
    expect(await statusOf(dossierId)).toBe('recognised')
  })
})

describe('Điều 7 khoản 4: what the Ministry’s council answers', () => {
  test('Điều 3 khoản 3: no star above its points is taken down, a lower one is, and the province decides on it', async () => {
    const dossierId = await atMinistry()
    for (const [mean, star] of [
      ['89,99', 5],
      ['58', 4],
    ] as const)
      expect(await world.codes(world.office, back(dossierId, mean, star))).toEqual([
        'ministry-star-above-points',
      ])
    expect(await world.run(world.office, back(dossierId, '91', 4))).toEqual({ recognised: false })
    expect((await world.released([dossierId])).certificates).toHaveLength(1)
  })

  test('điểm g: the province may judge again by its own council, which need not be a separate one', async () => {
    const dossierId = await atMinistry()
    const again = (reason: string) =>
      world.codes(world.office, (ctx) => judgeAgain(ctx, { dossierId, reason }, world.recognition.deps))
    expect(await again('Đánh giá theo thẩm quyền')).toEqual(['no-result-of-the-ministry'])
    await world.run(world.office, back(dossierId, '85,5', 4))
    const { decisionId } = await world.draft([dossierId])
    expect(await again('Đánh giá theo thẩm quyền')).toEqual(['result-in-open-decision'])
    await world.kernel.db
      .updateTable('decision')
      .set({ status: 'cancelled' })
      .where('id', '=', decisionId)
      .execute()
    expect(await again('')).toEqual(['reason-needed'])
    expect(await again('Đánh giá theo thẩm quyền')).toEqual([])
    expect(await statusOf(dossierId)).toBe('before-council')
    expect(
      await world.kernel.db
        .selectFrom('result')
        .select('id')
        .where('dossier_id', '=', dossierId)
        .where('superseded_by', 'is', null)
        .execute(),
    ).toEqual([])
    // The council of the first sitting, with the same members, takes it on its agenda.
    const { itemIds } = await world.sitting([dossierId])
    expect(itemIds).toHaveLength(1)
  })
})
