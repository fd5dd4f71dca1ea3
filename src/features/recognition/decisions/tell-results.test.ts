import { beforeAll, describe, expect, test } from 'vitest'
import { PROVINCE } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import {
  dossierStatus,
  fourStars,
  noStars,
  type RecognitionWorld,
  recognitionWorld,
  threeStars,
  twoStars,
  verified as verifiedIn,
} from '../../../../test/factories/recognition-world.ts'
import type { SheetContent } from '../../../rules/sitting/index.ts'
import { candidates } from './candidates.ts'
import { draftDecision } from './draft.ts'
import { type LetterContent, letterOf, letterPaper } from './letters.ts'
import { tellResults } from './tell-results.ts'

let world: RecognitionWorld
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

const statusOf = (id: string) => dossierStatus(world, id)
const verified = (number: string) => verifiedIn(world, number)
const tell = (dossierId: string, actor = world.office) =>
  world.codes(actor, (ctx) =>
    tellResults(ctx, { provinceCode: PROVINCE, dossierIds: [dossierId] }, world.recognition.deps),
  )
const draft = (dossierId: string, chosen?: Record<string, string>) =>
  world.kernel.run(world.office, (ctx) =>
    draftDecision(
      ctx,
      {
        provinceCode: PROVINCE,
        title: 'Thử',
        issuer: 'UBND',
        signerName: 'A',
        signerOffice: 'B',
        dossierIds: [dossierId],
        chosen,
      },
      world.recognition.deps.lawOf,
    ),
  )
const letterText = async (dossierId: string) => {
  const { content } = await world.kernel.db
    .selectFrom('result_letter')
    .select('content')
    .where('dossier_id', '=', dossierId)
    .orderBy('made_at', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.stringify(letterPaper(content as LetterContent))
}
/** A product recognised by one result, and the agreed result of its upgrade. */
async function upgraded(held: SheetContent, content: SheetContent) {
  const { db } = world.kernel
  const first = await world.agreed(held)
  const { certificates } = await world.released([first])
  const dossierId = await world.agreed(content)
  const { product_id } = await db
    .selectFrom('dossier')
    .select('product_id')
    .where('id', '=', first)
    .executeTakeFirstOrThrow()
  await db.updateTable('dossier').set({ kind: 'upgrade', product_id }).where('id', '=', dossierId).execute()
  const open = await candidates(db, PROVINCE, world.today(), world.recognition.deps.lawOf)
  return {
    dossierId,
    certificate: certificates[0]!,
    outcomes: open.find((each) => each.dossierId === dossierId)?.outcomes,
  }
}

describe('Điều 4 khoản 1 điểm a: below three stars no decision is issued', () => {
  test('the office’s notice closes the dossier, on the ground of the council’s result', async () => {
    const dossierId = await world.agreed(twoStars())
    expect(await draft(dossierId)).toMatchObject({
      ok: false,
      problems: [{ code: 'result-needs-no-decision', article: 'Điều 4 khoản 1 điểm a' }],
    })
    expect(await tell(dossierId, world.leader)).toEqual(['forbidden'])
    expect(await tell(dossierId)).toEqual([])
    expect(await statusOf(dossierId)).toBe('not-recognised')
    const text = await letterText(dossierId)
    expect(text).toContain('Căn cứ kết quả đánh giá, phân hạng của Hội đồng thử tại phiên ngày 15/06/2026')
    expect(text).toContain('Đạt 2 sao')
    expect(text).not.toContain('Căn cứ Quyết định số')
    expect(await letterOf(world.kernel.db, dossierId)).toMatch(/^\/lam-viec\/thong-bao-ket-qua\//)
    expect(await tell(dossierId), 'told once').toEqual(['result-not-open-to-decision'])
  })

  test('one without a star is not told of one or two stars; one that is to be recognised is not closed by a notice', async () => {
    const none = await world.agreed(noStars())
    await world.kernel.db.updateTable('result').set({ star: null }).where('dossier_id', '=', none).execute()
    expect(await tell(none)).toEqual([])
    const text = await letterText(none)
    expect(text).toContain('không được xếp hạng sao')
    expect(text).not.toContain('1 sao, 2 sao')
    expect(await tell(await world.agreed(fourStars()))).toEqual(['result-needs-a-decision'])
  })
})

describe('Điều 4 khoản 3, Điều 8: an upgrade that reaches no higher star takes nothing away', () => {
  test('the notice leaves the certificate as it is, also at the same star', async () => {
    for (const content of [threeStars(), fourStars(), twoStars()]) {
      const { dossierId, certificate, outcomes } = await upgraded(fourStars(), content)
      expect(outcomes?.[0]).toBe('no-upgrade')
      expect(await tell(dossierId)).toEqual([])
      expect(await statusOf(dossierId)).toBe('not-recognised')
      expect(await verified(certificate)).toEqual({ star: 4, status: 'valid' })
      expect(await letterText(dossierId)).toContain('Sản phẩm giữ nguyên hạng 4 sao')
    }
    for (const invariant of world.recognition.feature.invariants ?? [])
      expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
  })

  test('as the decree is silent, the office may draft a recognition all the same; a higher star needs a decision', async () => {
    const same = await upgraded(threeStars(), threeStars())
    expect(same.outcomes).toEqual(['no-upgrade', 'recognise'])
    const drafted = await draft(same.dossierId, { [same.dossierId]: 'recognise' })
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.problems))
    await world.releasedDraft(drafted.value.decisionId)
    expect(await verified(same.certificate)).toMatchObject({ status: 'superseded' })
    const higher = await upgraded(threeStars(), fourStars())
    expect(higher.outcomes).toEqual(['recognise'])
    expect(await tell(higher.dossierId)).toEqual(['result-needs-a-decision'])
    await world.released([higher.dossierId])
    expect(await verified(higher.certificate)).toMatchObject({ status: 'superseded' })
  })
})
