import { beforeAll, describe, expect, test } from 'vitest'
import { rejudged } from '../../../../test/factories/appeal-panel.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import {
  dossierStatus,
  fiveStars,
  fourStars,
  type RecognitionWorld,
  recognitionWorld,
  threeStars,
  twoStars,
  verified as verifiedIn,
} from '../../../../test/factories/recognition-world.ts'
import { readMean, recordMinistryResult, sendToMinistry } from '../ministry/result.ts'
import { type LetterContent, letterPaper } from './letters.ts'
import { decisionPaper } from './paper.ts'

let world: RecognitionWorld
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

const verified = (number: string) => verifiedIn(world, number)
const statusOf = (id: string) => dossierStatus(world, id)
const wellKept = async () => {
  for (const { invariants } of [world.recognition.feature, world.councils.feature])
    for (const invariant of invariants ?? [])
      expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
}

describe('a recognised product, judged anew by a panel after an appeal', () => {
  test('four and three stars take the place of what was recognised, with a certificate of their own', async () => {
    for (const [content, star] of [
      [fourStars(), 4],
      [threeStars(), 3],
    ] as const) {
      const dossierId = await world.agreed(star === 4 ? threeStars() : fourStars())
      const { certificates: former } = await world.released([dossierId])
      await rejudged(world, dossierId, content)
      const { certificates } = await world.released([dossierId])
      expect(certificates).toHaveLength(1)
      expect(await verified(certificates[0]!)).toEqual({ star, status: 'valid' })
      expect(await verified(former[0]!)).toMatchObject({ status: 'superseded' })
      expect(await statusOf(dossierId)).toBe('recognised')
    }
    await wellKept()
  })

  test('Điều 4 khoản 1 điểm a: two stars end the recognition, and paper and letter name its certificate’s end', async () => {
    const dossierId = await world.agreed(fourStars())
    const { certificates } = await world.released([dossierId])
    await rejudged(world, dossierId, twoStars())
    const { decisionId, recognised } = await world.released([dossierId])
    expect(recognised).toBe(0)
    expect(await verified(certificates[0]!)).toEqual({ star: 4, status: 'superseded' })
    expect(await statusOf(dossierId)).toBe('not-recognised')
    const { db } = world.kernel
    const decision = await db
      .selectFrom('decision')
      .selectAll()
      .where('id', '=', decisionId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(await decisionPaper(db, decision, world.recognition.deps))).toContain(
      'giấy chứng nhận đã cấp chấm dứt giá trị',
    )
    const letter = await db
      .selectFrom('result_letter')
      .select('content')
      .where('decision_id', '=', decisionId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(letterPaper(letter.content as LetterContent))).toContain(
      `giấy chứng nhận số ${certificates[0]} chấm dứt giá trị`,
    )
    await wellKept()
  })

  test('Điều 7 khoản 4 điểm g: a decision on the central result gives way to the panel’s, and one result stands', async () => {
    const dossierId = await world.agreed(fiveStars())
    await world.released([dossierId])
    const { deps } = world.recognition
    await world.run(world.office, (ctx) => sendToMinistry(ctx, { dossierId, paperNo: '12/UBND' }, deps))
    await world.run(world.office, (ctx) =>
      recordMinistryResult(
        ctx,
        { dossierId, mean: readMean('85,5')!, star: 4, paperNo: '55/BNNMT', paperOn: world.today() },
        deps,
      ),
    )
    await world.released([dossierId])
    await rejudged(world, dossierId, threeStars())
    const standing = await world.kernel.db
      .selectFrom('result')
      .select(['star', 'level'])
      .where('dossier_id', '=', dossierId)
      .where('superseded_by', 'is', null)
      .execute()
    expect(standing).toEqual([{ star: 3, level: 'tinh' }])
    const { certificates } = await world.released([dossierId])
    expect(await verified(certificates[0]!)).toEqual({ star: 3, status: 'valid' })
    await wellKept()
  })
})
