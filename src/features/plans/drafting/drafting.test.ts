import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../../test/factories/papers.ts'
import type { Application } from '../../../application.ts'
import { demoPassword } from '../../accounts/index.ts'

let app: Application
const people: Record<'office' | 'leader' | 'agency', Browser> = {} as never
const at = (rest = '') => `/lam-viec/ke-hoach/2029/soan${rest}`

async function person(login: string): Promise<Browser> {
  const browser = new Browser(app, `198.51.100.${Object.keys(people).length + 20}`)
  await browser.post('/dang-nhap', { login, password: demoPassword })
  return browser
}

const planRow = () =>
  app.kernel.db.selectFrom('plan').selectAll().where('year', '=', 2029).executeTakeFirstOrThrow()
const headRow = () =>
  app.kernel.db
    .selectFrom('plan_budget_head')
    .selectAll()
    .where('plan_id', '=', drafted.id)
    .orderBy('ordinal', 'desc')
    .executeTakeFirstOrThrow()
const drafted = { id: '' }

beforeAll(async () => {
  app = await testApplication({ clock: fixedClock('2027-12-15') })
  people.office = await person('van-phong-1')
  people.leader = await person('lanh-dao')
  people.agency = await person('so-nnmt')
})

describe('a plan from last year’s to its publication', () => {
  it('is copied with each duty at the agency that bears it on the new plan’s day', async () => {
    const { id } = await app.kernel.db
      .selectFrom('plan')
      .select('id')
      .where('year', '=', 2024)
      .executeTakeFirstOrThrow()
    const made = await people.office.post('/lam-viec/ke-hoach/moi', {
      year: '2029',
      expectedOn: '20/12/2027',
      from: id,
    })
    expect(made.status, made.body.slice(0, 400)).toBe(303)
    const plan = await planRow()
    drafted.id = plan.id
    const tasks = await app.kernel.db
      .selectFrom('plan_task')
      .select(['lead_agency', 'due_on'])
      .where('plan_id', '=', plan.id)
      .execute()
    expect(new Set(tasks.map((task) => task.lead_agency))).toEqual(new Set(['snnmt-hue']))
    expect(
      tasks
        .map((task) => task.due_on)
        .filter(Boolean)
        .sort(),
    ).toEqual(['2029-06-30', '2029-07-14', '2029-12-31'])
    expect(plan).toMatchObject({ status: 'draft', number: '', issuer: 'Ủy ban nhân dân thành phố Huế' })
  })

  it('is seen by nobody outside before it goes round', async () => {
    expect((await people.agency.get(at())).status).toBe(403)
    expect((await new Browser(app).get('/ke-hoach/2029')).status).toBe(404)
    expect((await people.leader.get(at())).status).toBe(200)
  })

  it('takes out a part and puts the very same back', async () => {
    const task = await app.kernel.db
      .selectFrom('plan_task')
      .selectAll()
      .where('plan_id', '=', drafted.id)
      .orderBy('ordinal')
      .executeTakeFirstOrThrow()
    const gone = await people.office.post(at('/bo'), { kind: 'task', id: task.id })
    const seq = new URL(`http://x${gone.to}`).searchParams.get('bo')!
    const find = () =>
      app.kernel.db.selectFrom('plan_task').selectAll().where('id', '=', task.id).executeTakeFirst()
    expect(await find()).toBeUndefined()
    await people.office.post(at('/dat-lai'), { seq })
    await people.office.post(at('/dat-lai'), { seq })
    expect(await find()).toEqual(task)
  })

  it('never allots more of a head than there is, and says what is left', async () => {
    const added = await people.office.post(at('/kinh-phi/moi'), {
      version: '0',
      wordsVi: 'Tập huấn',
      source: 'province',
      amount: '100.000.000',
    })
    expect(added.status).toBe(303)
    const head = await headRow()
    const tasks = await app.kernel.db
      .selectFrom('plan_task')
      .select('id')
      .where('plan_id', '=', drafted.id)
      .limit(2)
      .execute()
    const allot = (task: number, amount: string) =>
      people.office.post(at('/giao-kinh-phi'), { headId: head.id, taskId: tasks[task]!.id, amount })
    expect((await allot(0, '70.000.000')).status).toBe(303)
    const over = await allot(1, '30.000.001')
    expect(over.status).toBe(422)
    expect(over.body).toContain('chỉ còn 30.000.000 đồng')
    const [one, two] = await Promise.all([allot(1, '20.000.000'), allot(1, '30.000.000')])
    expect([one.status, two.status]).toEqual([303, 303])
    const lower = await people.office.post(at(`/kinh-phi/${head.id}`), {
      version: String(head.version),
      wordsVi: 'Tập huấn',
      source: 'province',
      amount: '80.000.000',
    })
    expect(lower.status).toBe(422)
    expect(lower.body).toContain('Thu lại bớt trước')
    const wrong = await people.office.post(at('/kinh-phi/moi'), {
      version: '0',
      wordsVi: 'Khác',
      source: 'province',
      amount: '1.5 triệu',
    })
    expect(wrong.body).toContain('Ghi số tiền bằng đồng')
    expect(wrong.body).toContain('1.5 triệu')
  })

  it('puts a part back only with money its head still has, and at a place that is free', async () => {
    const { db } = app.kernel
    const head = await headRow()
    const [first, second] = await db
      .selectFrom('plan_budget_use')
      .select(['task_id', 'amount'])
      .where('head_id', '=', head.id)
      .orderBy('amount', 'desc')
      .execute()
    const takeOut = async (kind: string, id: string) =>
      new URL(`http://x${(await people.office.post(at('/bo'), { kind, id })).to}`).searchParams.get('bo')!
    const allot = (amount: number) =>
      people.office.post(at('/giao-kinh-phi'), {
        headId: head.id,
        taskId: second!.task_id,
        amount: String(amount),
      })
    const task = await takeOut('task', first!.task_id)
    expect((await allot(100_000_000)).status).toBe(303)
    const over = await people.office.post(at('/dat-lai'), { seq: task })
    expect(over.status).toBe(422)
    expect(over.body).toContain('chỉ còn 0 đồng')
    expect(await db.selectFrom('plan_task').where('id', '=', first!.task_id).execute()).toEqual([])
    expect((await allot(second!.amount)).status).toBe(303)
    expect((await people.office.post(at('/dat-lai'), { seq: task })).status).toBe(303)

    const gone = await takeOut('budget', head.id)
    const other = { version: '0', wordsVi: 'Khác', source: 'province', amount: '1.000.000' }
    expect((await people.office.post(at('/kinh-phi/moi'), other)).status).toBe(303)
    expect((await people.office.post(at('/dat-lai'), { seq: gone })).status).toBe(303)
    const heads = await db
      .selectFrom('plan_budget_head')
      .select(['id', 'ordinal'])
      .where('plan_id', '=', drafted.id)
      .execute()
    expect(new Set(heads.map(({ ordinal }) => ordinal)).size).toBe(heads.length)
    await takeOut('budget', heads.find(({ id }) => id !== head.id)!.id)

    const [target, another] = await db
      .selectFrom('plan_target')
      .select(['id', 'code'])
      .where('plan_id', '=', drafted.id)
      .orderBy('ordinal')
      .execute()
    const taken = await takeOut('target', target!.id)
    const called = (code: string) =>
      db.updateTable('plan_target').set({ code }).where('id', '=', another!.id).execute()
    await called(target!.code)
    const same = await people.office.post(at('/dat-lai'), { seq: taken })
    expect(same.status).toBe(422)
    expect(same.body).toContain('Đã có chỉ tiêu cùng nội dung')
    await called(another!.code)
    expect((await people.office.post(at('/dat-lai'), { seq: taken })).status).toBe(303)
  })

  it('goes round, is spoken on for an agency, and cannot be submitted with a comment open', async () => {
    expect((await people.office.post(at('/buoc'), { step: 'circulate' })).status).toBe(303)
    const said = await people.agency.post(at('/y-kien'), {
      agencyId: 'snnmt-hue',
      words: 'Đề nghị thêm lớp tập huấn.',
    })
    expect(said.status).toBe(303)
    const other = await people.agency.post(at('/y-kien'), { agencyId: 'sct-hue', words: 'Nói thay.' })
    expect(other.status, 'nobody speaks for an agency of others').toBe(422)
    const early = await people.office.post(at('/buoc'), { step: 'submit' })
    expect(early.status).toBe(422)
    expect(early.body).toContain('Còn 1 ý kiến chưa trả lời')
    const comment = await app.kernel.db
      .selectFrom('plan_comment')
      .select('id')
      .where('plan_id', '=', drafted.id)
      .executeTakeFirstOrThrow()
    const mute = await people.office.post(at(`/y-kien/${comment.id}`), { taken: 'no', answer: '' })
    expect(mute.body).toContain('Không tiếp thu thì phải giải trình')
    await people.office.post(at(`/y-kien/${comment.id}`), { taken: 'yes' })
    expect((await people.office.post(at('/buoc'), { step: 'submit' })).status).toBe(303)
    const late = await people.office.post(at('/dau'), {
      titleVi: 'Khác',
      expectedOn: '20/12/2027',
      version: '1',
    })
    expect(late.status, 'what was submitted is not changed behind the leader').toBe(422)
  })

  it('is approved by a leader, not by its writer, and not for a day to come', async () => {
    const paper = { number: '12/KH-UBND', signerOffice: 'KT. Chủ tịch, Phó Chủ tịch', signerName: 'Lê An' }
    const own = await people.office.post(at('/cong-bo'), { ...paper, issuedOn: '15/12/2027' })
    expect(own.status).toBe(403)
    const future = await people.leader.post(at('/cong-bo'), { ...paper, issuedOn: '16/12/2027' })
    expect(future.body).toContain('Ngày ban hành không thể ở tương lai')
    const [first, second] = await Promise.all([
      people.leader.post(at('/cong-bo'), { ...paper, issuedOn: '15/12/2027' }),
      people.leader.post(at('/cong-bo'), { ...paper, issuedOn: '15/12/2027' }),
    ])
    expect([first.status, second.status].sort()).toEqual([303, 422])
    const page = await new Browser(app).get('/ke-hoach/2029')
    expect(page.status).toBe(200)
    expect(page.body).toContain('12/KH-UBND')
    expect(page.body).toContain('100.000.000')
  })

  it('changes afterwards by an amending paper only, kept with before and after', async () => {
    const head = await headRow()
    const change = (about: Record<string, string>) =>
      people.office.post(at(`/kinh-phi/${head.id}`), {
        version: String(head.version),
        wordsVi: 'Tập huấn',
        source: 'province',
        amount: '140.000.000',
        ...about,
      })
    expect((await change({})).body).toContain('ghi số và ngày của văn bản điều chỉnh')
    const before = await change({ amendmentNumber: '20/KH-UBND', amendmentOn: '14/12/2027' })
    expect(before.body).toContain('không thể ban hành trước kế hoạch (15/12/2027)')
    expect((await change({ amendmentNumber: '20/KH-UBND', amendmentOn: '15/12/2027' })).status).toBe(303)
    const kept = await app.kernel.db
      .selectFrom('plan_amendment')
      .selectAll()
      .where('plan_id', '=', drafted.id)
      .executeTakeFirstOrThrow()
    expect(kept).toMatchObject({
      subject: 'budget',
      before: { amount: 100_000_000 },
      after: { amount: 140_000_000 },
    })
    expect((await new Browser(app).get('/ke-hoach/2029')).body).toContain('20/KH-UBND')
  })

  it('is a paper in the state layout, as PDF and as DOCX, with its sums in words', async () => {
    const [pdf, docx] = await Promise.all(
      ['pdf', 'docx'].map((kind) => people.office.get(at(`/ke-hoach.${kind}`))),
    )
    for (const text of [await pdfText(pdf!.bytes), docxText(docx!.bytes)]) {
      const plain = text.replace(/\s+/g, ' ')
      for (const words of [
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        '12/KH-UBND',
        'ngày 15 tháng 12 năm 2027',
        'một trăm bốn mươi triệu',
        'PHÓ CHỦ TỊCH',
      ])
        expect(plain).toContain(words)
    }
  })
})
