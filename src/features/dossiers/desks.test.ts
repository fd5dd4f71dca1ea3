import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  commune,
  type DossierWorld,
  dossierWorld,
  numbering,
  regulation,
} from '../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../test/factories/papers.ts'
import { places } from '../../../test/factories/places.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { statePaperDocx, statePaperPdf } from '../../platform/papers/index.ts'
import { leaves } from '../../rules/criteria/index.ts'
import { UPDATE_TOPICS, updateField } from '../../rules/precheck/index.ts'
import { contestConsent } from '../consents/contests.ts'
import { recordConsent } from '../consents/index.ts'
import { openRound } from '../rounds/index.ts'
import { askedAnew } from './asked-anew.ts'
import { missingItems } from './checklist.ts'
import { communeReportOf, receiveByCommune } from './commune.ts'
import { reportPaper } from './desk-papers/advisory.ts'
import { handOverRecord, proposalLetter } from './desk-papers/letter.ts'
import { type Dossier, dossierById } from './dossier.ts'
import { askedFields } from './examine.ts'
import { askExtraTest, extraTestsOf, settleExtraTest } from './extra-tests.ts'
import { lawsOf } from './law.ts'
import { recordMeeting } from './meeting.ts'
import { papersOfDossier } from './pins.ts'
import { acceptIntoRound, assignAdvisers, receiveByProvince } from './province.ts'
import { recorder } from './record.ts'
import { type NewSurvey, recordSurvey, surveysOf } from './survey/surveys.ts'

const database = await testDatabase()
const { db } = database
const laws = lawsOf(regulation)
const record = recorder(laws)
const desk = { laws, record, numbering }
let world: DossierWorld
let dossier: Dossier
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : result.problems!.map((one) => one.code)
const placeName = (code: string) => (code === commune ? 'Xã Phú Vang' : 'Thành phố Huế')
const facts = (of: Dossier) => ({ dossier: of, law: laws(of.regime)!, placeName, today: '2026-09-01' })

beforeAll(async () => {
  world = await dossierWorld(database)
  dossier = await world.proposed()
}, 120_000)

describe('the commune’s desk', () => {
  test('Điều 7 khoản 2 điểm a: a meeting may be recorded, by the commune, on a day since the receipt', async () => {
    const { officer, stranger } = world.actors
    const other = await world.filed(await world.product('Tôm chua minh họa', 8))
    const meeting = {
      dossierId: other.id,
      heldOn: '01/09/2026',
      present: 'Ban Kinh tế',
      conclusion: 'Đồng ý.',
    }
    expect(codes(await world.run(officer, (ctx) => recordMeeting(ctx, meeting)))).toEqual(['action-not-now'])
    await world.must(officer, (ctx) =>
      receiveByCommune(ctx, desk, { dossierId: other.id, checklist: ['mau-01'], samples: 5 }),
    )
    expect(missingItems((await dossierById(db, other.id))!)).toEqual([
      'mau-02',
      'tai-lieu',
      'ban-giay',
      'ban-dien-tu',
    ])
    expect(codes(await world.run(stranger, (ctx) => recordMeeting(ctx, meeting)))).toEqual(['forbidden'])
    const early = { ...meeting, heldOn: '31/08/2026', present: ' ' }
    expect(codes(await world.run(officer, (ctx) => recordMeeting(ctx, early)))).toEqual([
      'meeting-day-wrong',
      'required',
    ])
    await world.must(officer, (ctx) => recordMeeting(ctx, meeting))
    await world.must(officer, (ctx) => recordMeeting(ctx, { ...meeting, conclusion: 'Đồng ý đề nghị.' }))
  })

  test('Điều 6 khoản 2: letter and hand-over name report, sets and five samples; as PDF and Word alike', async () => {
    const report = await communeReportOf(db, dossier.id)
    const letter = proposalLetter(facts(dossier), report)
    const at = new Date('2026-09-01T05:00:00Z')
    for (const text of [
      await pdfText(await statePaperPdf(letter, { at })),
      await docxText(await statePaperDocx(letter)),
    ]) {
      const flat = text.replace(/\s+/g, ' ')
      expect(flat).toContain('Số: 12/TTr-UBND')
      expect(flat).toContain('05 sản phẩm mẫu')
      expect(flat).toContain(dossier.product.name)
    }
    const handed = (await docxText(await statePaperDocx(handOverRecord(facts(dossier), report)))).replace(
      /\s+/g,
      ' ',
    )
    expect(handed).toContain('Báo cáo của Ủy ban nhân dân cấp xã (Mẫu số 03)')
    const tourism = { ...dossier, setNo: 26 }
    expect(JSON.stringify(proposalLetter(facts(tourism), report))).toContain('Không kèm sản phẩm mẫu')
  })

  test('Điều 7 khoản 1: who is acted for is told, and contests; the consent ends at once', async () => {
    const { officer, producer, stranger } = world.actors
    const given = await world.must(officer, (ctx) =>
      recordConsent(ctx, places, {
        producerId: world.producerId,
        way: 'signature-photo',
        givenBy: 'Nguyễn Thị Minh Họa',
        until: '2026-12-31',
        file: { hash: 'a'.repeat(64), name: 'giay.jpg' },
      }),
    )
    const told: string[] = []
    const send = async (_: unknown, notice: { kind: string; to: unknown }) =>
      told.push(`${notice.kind} ${JSON.stringify(notice.to)}`)
    const contest = (reason: string) => ({ consentId: given.id, reason })
    expect(codes(await world.run(stranger, (ctx) => contestConsent(ctx, send, contest('x'))))).toEqual([
      'forbidden',
    ])
    expect(codes(await world.run(producer, (ctx) => contestConsent(ctx, send, contest(' '))))).toEqual([
      'required',
    ])
    await world.must(producer, (ctx) => contestConsent(ctx, send, contest('Tôi không ký giấy này.')))
    expect(told).toEqual([
      `consents.contested ${JSON.stringify({ accountIds: [officer.accountId] })}`,
      `consents.contested ${JSON.stringify({ role: 'provincial-office', placeCode: '46' })}`,
    ])
    const row = await db
      .selectFrom('consent')
      .select('ended_at')
      .where('id', '=', given.id)
      .executeTakeFirst()
    expect(row?.ended_at).not.toBeNull()
  })
})

describe('the advisory team', () => {
  const survey = (more: Partial<NewSurvey> = {}): NewSurvey => ({
    id: randomUUID(),
    dossierId: dossier.id,
    day: '01/09/2026',
    time: '14:30',
    place: 'Thôn Một',
    position: { latitude: 16.46, longitude: 107.59, accuracy: 12 },
    met: 'Bà Minh Họa',
    findings: { facility: 'Sạch, có sổ.' },
    outcome: 'matches',
    conclusion: 'Đúng như hồ sơ.',
    photos: [{ hash: 'b'.repeat(64), name: 'xuong.jpg', mediaType: 'image/jpeg' }],
    ...more,
  })

  test('Điều 7 khoản 3 điểm c: surveys on the spot, once however often it is sent, by who has it in hand', async () => {
    const { office, adviser } = world.actors
    const round = await world.must(office, (ctx) =>
      openRound(ctx, regulation, { provinceCode: '46', year: 2026, ordinal: 2 }),
    )
    await world.must(office, (ctx) => receiveByProvince(ctx, desk, { dossierId: dossier.id, checklist: [] }))
    await world.must(office, (ctx) =>
      acceptIntoRound(ctx, desk, { dossierId: dossier.id, roundId: round.id }),
    )
    const visit = survey()
    expect(codes(await world.run(adviser, (ctx) => recordSurvey(ctx, record, visit)))).toEqual(['forbidden'])
    await world.must(office, (ctx) =>
      assignAdvisers(ctx, { dossierId: dossier.id, accountIds: [adviser.accountId!] }),
    )
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.run(adviser, (ctx) => recordSurvey(ctx, record, visit))),
    )
    expect(answers.every((one) => one.ok)).toBe(true)
    expect(await surveysOf(db, dossier.id)).toMatchObject([
      { id: visit.id, photos: [{ mediaType: 'image/jpeg' }] },
    ])
    const history = (await dossierById(db, dossier.id))!.actions.filter((one) => one.action === 'survey')
    expect(history).toHaveLength(1)
    const taken = await world.run(office, (ctx) => recordSurvey(ctx, record, visit))
    expect(codes(taken)).toEqual(['survey-elsewhere'])
  })

  test('bad input of a survey is named at its field, and nothing is kept', async () => {
    const { adviser } = world.actors
    const bad = survey({
      day: '02/09/2026',
      time: '25:00',
      place: ' ',
      position: null,
      findings: {},
      outcome: null,
      conclusion: '',
      photos: [{ hash: 'c'.repeat(64), name: 'x.svg', mediaType: 'image/svg+xml' }],
    })
    const refused = await world.run(adviser, (ctx) => recordSurvey(ctx, record, bad))
    expect(codes(refused)).toEqual([
      'survey-day-wrong',
      'survey-time-wrong',
      'survey-place-needed',
      'required',
      'required',
      'survey-nothing-said',
      'survey-photo-wrong',
    ])
    expect(await surveysOf(db, dossier.id)).toHaveLength(1)
  })

  test('Điều 7 khoản 3 điểm c: extra tests are asked for with a day and settled; the report carries all of it', async () => {
    const { adviser, producer } = world.actors
    const ask = (what: string, until: string) => ({ dossierId: dossier.id, what, until })
    expect(
      codes(await world.run(adviser, (ctx) => askExtraTest(ctx, record, ask('', '01/08/2026')))),
    ).toEqual(['required', 'test-day-past'])
    expect(codes(await world.run(producer, (ctx) => askExtraTest(ctx, record, ask('Histamin', ''))))).toEqual(
      ['forbidden'],
    )
    await world.must(adviser, (ctx) => askExtraTest(ctx, record, ask('Histamin', '20/09/2026')))
    const [asked] = await extraTestsOf(db, dossier.id)
    await world.must(adviser, (ctx) =>
      settleExtraTest(ctx, {
        dossierId: dossier.id,
        seq: asked!.seq,
        result: 'Phiếu 05/KN: 120 mg/kg',
        passed: true,
      }),
    )
    const now = (await dossierById(db, dossier.id))!
    const paper = reportPaper(facts(now), {
      suggestions: [],
      surveys: await surveysOf(db, dossier.id),
      tests: await extraTestsOf(db, dossier.id),
    })
    const text = (await docxText(await statePaperDocx(paper))).replace(/\s+/g, ' ')
    expect(text).toContain('Kết quả: Phiếu 05/KN: 120 mg/kg')
    expect(text).toContain('Cơ sở sản xuất, an toàn thực phẩm: Sạch, có sổ.')
    expect(paper.mark).toContain('Bản dự thảo')
  })
})

describe('a re-evaluation', () => {
  test('Mẫu số 02 Phần III: asks at most 30 % of the fields of a first dossier; Điều 7 khoản 6 điểm a keeps its window', async () => {
    const { producer } = world.actors
    const law = laws(dossier.regime)!
    // What a producer fills in for a first dossier: the forms, an option and a description for each criterion, the papers.
    const { papers } = await papersOfDossier(db, dossier.id)
    const first =
      askedFields(law, { kind: 'first' }).length +
      2 * leaves(law.sheet(dossier.setNo)!).length +
      papers.length
    const day = '2026-10-01'
    await db
      .insertInto('recognition')
      .values({
        id: uuidv7(),
        product_id: dossier.product.id,
        producer_id: dossier.producer.id,
        dossier_id: null,
        decision_id: null,
        star: 4,
        regime: dossier.regime,
        level: 'tinh',
        issuer: 'UBND minh họa',
        decision_no: '1/QĐ-MH',
        issued_on: day,
        valid_until: '2029-10-01',
        status: 'valid',
        origin: 'recorded',
        source: null,
        is_demo: true,
      } as never)
      .execute()
    await db.updateTable('dossier').set({ status: 'recognised' }).where('id', '=', dossier.id).execute()
    world.clock.set(new Date('2029-05-01T05:00:00Z'))
    const again = await world.must(producer, (ctx) =>
      world.dossiers.start(ctx, { productId: dossier.product.id, kind: 'reevaluation' }),
    )
    const kept = await papersOfDossier(db, again.id)
    const asked = askedAnew(again, law, kept.papers, '2029-05-01')
    expect(kept.papers.length).toBe(papers.length)
    expect(asked.criteria).toEqual([])
    expect(asked.fields.length).toBeGreaterThan(0)
    // Every paper of this world ended in March 2029, which is more than the nine topics: the worst case still holds.
    expect(asked.papers.length).toBe(papers.length)
    expect(asked.count / first, `${asked.count} of ${first}`).toBeLessThanOrEqual(0.3)
    const file = () =>
      world.run(producer, (ctx) => world.dossiers.file(ctx, { dossierId: again.id, declared: true }))
    world.clock.set(new Date('2029-04-03T05:00:00Z'))
    expect(codes(await file())).toContain('check-filed-too-early')
    // What the check lets pass is filed: papers whose kind expires count, also where no last day was typed.
    const updated = Object.fromEntries(
      UPDATE_TOPICS.map((topic) => [updateField(topic), `${topic}: đã cập nhật.`]),
    )
    await db
      .updateTable('dossier')
      .set({ form: jsonb({ ...again.form, ...updated }) })
      .where('id', '=', again.id)
      .execute()
    await db.updateTable('paper').set({ valid_until: null }).execute()
    world.clock.set(new Date('2029-05-01T05:00:00Z'))
    const undone = new Error('only looked at')
    await expect(
      world.run(producer, async (ctx) => {
        expect(codes(await world.dossiers.file(ctx, { dossierId: again.id, declared: true }))).toEqual([])
        throw undone
      }),
    ).rejects.toBe(undone)
    world.clock.set(new Date('2029-06-04T05:00:00Z'))
    expect((await dossierById(db, again.id))!.status).toBe('draft')
    const late = await world.run(producer, (ctx) =>
      record(ctx, again.id, 'file', {
        facts: { items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 } },
      }),
    )
    expect(codes(late)).toEqual(['reevaluation-too-late'])
  })
})
