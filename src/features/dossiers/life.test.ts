import { beforeAll, describe, expect, test } from 'vitest'
import {
  commune,
  type DossierWorld,
  dossierWorld,
  numbering,
  province,
  regulation,
} from '../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { openRound } from '../rounds/index.ts'
import { issueCommuneReport, proposeDossier, receiveByCommune, returnDossier } from './commune.ts'
import { saveAssessment, saveChapter } from './editing.ts'
import { dossierById } from './index.ts'
import { dossierInvariants } from './invariants.ts'
import { lawsOf } from './law.ts'
import { changesBetween, manifestsOf } from './manifest.ts'
import { acceptIntoRound, receiveByProvince } from './province.ts'
import { dossierLines, dossiersBeforeCouncil } from './queries.ts'
import { recorder } from './record.ts'
import { answerRemarks, remarksOf } from './remarks.ts'

const database = await testDatabase()
const { db } = database
const laws = lawsOf(regulation)
const desk = { laws, record: recorder(laws), numbering }
let world: DossierWorld
const problems = (result: {
  ok: boolean
  problems?: readonly { code: string; field?: string | undefined }[]
}) => (result.ok ? [] : result.problems!.map((one) => one.code))

beforeAll(async () => {
  world = await dossierWorld(database)
})

async function allHolds() {
  for (const invariant of dossierInvariants(laws)) expect(await invariant.run(db), invariant.name).toEqual([])
}

describe('a first dossier', () => {
  test('is filled from the records and cannot be filed empty; every reason is named with its article', async () => {
    const productId = await world.product('Chè hoa minh họa', 12)
    const { producer } = world.actors
    const dossier = await world.must(producer, (ctx) =>
      world.dossiers.start(ctx, { productId, kind: 'first' }),
    )
    expect(dossier.form).toMatchObject({
      ownerName: 'Hợp tác xã Minh Họa Phú Vang',
      ownerType: 'hop-tac-xa',
      representativeGender: 'Nữ',
      productName: 'Chè hoa minh họa',
    })
    const refused = await world.run(producer, (ctx) =>
      world.dossiers.file(ctx, { dossierId: dossier.id, declared: false }),
    )
    expect(problems(refused)).toEqual(
      expect.arrayContaining(['declaration-needed', 'check-field-missing', 'check-self-assessment-empty']),
    )
    expect((await dossierById(db, dossier.id))!.status).toBe('draft')
    expect(await manifestsOf(db, dossier.id)).toEqual([])
    const again = await world.run(producer, (ctx) => world.dossiers.start(ctx, { productId, kind: 'first' }))
    expect(problems(again)).toEqual(['dossier-open-already'])
  })

  test('goes from draft to the council: numbers, clock, manifest, differences, remarks', async () => {
    const { producer, officer, office, stranger } = world.actors
    const draft = await world.draft()
    const filed = await world.must(producer, (ctx) =>
      world.dossiers.file(ctx, { dossierId: draft.id, declared: true }),
    )
    expect(filed.dossier).toMatchObject({
      status: 'filed',
      filedOn: '2026-09-01',
      productCode: `${province}-${commune}-01-2026`,
    })

    const wrong = await world.run(stranger, (ctx) =>
      receiveByCommune(ctx, desk, { dossierId: draft.id, checklist: [], samples: null }),
    )
    expect(problems(wrong)).toEqual(['forbidden'])
    const received = await world.must(officer, (ctx) =>
      receiveByCommune(ctx, desk, { dossierId: draft.id, checklist: ['mau-01'], samples: 5 }),
    )
    expect(received.communeReceiptNo).toBe(`01-X/PĐK-${province}-${commune}-2026`)
    const law = laws(received.regime)!
    const clock = law.life.clockOf({ ...received }, '2026-09-01', law.calendar)
    expect(clock).toMatchObject({ unit: 'working-day', overdue: false })
    expect(clock!.daysLeft).toBe(15)

    const returned = await world.must(officer, (ctx) =>
      returnDossier(ctx, desk, {
        dossierId: draft.id,
        by: 'return-commune',
        reason: 'Cần bổ sung hai nội dung.',
        remarks: [
          { about: { kind: 'field', ref: 'plan' }, words: 'Nêu rõ kế hoạch năm 2027.' },
          { about: { kind: 'criterion', ref: '4.3' }, words: 'Bổ sung ảnh trang mạng.' },
        ],
      }),
    )
    expect(returned.status).toBe('commune.returned')
    const early = await world.run(producer, (ctx) =>
      world.dossiers.file(ctx, { dossierId: draft.id, declared: true }),
    )
    expect(problems(early)).toEqual(['remark-unanswered', 'remark-unanswered'])
    const remarks = await remarksOf(db, draft.id)
    await world.must(producer, (ctx) =>
      saveChapter(ctx, laws, {
        dossierId: draft.id,
        chapter: 'ke-hoach',
        base: {},
        sent: () => 'Năm 2027 mở thêm hai điểm bán, nâng sản lượng lên mười tấn và đăng ký chứng nhận mới.',
      }),
    )
    await world.must(producer, (ctx) =>
      answerRemarks(ctx, laws, {
        dossierId: draft.id,
        answers: Object.fromEntries(remarks.map((remark) => [remark.id, 'Đã bổ sung.'])),
      }),
    )
    const again = await world.must(producer, (ctx) =>
      world.dossiers.file(ctx, { dossierId: draft.id, declared: true }),
    )
    expect(again.filing).toBe(2)
    const [first, second] = await manifestsOf(db, draft.id)
    expect(changesBetween(first!.content, second!.content)).toMatchObject([{ part: 'form', at: 'plan' }])

    const back = await world.must(officer, (ctx) =>
      receiveByCommune(ctx, desk, { dossierId: draft.id, checklist: [], samples: null }),
    )
    expect(back.communeReceiptNo).toBe(received.communeReceiptNo)
    expect((await remarksOf(db, draft.id)).every((remark) => remark.settled)).toBe(true)

    const half = await world.run(officer, (ctx) =>
      issueCommuneReport(ctx, desk, { dossierId: draft.id, topics: { localMaterials: 'Đúng.' }, version: 0 }),
    )
    expect(problems(half)).toEqual(['required', 'required', 'required'])
    const topics = {
      localMaterials: 'Đúng.',
      localLabour: 'Đúng.',
      ideaOrigin: 'Đúng.',
      localIdentity: 'Đúng.',
    }
    await world.must(officer, (ctx) =>
      issueCommuneReport(ctx, desk, { dossierId: draft.id, topics, version: 0 }),
    )
    const few = await world.run(officer, (ctx) =>
      proposeDossier(ctx, desk, { dossierId: draft.id, number: '7/TTr-UBND', on: '01/09/2026', samples: 4 }),
    )
    expect(few.ok ? null : few.problems).toMatchObject([
      { code: 'items-missing', data: { missing: ['san-pham-mau'] } },
    ])
    await world.must(officer, (ctx) =>
      proposeDossier(ctx, desk, { dossierId: draft.id, number: '7/TTr-UBND', on: '01/09/2026', samples: 5 }),
    )

    const atProvince = await world.must(office, (ctx) =>
      receiveByProvince(ctx, desk, { dossierId: draft.id, checklist: [] }),
    )
    expect(atProvince.provinceReceiptNo).toBe(`01-T/PĐK-${province}-${commune}-2026`)
    const round = await world.must(office, (ctx) =>
      openRound(ctx, regulation, { provinceCode: province, year: 2026, ordinal: 2 }),
    )
    expect([round.proposalsBefore, round.heldBefore]).toEqual(['2026-10-30', '2026-12-30'])
    const inRound = await world.must(office, (ctx) =>
      acceptIntoRound(ctx, desk, { dossierId: draft.id, roundId: round.id }),
    )
    expect(inRound.status).toBe('in-round')
    await allHolds()
  })

  test('five for a sitting; only those within reach are listed', async () => {
    const ids: string[] = []
    for (let index = 1; index <= 2; index++)
      ids.push((await world.beforeCouncil(await world.product(`Sản phẩm ${index}`))).id)
    const waiting = await dossiersBeforeCouncil(db, { provinceCode: province })
    expect(waiting.map((one) => one.id).sort()).toEqual(ids.sort())
    const list = (actor: (typeof world.actors)['officer']) =>
      dossierLines(db, { reach: reachOf(actor, 'dossier.read', '2026-09-01'), accountId: actor.accountId })
    expect((await list(world.actors.officer)).length).toBeGreaterThanOrEqual(3)
    expect(await list(world.actors.stranger)).toEqual([])
    expect((await list(world.actors.adviser)).map((one) => one.id).sort()).toEqual(ids.sort())
    await allHolds()
  })
})

describe('two people and one draft', () => {
  test('what the other one changed is not overwritten, but named; what only one changed is kept', async () => {
    const draft = await world.draft(await world.product('Hai người'))
    const { producer } = world.actors
    const save = (typed: Record<string, string>, base: Record<string, string>) =>
      world.run(producer, (ctx) =>
        saveChapter(ctx, laws, {
          dossierId: draft.id,
          chapter: 'qua-trinh',
          base,
          sent: (name) => typed[name],
        }),
      )
    const { baseOf } = await import('../../rules/forms/index.ts')
    const seen = baseOf(draft.form, ['ownerHistory', 'ownerStructure'])
    expect((await save({ ownerHistory: 'Người thứ nhất viết.' }, seen)).ok).toBe(true)
    expect((await save({ ownerStructure: 'Người thứ hai viết.' }, seen)).ok).toBe(true)
    const clash = await save({ ownerHistory: 'Người thứ hai cũng viết.' }, seen)
    expect(clash).toMatchObject({
      ok: false,
      problems: [
        { code: 'changed-meanwhile', field: 'ownerHistory', data: { theirs: 'Người thứ nhất viết.' } },
      ],
    })
    expect((await dossierById(db, draft.id))!.form).toMatchObject({
      ownerHistory: 'Người thứ nhất viết.',
      ownerStructure: 'Người thứ hai viết.',
    })
  })

  test('an impossible option, a stranger criterion and a long note are refused at their place, nothing is kept', async () => {
    const draft = await world.draft(await world.product('Điểm lạ'))
    const result = await world.run(world.actors.producer, (ctx) =>
      saveAssessment(ctx, laws, {
        dossierId: draft.id,
        answers: { '6.5': 9, '99': 0, '6.2': 0 },
        notes: { '6.2': 'x'.repeat(6000) },
        wishStar: 9,
        base: {},
      }),
    )
    expect(result.ok ? [] : result.problems.map((one) => `${one.field} ${one.code}`).sort()).toEqual([
      'a:6.5 option-out-of-range',
      'a:99 unknown-criterion',
      'n:6.2 too-long',
      'wishStar wish-star-unknown',
    ])
    expect((await dossierById(db, draft.id))!.answers).toEqual(draft.answers)
  })

  test('a reason longer than is kept is refused at its field, not cut and called saved', async () => {
    const filed = await world.filed(await world.product('Lý do dài'))
    const withdraw = (reason: string) =>
      world.run(world.actors.producer, (ctx) =>
        world.dossiers.recordAction(ctx, filed.id, 'withdraw', { reason }),
      )
    const long = await withdraw('x'.repeat(4001))
    expect(long).toMatchObject({
      problems: [{ code: 'too-long', field: 'reason', data: { maximum: 4000, typed: 4001 } }],
    })
    expect((await withdraw('x'.repeat(4000))).ok).toBe(true)
  })

  test('a filed dossier is out of the producer’s hands', async () => {
    const filed = await world.filed(await world.product('Đã nộp'))
    const result = await world.run(world.actors.producer, (ctx) =>
      saveChapter(ctx, laws, { dossierId: filed.id, chapter: 'ke-hoach', base: {}, sent: () => 'Sửa lén' }),
    )
    expect(problems(result)).toEqual(['dossier-not-in-hand'])
  })

  test('two officers receive at once: one number, one action', async () => {
    const filed = await world.filed(await world.product('Hai cán bộ'))
    const take = () =>
      world.run(world.actors.officer, (ctx) =>
        receiveByCommune(ctx, desk, { dossierId: filed.id, checklist: [], samples: 5 }),
      )
    const results = await Promise.all([take(), take()])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    expect(results.flatMap(problems)).toEqual(['action-not-now'])
    await allHolds()
  })
})

test('Phụ lục II: a dossier begun in December and filed in January carries the year of its filing in its code', async () => {
  world.clock.set(new Date('2026-12-20T05:00:00Z'))
  const draft = await world.draft(await world.product('Lập tháng Mười hai'))
  expect(draft.year).toBe(2026)
  world.clock.set(new Date('2027-01-05T05:00:00Z'))
  const { dossier } = await world.must(world.actors.producer, (ctx) =>
    world.dossiers.file(ctx, { dossierId: draft.id, declared: true }),
  )
  expect([dossier.year, dossier.productCode?.slice(-5)]).toEqual([2027, '-2027'])
})
