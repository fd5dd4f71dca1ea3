import { beforeAll, describe, expect, test } from 'vitest'
import { PROVINCE } from '../../../test/factories/council-world.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../test/factories/papers.ts'
import {
  fiveStars,
  fourStars,
  noStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../test/factories/recognition-world.ts'
import type { Actor } from '../../platform/command/index.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { draftMeasure } from './afterlife/measures.ts'
import { certificatePaper } from './certificates/paper.ts'
import { candidates, outcomesOf } from './decisions/candidates.ts'
import { draftDecision, proposeDecision } from './decisions/draft.ts'
import { type LetterContent, letterPaper } from './decisions/letters.ts'
import { decisionPaper } from './decisions/paper.ts'
import { previewDecision } from './decisions/preview.ts'
import { releaseDecision } from './decisions/release.ts'
import type { Recognition } from './recognition.ts'
import { recordRecognition } from './record.ts'
import { standingOf } from './standing.ts'
import { examineText } from './verification/examine.ts'
import { lookUpCertificate } from './verification/lookup.ts'
import { compareNames } from './verification/name-match.ts'

let world: RecognitionWorld
let recognition: Recognition
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
  recognition = world.recognition
})
const agreed: RecognitionWorld['agreed'] = (...about) => world.agreed(...about)
const draft: RecognitionWorld['draft'] = (ids) => world.draft(ids)
const released: RecognitionWorld['released'] = (ids) => world.released(ids)
const releaseInput: RecognitionWorld['releaseInput'] = (...about) => world.releaseInput(...about)
const today = () => world.today()

describe('Điều 7 khoản 3 điểm e', () => {
  const law = { forwardFrom: 90, certifiedStars: [3, 4] }
  test('a mean of exactly 90 goes on to the Ministry, 89.99… stays with the province', () => {
    expect(outcomesOf({ star: 5, meanNum: 90, meanDen: 1, level: 'tinh', heldStar: null }, law)).toEqual([
      'to-ministry',
    ])
    expect(outcomesOf({ star: 4, meanNum: 809, meanDen: 9, level: 'tinh', heldStar: null }, law)).toEqual([
      'recognise',
    ])
  })
  test('one and two stars, and no star at all, are not recognised (Điều 4 khoản 1 điểm a)', () => {
    for (const star of [1, 2, null])
      expect(outcomesOf({ star, meanNum: 40, meanDen: 1, level: 'tinh', heldStar: null }, law)).toEqual([
        'not-recognise',
      ])
  })

  test('one release writes recognition, certificate, the dossier’s end and an intact proof', async () => {
    const four = await agreed(fourStars())
    const five = await agreed(fiveStars())
    const open = await candidates(world.kernel.db, PROVINCE, today(), recognition.deps.lawOf)
    expect(open.map((each) => each.outcomes[0]).sort()).toEqual(['recognise', 'to-ministry'])
    const { decisionId, certificates } = await released([four, five])
    expect(certificates).toHaveLength(1)
    const answer = await lookUpCertificate(
      world.kernel.pool,
      ` ${certificates[0]!.toLowerCase().replaceAll('0', 'o')} `,
      today(),
    )
    expect(answer).toMatchObject({ number: certificates[0], star: 4, status: 'valid', isDemo: false })
    const statuses = await world.kernel.db
      .selectFrom('dossier')
      .select(['id', 'status'])
      .where('id', 'in', [four, five])
      .execute()
    expect(Object.fromEntries(statuses.map((row) => [row.id, row.status]))).toEqual({
      [four]: 'recognised',
      [five]: 'result-approved',
    })
    for (const invariant of recognition.feature.invariants ?? [])
      expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
    const decision = await world.kernel.db
      .selectFrom('decision')
      .selectAll()
      .where('id', '=', decisionId)
      .executeTakeFirstOrThrow()
    const paper = await decisionPaper(world.kernel.db, decision, recognition.deps)
    const text = (await pdfText(await statePaperPdf(paper))).replace(/\s+/g, ' ')
    expect(text).toContain('cấp giấy chứng nhận cho 1 sản phẩm OCOP đạt hạng 4 sao (danh sách')
    expect(docxText(await statePaperDocx(paper))).toContain('Phê duyệt kết quả đánh giá của 1 sản phẩm')
    const about = { baseUrl: 'https://ocop.example', payload: answer!.payload, mark: null }
    const [one, two] = await Promise.all([
      certificatePaper(answer!.content, about),
      certificatePaper(answer!.content, about),
    ])
    expect(one.equals(two)).toBe(true)
  })
})

describe('Điều 7 khoản 3 điểm g: written notice of the result', () => {
  test('each result has its letter; one not recognised says why and the shortest way on', async () => {
    const [four, none] = [await agreed(fourStars()), await agreed(noStars())]
    await released([four])
    await world.told([none])
    const letters = await world.kernel.db
      .selectFrom('result_letter')
      .select(['outcome', 'content'])
      .where('dossier_id', 'in', [four, none])
      .orderBy('outcome')
      .execute()
    expect(letters.map((each) => each.outcome)).toEqual(['not-recognise', 'recognise'])
    const [refused, recognised] = letters.map((each) => each.content as LetterContent)
    expect(recognised!.certificateNumber).toMatch(/^OCOP-46-2026-/)
    expect(refused!.explanation?.next?.steps.length).toBeGreaterThan(0)
    // The way leads to the next star above the result, never past it.
    expect([recognised!.star, recognised!.explanation?.next?.star]).toEqual([4, 5])
    expect(recognised!.explanation?.blockedBy.join()).not.toMatch(/hạng [34] sao/)
    const text = await pdfText(await statePaperPdf(letterPaper(refused!)))
    expect(text.replace(/\s+/g, ' ')).toContain('Cách ngắn nhất để đạt')
  })

  test('a result formed anew after the draft keeps the decision from being released', async () => {
    const dossierId = await agreed(fourStars())
    const { decisionId } = await draft([dossierId])
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const { db } = world.kernel
    await db.updateTable('result').set({ star: 3 }).where('dossier_id', '=', dossierId).execute()
    const input = await releaseInput(decisionId)
    expect(await world.codes(world.leader, (ctx) => releaseDecision(ctx, input, recognition.deps))).toEqual([
      'result-changed-since-draft',
    ])
    await db.updateTable('result').set({ star: 4 }).where('dossier_id', '=', dossierId).execute()
    const view = await previewDecision(
      db,
      { id: decisionId, province_code: PROVINCE },
      today(),
      recognition.deps.lawOf,
    )
    expect(view.lines).toMatchObject([{ change: 'new', before: null, stale: false }])
  })
})

describe('two people and one decision', () => {
  test('whoever drafted it may not release it, and an office may not release at all', async () => {
    const { decisionId } = await draft([await agreed(fourStars())])
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(decisionId)
    expect(await world.codes(world.office, (ctx) => releaseDecision(ctx, input, recognition.deps))).toEqual([
      'forbidden',
    ])
    // An office person to whom the leader's role is lent as well stays the one who drafted it.
    const lent = { ...world.office, grants: [...world.office.grants, ...world.leader.grants] }
    const release = (actor: Actor) =>
      world.codes(actor, (ctx) => releaseDecision(ctx, input, recognition.deps))
    expect(await release(lent)).toEqual(['two-people-release-a-decision'])
    expect(await release(world.leader)).toEqual([])
  })

  test('two leaders release at once: one wins, the other is told, no number is spent twice', async () => {
    const { decisionId } = await draft([await agreed(fourStars())])
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(decisionId)
    const answers = await Promise.all(
      [world.leader, world.second].map((actor) =>
        world.codes(actor, (ctx) => releaseDecision(ctx, input, recognition.deps)),
      ),
    )
    expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1)
    expect(answers.flat()).toEqual(['decision-already-released'])
    const certificates = await world.kernel.db.selectFrom('certificate').select('number').execute()
    expect(new Set(certificates.map((each) => each.number)).size).toBe(certificates.length)
  })

  test('a number of that day belongs to one decision only; nothing of the refused one is written', async () => {
    const first = await draft([await agreed(fourStars())])
    const other = await draft([await agreed(fourStars())])
    for (const { decisionId } of [first, other])
      await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(first.decisionId, '777/QĐ-UBND')
    await world.run(world.leader, (ctx) => releaseDecision(ctx, input, recognition.deps))
    const before = await world.kernel.db.selectFrom('recognition').select('id').execute()
    const again = await releaseInput(other.decisionId, '777/QĐ-UBND')
    expect(await world.codes(world.leader, (ctx) => releaseDecision(ctx, again, recognition.deps))).toEqual([
      'decision-number-taken',
    ])
    expect(await world.kernel.db.selectFrom('recognition').select('id').execute()).toHaveLength(before.length)
  })

  test('a decision does not bear a day before the result, or the recognition, it rests on', async () => {
    const dossierId = await agreed(fourStars())
    const { decisionId } = await draft([dossierId])
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(decisionId)
    const dated = (decidedOn: string, id = input) =>
      world.codes(world.leader, (ctx) => releaseDecision(ctx, { ...id, decidedOn }, recognition.deps))
    expect(await dated('2026-06-14')).toEqual(['decision-before-its-ground'])
    expect(await dated(today())).toEqual([])
    const suspension = await world.run(world.office, async (ctx) =>
      draftMeasure(
        ctx,
        {
          measure: 'suspend',
          provinceCode: PROVINCE,
          issuer: 'UBND',
          signerName: 'A',
          signerOffice: 'B',
          title: 'Tạm dừng thử',
          recognitionIds: [await world.recognitionOf(decisionId)],
          ground: null,
          reason: 'Thử',
          concludedOn: null,
        },
        recognition.deps.measureLaw(),
      ),
    )
    await world.run(world.office, (ctx) => proposeDecision(ctx, suspension.decisionId))
    expect(await dated('2026-06-14', await releaseInput(suspension.decisionId))).toEqual([
      'decision-before-its-ground',
    ])
  })

  test('a result stands in one open decision only', async () => {
    const dossierId = await agreed(fourStars())
    await draft([dossierId])
    expect(
      await world.codes(world.office, (ctx) =>
        draftDecision(
          ctx,
          {
            provinceCode: PROVINCE,
            title: 'x',
            issuer: 'x',
            signerName: 'x',
            signerOffice: 'x',
            dossierIds: [dossierId],
          },
          recognition.deps.lawOf,
        ),
      ),
    ).toEqual(['result-not-open-to-decision'])
  })
})

describe('Điều 8: thu hồi', () => {
  const measure = async (
    recognitionId: string,
    kind: 'revoke' | 'suspend' | 'resume',
    ground: string | null = 'd',
    concludedOn: string | null = today(),
  ) => {
    const { decisionId } = await world.run(world.office, (ctx) =>
      draftMeasure(
        ctx,
        {
          measure: kind,
          provinceCode: PROVINCE,
          issuer: 'UBND',
          signerName: 'A',
          signerOffice: 'B',
          title: 'Thu hồi thử',
          recognitionIds: [recognitionId],
          ground,
          reason: 'Dùng nhãn cho sản phẩm khác',
          concludedOn,
        },
        recognition.deps.measureLaw(),
      ),
    )
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(decisionId)
    return world.run(world.leader, (ctx) => releaseDecision(ctx, input, recognition.deps))
  }
  const status = async (number: string) =>
    (await lookUpCertificate(world.kernel.pool, number, today()))?.status

  test('suspended, resumed, revoked: each shows at once; a second revocation is refused; a ground is asked', async () => {
    const { decisionId, certificates } = await released([await agreed(fourStars())])
    const { id } = await world.kernel.db
      .selectFrom('recognition')
      .select('id')
      .where('decision_id', '=', decisionId)
      .executeTakeFirstOrThrow()
    await measure(id, 'suspend')
    expect(await status(certificates[0]!)).toBe('suspended')
    await measure(id, 'resume')
    expect(await status(certificates[0]!)).toBe('valid')
    await expect(measure(id, 'revoke', null)).rejects.toThrow('ground-missing')
    // Khoản 4: the 15 days run from the conclusion, so it is named, and it has been.
    await expect(measure(id, 'revoke', 'd', null)).rejects.toThrow('conclusion-day-missing')
    await expect(measure(id, 'revoke', 'd', '2030-01-01')).rejects.toThrow('conclusion-day-in-the-future')
    await measure(id, 'revoke')
    expect(await status(certificates[0]!)).toBe('revoked')
    await expect(measure(id, 'revoke')).rejects.toThrow('measure-does-not-fit')
  })
})

describe('what would overlap, and what is held up to the wrong product', () => {
  test('a second recognition takes the place of the first on its day: two never stand at once', async () => {
    const { db } = world.kernel
    const first = await released([await agreed(fourStars())])
    const { id, product_id: productId } = await db
      .selectFrom('recognition')
      .select(['id', 'product_id'])
      .where('decision_id', '=', first.decisionId)
      .executeTakeFirstOrThrow()
    const record = (decisionNo: string, issuedOn: string, regime: string) =>
      world.run(world.office, (ctx) =>
        recordRecognition(
          ctx,
          { productId, star: 3, regime, level: 'tinh', issuer: 'UBND tỉnh', decisionNo, issuedOn },
          recognition.deps,
        ),
      )
    // An earlier one found later: it ended when the later one began.
    const { recognitionId } = await record('12/QĐ-UBND', '2025-08-01', 'qd148-2023-qd1489-2025')
    await expect(record('12/QĐ-UBND', '2025-08-01', 'qd148-2023-qd1489-2025')).rejects.toThrow(
      'recognition-recorded-already',
    )
    expect((await standingOf(db, recognitionId, today())).status).toBe('superseded')
    expect((await standingOf(db, recognitionId, '2026-06-14')).status).toBe('valid')
    // One decided anew: the former is superseded in the same transaction.
    const dossierId = await agreed(fourStars())
    await db.updateTable('dossier').set({ product_id: productId }).where('id', '=', dossierId).execute()
    await released([dossierId])
    expect((await standingOf(db, id, today())).status).toBe('superseded')
    expect((await lookUpCertificate(world.kernel.pool, first.certificates[0]!, today()))?.status).toBe(
      'superseded',
    )
    const standing = await db
      .selectFrom('recognition')
      .select('id')
      .where('product_id', '=', productId)
      .where('status', '=', 'valid')
      .execute()
    expect(standing).toHaveLength(1)
  })

  test('the genuine QR of one product says so on another: the name on the package, and the number it is laid over', async () => {
    const done = await released([await agreed(fourStars()), await agreed(fourStars())])
    const [one, other] = await Promise.all(
      done.certificates.map((number) => lookUpCertificate(world.kernel.pool, number, today())),
    )
    expect(compareNames(one!.product, one!.product)).toBe('same')
    expect(compareNames('Nước mắm làng khác', one!.product)).toBe('other')
    const found = await examineText(
      world.kernel,
      `https://ocop.example/xac-thuc/${other!.number}#${one!.payload}`,
      today(),
    )
    expect(found.answer?.number, 'the signed facts outrank the address they are pasted behind').toBe(
      one!.number,
    )
  })
})
