import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'
import { measuresElsewhere, sectorsWithSets } from '../../compose-plans.ts'
import { type CommandContext, type Result, system } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { definitionNow, type Scope } from '../../rules/targets/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { createAgencies, createPlaces } from '../places/index.ts'
import { registerSurroundings } from '../register/index.ts'
import { loadRegulation } from '../regulation/index.ts'
import { attributesOf } from './attributes.ts'
import { addMilestone, addTarget, changeTarget, draftPlan } from './commands.ts'
import { definitionsOf } from './definitions.ts'
import { publishPlan } from './drafting/steps.ts'
import { planInvariants } from './invariants.ts'
import { elsewhereIds, measuredOf } from './measured-elsewhere.ts'
import { countMeasure, isNarrowable, listMeasure, measureIds } from './measures.ts'
import { extentOf, planOfYear, recordsElsewhere, targetsNow, tasksNow } from './queries.ts'
import { planReminders } from './reminders.ts'
import { addTask, reportTask } from './task-commands.ts'

let app: Application
const law = loadRegulation('regulation')
const places = createPlaces(law)
const deps = {
  provinceCode: '46',
  places,
  agencies: createAgencies(law, places),
  elsewhere: measuresElsewhere(() => app.house.programme),
  sectors: sectorsWithSets(registerSurroundings(law, places)),
  measures: { minimumPoints: 90, tourismSets: [{ regime: 'qd26-2026', set: 26 }] },
  purge: async () => {},
  chargedTo: async () => 0n,
}
const run = <T>(body: (ctx: CommandContext) => Promise<Result<T>>) => app.kernel.run(system, body)
async function codes(body: (ctx: CommandContext) => Promise<Result<unknown>>) {
  const result = await run(body)
  return result.ok ? [] : result.problems.map((each) => `${each.code} ${each.field ?? ''}`.trim())
}
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)
const words = { vi: 'Thử', en: 'Test' }
const plain = { words, measure: 'recognised', goal: { kind: 'at-least' as const, value: 3 }, scope: {} }
const task = { groupNo: 1, words, lead: 'snnmt-hue', coordinating: [], dueOn: '2026-05-31', dueWords: {} }

async function product(place: string | null = null): Promise<string> {
  const id = uuidv7()
  await sql`insert into product (id, slug, name, name_folded, province_code, place_code, place_day, regime, set_no)
    values (${id}, ${id}, 'Thử', 'thu', '46', ${place}, ${place ? '2024-01-01' : null}, 'qd26-2026', 26)`.execute(
    app.kernel.db,
  )
  return id
}

async function recognise(productId: string, day: string, until: string, star = 3): Promise<void> {
  await sql`insert into recognition (id, product_id, star, issuer, issued_on, valid_until, status, origin)
    values (${uuidv7()}, ${productId}, ${star}, 'UBND', ${day}, ${until}, 'valid', 'recorded')`.execute(
    app.kernel.db,
  )
}

async function figure(code: string) {
  const answer = await new Browser(app).get(`/ke-hoach/2024/chi-tieu/${code}`)
  expect(answer.status).toBe(200)
  return answer.body
}

beforeAll(async () => {
  app = await testApplication({ clock: fixedClock('2026-06-15') })
})

describe('Kế hoạch 135/KH-UBND', () => {
  it('stands as the notice states it, and says what is not on file', async () => {
    const { body } = await new Browser(app).get('/ke-hoach/2024')
    for (const part of ['135/KH-UBND', '25/03/2024', 'Kinh phí và nguồn lực', 'trước ngày 15/7/2024'])
      expect(body).toContain(part)
    expect(body).toContain('nay là Sở Nông nghiệp và Môi trường thành phố Huế')
    expect((await new Browser(app).get('/en/ke-hoach/2024')).body).toContain('Digital transformation')
    const plan = (await planOfYear(app.kernel.db, deps, 2024))!
    expect((await tasksNow(app.kernel.db, plan, deps, '2024-07-15')).filter((t) => t.late > 0)).toHaveLength(
      2,
    )
  })

  it('counts what the register holds: each figure equals a direct count and the records listed', async () => {
    const plan = (await planOfYear(app.kernel.db, deps, 2024))!
    const extent = extentOf(plan, { scope: {} }, deps)
    const db = app.kernel.db
    const before = await countMeasure(db, 'recognised', extent)
    const [first, upgraded, again, outside] = await Promise.all([
      product('19750'),
      product(),
      product(),
      product(),
    ])
    await recognise(first!, '2024-05-01', '2027-05-01')
    await recognise(upgraded!, '2021-05-01', '2024-05-01', 3)
    await recognise(upgraded!, '2024-06-01', '2027-06-01', 4)
    await recognise(again!, '2021-07-01', '2024-07-01', 4)
    await recognise(again!, '2024-08-01', '2027-08-01', 4)
    await recognise(outside!, '2021-09-01', '2024-09-01', 3)
    const after = await countMeasure(db, 'recognised', extent)
    expect(after.count - before.count).toBe(2)
    for (const measure of ['recognised', 're-recognised', 'tourism', 'potential-five-star'] as const) {
      const counted = await countMeasure(db, measure, extent)
      const listed = await listMeasure(db, measure, extent, { limit: 10_000, offset: 0 })
      expect(listed).toHaveLength(counted.base!)
      expect(listed.filter((row) => row.counts)).toHaveLength(counted.count)
      expect(new Set(listed.map((row) => row.productId)).size).toBe(listed.length)
    }
    const due = await sql<{
      n: string
    }>`select count(distinct r.product_id) as n from recognition r join product p
      on p.id = r.product_id where p.province_code = '46' and r.valid_until between '2024-01-01' and '2024-12-31'`.execute(
      db,
    )
    const share = await countMeasure(db, 're-recognised', extent)
    expect(share.base).toBe(Number(due.rows[0]!.n))
    expect(share.count).toBeLessThan(share.base!)
    expect(await figure('danh-gia-lai')).toContain(`${share.count} được tính trên ${share.base} đến hạn`)
    const unit = extentOf(plan, { scope: { place: '19750' } }, deps)
    const inUnit = await listMeasure(db, 'recognised', unit, { limit: 100, offset: 0 })
    expect(inUnit.map((row) => row.productId)).toContain(first)
    expect(inUnit.map((row) => row.productId)).not.toContain(upgraded)
  })

  it('answers 404 for a year or a target it does not have', async () => {
    for (const path of ['/ke-hoach/2031', '/ke-hoach/2024/chi-tieu/khong-co'])
      expect((await new Browser(app).get(path)).status).toBe(404)
  })
})

describe('a plan of a later year', () => {
  const input = {
    year: 2033,
    number: '1/KH-UBND',
    issuedOn: '2026-01-15',
    title: words,
    purpose: {},
    taskGroups: [{ no: 1, ...words }],
    notOnFile: [],
    source: null,
  }

  it('refuses what contradicts itself, and changes after publication by amendment only', async () => {
    const drafted = await run((ctx) => draftPlan(ctx, input, deps))
    const id = drafted.ok ? drafted.value.id : ''
    expect(await codes((ctx) => draftPlan(ctx, input, deps))).toEqual(['plan-of-year-exists year'])
    expect(await codes((ctx) => publishPlan(ctx, id, deps))).toEqual(['plan-has-no-target'])
    expect(
      await codes((ctx) => addTarget(ctx, id, 'a-1', { ...plain, scope: { place: '19750' } }, deps)),
    ).toEqual(['target-unit-unknown place'])
    const target = await run((ctx) =>
      addTarget(ctx, id, 'a-1', { ...plain, scope: { place: '19753' } }, deps),
    )
    const targetId = target.ok ? target.value.id : ''
    expect(await codes((ctx) => addTask(ctx, id, { ...task, lead: '' }, deps))).toEqual([
      'task-needs-lead lead',
    ])
    expect(await codes((ctx) => addTask(ctx, id, { ...task, dueOn: '2025-12-31' }, deps))).toEqual([
      'task-due-before-plan dueOn',
    ])
    const added = await run((ctx) => addTask(ctx, id, task, deps))
    const taskId = added.ok ? added.value.id : ''
    await run((ctx) => publishPlan(ctx, id, deps))
    const paper = { number: '2/QĐ-UBND', decidedOn: '2026-01-14', reason: '' }
    const change = (about: typeof paper | null) => (ctx: CommandContext) =>
      changeTarget(ctx, targetId, { ...plain, goal: { kind: 'at-least', value: 5 } }, about, 1, deps)
    expect(await codes(change(null))).toEqual(['amendment-needs-paper amendmentNumber'])
    expect(await codes(change(paper))).toEqual(['amendment-before-plan amendmentOn'])
    expect(await codes(change({ ...paper, decidedOn: '2026-02-01' }))).toEqual([])
    const { body } = await new Browser(app).get('/ke-hoach/2033')
    expect(body).toContain('2/QĐ-UBND')
    expect(body).toContain('ít nhất 5')
    const done = (evidence: string) => (ctx: CommandContext) =>
      reportTask(ctx, taskId, { action: 'report-done', note: 'Xong', evidence }, deps)
    expect(await codes(done(''))).toEqual(['task-done-needs-evidence evidence'])
    expect(await codes(done('Báo cáo 7/BC'))).toEqual([])
    expect(await codes(done('Báo cáo 7/BC'))).toEqual(['task-done-already action'])
    for (const invariant of planInvariants) expect(await invariant.run(app.kernel.db)).toEqual([])
  })
})

describe('a target over a part', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' }
  const registered = ['recognised', 're-recognised', 'tourism', 'potential-five-star'] as const

  it('over every sector, or every star, sums to the whole with what is not stated', async () => {
    const { db } = app.kernel
    const plan = (await planOfYear(db, deps, 2024))!
    let narrowed = 0
    for (const measure of registered) {
      const list = (scope: Scope) =>
        listMeasure(db, measure, extentOf(plan, { scope }, deps), { limit: 100_000, offset: 0 })
      const count = async (scope: Scope) =>
        (await countMeasure(db, measure, extentOf(plan, { scope }, deps))).base!
      const whole = await list({})
      const bySector = await Promise.all(deps.sectors.map(({ code }) => count({ sector: code })))
      const known = new Set(deps.sectors.flatMap(({ sets }) => sets))
      const { rows } = await sql<{
        id: string
        set: number | null
      }>`select id, set_no as set from product`.execute(db)
      const setOf = new Map(rows.map(({ id, set }) => [id, set]))
      const unstated = whole.filter(({ productId }) => !known.has(setOf.get(productId) ?? 0)).length
      expect(sumOf(bySector) + unstated, measure).toBe(whole.length)
      const byStar = await Promise.all([1, 2, 3, 4, 5].map((star) => count({ star })))
      expect(sumOf(byStar) + whole.filter(({ star }) => star === null).length, measure).toBe(whole.length)
      narrowed += sumOf(bySector)
    }
    expect(narrowed).toBeGreaterThan(0)
  })

  it('sums over the sectors for what other features count by product, money too', async () => {
    const { db } = app.kernel
    const plan = (await planOfYear(db, deps, 2026))!
    for (const measure of elsewhereIds.filter((id) => isNarrowable(id))) {
      const over = { measure, definition: definitionNow(definitionsOf(measure)).version }
      const sums = async (scope: Scope) =>
        measuredOf((await recordsElsewhere(db, plan, { ...over, scope: { ...year, ...scope } }, deps))!).count
      const records = (await recordsElsewhere(db, plan, { ...over, scope: year }, deps))!
      const attributes = await attributesOf(db, records, deps)
      const unstated = records.filter((_, at) => attributes[at]!.sector === null)
      const parts = await Promise.all(deps.sectors.map(({ code }) => sums({ sector: code })))
      expect(sumOf(parts) + measuredOf(unstated).count, measure).toBe(await sums({}))
    }
  })

  it('is refused over a sector that is not in Phụ lục I, over what counts no products, over days that miss the year', async () => {
    const plan = (await planOfYear(app.kernel.db, deps, 2027))!
    const flaw = (about: Partial<typeof plain> & { scope: Scope }) =>
      codes((ctx) => addTarget(ctx, plan.id, 'phan-rieng', { ...plain, ...about }, deps))
    expect(await flaw({ scope: { sector: 'IX' } })).toEqual(['target-sector-unknown sector'])
    expect(await flaw({ measure: 'fairs-held', scope: { sector: 'I' } })).toEqual([
      'measure-not-by-product sector',
    ])
    expect(await flaw({ scope: { from: '2027-07-01', to: '2027-06-30' } })).toEqual([
      'target-period-reversed to',
    ])
    expect(await flaw({ scope: { from: '2024-01-01', to: '2024-12-31' } })).toEqual([
      'target-period-elsewhere to',
    ])
    expect(await flaw({ scope: { sector: 'II', star: 4, to: '2027-06-30' } })).toEqual([])
  })

  it('keeps the definition it was set under and says what took its place', async () => {
    const { db } = app.kernel
    const plan = (await planOfYear(db, deps, 2026))!
    await sql`insert into plan_target (id, plan_id, code, ordinal, words, measure, goal, scope, definition)
      values (${uuidv7()}, ${plan.id}, 'van-ban-ky-so', 90, ${JSON.stringify(words)}::jsonb, 'signed-papers',
        ${JSON.stringify(plain.goal)}::jsonb, '{}', 1)`.execute(db)
    const { body } = await new Browser(app).get('/ke-hoach/2026/chi-tieu/van-ban-ky-so')
    expect(body).toContain('Cách tính đã có phiên bản mới')
    expect(body).toContain('chưa tính quyết định, kế hoạch, báo cáo')
    const old = (await targetsNow(db, plan, deps, '2026-06-15')).find(({ code }) => code === 'van-ban-ky-so')!
    const certificates = await app.house.programme.digital.count('signed-certificates', year)
    expect(old.progress.now).toBe(certificates.count)
    const current = await new Browser(app).get('/ke-hoach/2026/chi-tieu/hoi-cho')
    expect(current.body).not.toContain('Cách tính đã có phiên bản mới')
    await sql`delete from plan_target where code = 'van-ban-ky-so'`.execute(db)
  })
})

describe('at work', () => {
  const signedIn = async (login: string) => {
    const browser = new Browser(app)
    expect((await browser.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
    return browser
  }

  it('the successor reports for its forerunner; others may not; the leader sees what is late', async () => {
    const agency = await signedIn('so-nnmt')
    const desk = (await agency.get('/lam-viec/ke-hoach')).body
    const path = [...desk.matchAll(/\/lam-viec\/ke-hoach\/nhiem-vu\/[0-9a-f-]{36}/g)].at(-1)![0]
    expect((await agency.get('/lam-viec')).body).toContain('135/KH-UBND')
    const bare = await agency.post(path, { action: 'report-obstacle', note: '', evidence: 'giữ lại' })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('giữ lại')
    expect((await agency.post(path, { action: 'report-obstacle', note: 'Thiếu số liệu' })).status).toBe(303)
    expect((await agency.get(path)).body).toContain('Thiếu số liệu')
    const other = await signedIn('can-bo-thuy-xuan')
    expect((await other.get(path)).status).toBe(404)
    const leader = await signedIn('lanh-dao')
    expect((await leader.get('/lam-viec/ke-hoach/2024/tien-do')).body).toContain('cần đôn đốc')
    expect((await leader.get('/lam-viec/ke-hoach/2024/soan/chi-tieu/moi')).status).toBe(403)
  })

  it('a task whose last day was amended is reminded of anew, at the same stage before the new day', async () => {
    const rule = {
      beforeDays: [15, 7, 1],
      everyDaysLate: 7,
      escalateAfterDaysLate: 14,
      stopAfterDaysLate: 200,
    }
    const { id, due_on: day } = await app.kernel.db
      .selectFrom('plan_task as t')
      .innerJoin('plan as p', 'p.id', 't.plan_id')
      .select(['t.id', 't.due_on'])
      .where('p.status', '=', 'published')
      .where('t.status', '<>', 'done')
      .where('t.due_on', 'is not', null)
      .orderBy('t.id')
      .executeTakeFirstOrThrow()
    const set = (due: string | null) =>
      app.kernel.db.updateTable('plan_task').set({ due_on: due }).where('id', '=', id).execute()
    const keyOn = async (today: string) =>
      (await planReminders(app.kernel, deps, rule, today)).find(({ key }) => key?.startsWith(id))?.key
    await set('2026-07-02')
    const first = await keyOn('2026-07-01')
    await set('2026-08-02')
    const second = await keyOn('2026-08-01')
    await set(day)
    expect([first, second]).toEqual([expect.any(String), expect.any(String)])
    expect(second).not.toBe(first)
  })

  it('who picks a measure is told beforehand which cannot be cut by sector or star', async () => {
    const office = await signedIn('van-phong-1')
    const page = (await office.get('/lam-viec/ke-hoach/2026/soan/chi-tieu/moi')).body
    const told = [...page.matchAll(/name="measure" value="([^"]+)"[^>]*aria-describedby/g)].map(
      ([, id]) => id,
    )
    expect(told).toEqual(measureIds.filter((id) => !isNarrowable(id)))
    expect(told).toEqual(expect.arrayContaining(['trained-people', 'fairs-held', 'stalls-taken']))
    expect(page).toContain('không tách được theo nhóm ngành hay hạng sao')
  })
})

describe('measures that other features count', () => {
  it('each are the records they open, sum by unit, and stand on the page of their target', async () => {
    const over = { definition: 1, codesOn: '2026-06-15' }
    const year = { ...over, from: '2026-01-01', to: '2026-12-31' }
    for (const id of elsewhereIds) {
      const whole = await deps.elsewhere[id](year)
      const nowhere = await deps.elsewhere[id]({ ...over, from: '2001-01-01', to: '2001-12-31' })
      if (!['traced-products', 'shop-links'].includes(id)) expect(nowhere, id).toEqual([])
      const city = await deps.elsewhere[id]({ ...year, placeCodes: ['46'] })
      expect(city.length, id).toBe(whole.length)
    }
    const plan = (await planOfYear(app.kernel.db, deps, 2026))!
    const targets = await targetsNow(app.kernel.db, plan, deps, '2026-06-15')
    const fairs = targets.find((each) => each.measure === 'fairs-held')!
    expect(fairs.progress.now).toBe((await deps.elsewhere['fairs-held'](year)).length)
    expect(fairs.progress.now).toBeGreaterThan(0)
    const { body } = await new Browser(app).get(`/ke-hoach/2026/chi-tieu/${fairs.code}`)
    expect(body).toContain('Tuần hàng OCOP mùa thu 2026')
    // What opens only for those at work has no link outside.
    expect(body).not.toContain('href="/lam-viec/xuc-tien')
    expect(body).toContain('Năm trước (2025)')
    const leader = new Browser(app, '203.0.113.21')
    await leader.post('/dang-nhap', { login: 'lanh-dao', password: demoPassword })
    const atWork = await leader.get(`/lam-viec/ke-hoach/2026/chi-tieu/${fairs.code}`)
    expect(atWork.body).toContain('href="/lam-viec/xuc-tien')
  })

  it('a name of nobody stands on the public page of people trained', async () => {
    const { rows } = await sql<{
      person_name: string
    }>`select person_name from activity_enrolment limit 50`.execute(app.kernel.db)
    const { body } = await new Browser(app).get('/ke-hoach/2026/chi-tieu/tap-huan')
    expect(rows.length).toBeGreaterThan(0)
    for (const { person_name: name } of rows) expect(body).not.toContain(name)
  })
})

describe('tasks', () => {
  it('are shown as list, board and calendar; an agency has its page, a leader the minute', async () => {
    const leader = new Browser(app, '203.0.113.22')
    await leader.post('/dang-nhap', { login: 'lanh-dao', password: demoPassword })
    for (const view of ['', '?xem=bang', '?xem=board', '?xem=calendar'])
      expect((await leader.get(`/lam-viec/ke-hoach${view}`)).status, view).toBe(200)
    expect((await leader.get('/lam-viec/ke-hoach?xem=board')).body).toContain('Gặp vướng mắc (')
    const agency = (await leader.get('/lam-viec/ke-hoach/co-quan/snnmt-hue')).body
    // Duties of the plan of 2024 were given to its forerunner.
    expect(agency).toContain('135/KH-UBND')
    expect((await leader.get('/lam-viec/ke-hoach/co-quan/nobody')).status).toBe(404)
    expect((await leader.get('/lam-viec/ke-hoach/2026/tien-do')).body).toContain('nhiệm vụ hoàn thành;')
  })
})

it('a step of the pilot whose words are too short or taken is said at its field', async () => {
  const plan = (await planOfYear(app.kernel.db, deps, 2027))!
  const step = (code: string) => codes((ctx) => addMilestone(ctx, plan.id, { code, words }, deps))
  expect(await step('a')).toEqual(['milestone-words-short wordsVi'])
  expect(await step('buoc-moi')).toEqual([])
  expect(await step('buoc-moi')).toEqual(['milestone-code-taken wordsVi'])
})
