import { expect, it } from 'vitest'
import { atOnce, Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import { demoPassword } from '../demo.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const { db } = application.kernel
const loans = '/lam-viec/tai-khoan/giao-thay'
let address = 0

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${++address}`)
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

const grantOf = async (username: string, role: string) =>
  (
    await db
      .selectFrom('role_grant as g')
      .innerJoin('account as a', 'a.id', 'g.account_id')
      .select('g.id')
      .where('a.username', '=', username)
      .where('g.role', '=', role)
      .executeTakeFirstOrThrow()
  ).id

const mayDecide = async (person: Browser) =>
  ((await person.get('/api/v1/me')).body.match(/"role":"leader"/g) ?? []).length > 0

it('lends a leader’s role from day to day, names the lender, and ends by itself', async () => {
  const leader = await signedIn('lanh-dao')
  const stand = await signedIn('van-phong-1')
  const form = {
    grant: await grantOf('lanh-dao', 'leader'),
    login: 'van-phong-1',
    from: '02/09/2026',
    to: '04/09/2026',
    reason: 'Đi công tác, Thông báo 12/TB',
  }
  expect((await leader.post(loans, form)).status).toBe(303)
  expect((await leader.post(loans, form)).body).toContain('đang giữ đúng vai trò đó')
  expect(await mayDecide(stand)).toBe(false)
  clock.forward(1)
  expect(await mayDecide(stand)).toBe(true)
  expect((await stand.get(loans)).body).toContain('Đi công tác')
  expect((await stand.get('/lam-viec/tai-khoan')).body).toMatch(/do .+ giao làm thay/)
  clock.forward(3)
  expect(await mayDecide(stand)).toBe(false)
})

it('records what is done by a lent role as done in the lender’s stead', async () => {
  const editor = await signedIn('bien-tap')
  const stand = await signedIn('kiem-tra')
  const grant = await grantOf('bien-tap', 'editor')
  await editor.post(loans, {
    grant,
    login: 'kiem-tra',
    from: '05/09/2026',
    to: '10/09/2026',
    reason: 'Nghỉ phép',
  })
  const made = await stand.post('/lam-viec/tin-bai/moi', {
    title: 'Tin làm thay',
    lead: '',
    body: 'Nội dung.',
    category: 'thong-bao',
    lang: 'vi',
    authorName: '',
    unitName: '',
    updatedOn: '05/09/2026',
    version: '0',
  })
  expect(made.status).toBe(303)
  const done = await db
    .selectFrom('audit_entry as e')
    .innerJoin('account as actor', 'actor.id', 'e.actor_id')
    .leftJoin('account as lender', 'lender.id', 'e.on_behalf_of')
    .select(['actor.username as who', 'lender.username as inSteadOf'])
    .where('actor.username', '=', 'kiem-tra')
    .orderBy('e.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  expect(done).toEqual({ who: 'kiem-tra', inSteadOf: 'bien-tap' })
})

it('ends at once when it is taken back, and when the lender’s own role ends', async () => {
  const leader = await signedIn('lanh-dao')
  const stand = await signedIn('so-nnmt')
  const grant = await grantOf('lanh-dao', 'leader')
  const lend = () =>
    leader.post(loans, { grant, login: 'so-nnmt', from: '05/09/2026', to: '30/09/2026', reason: 'Ốm' })
  expect((await lend()).status).toBe(303)
  expect(await mayDecide(stand)).toBe(true)
  const [, loan] = /name="loan" value="([^"]+)"/.exec((await leader.get(loans)).body)!
  expect((await stand.post(`${loans}/thu-lai`, { loan: loan! })).status).toBe(422)
  expect((await leader.post(`${loans}/thu-lai`, { loan: loan! })).status).toBe(303)
  expect(await mayDecide(stand)).toBe(false)
  expect((await lend()).status).toBe(303)
  const admin = await signedIn('quan-tri')
  const id = (
    await db.selectFrom('account').select('id').where('username', '=', 'lanh-dao').executeTakeFirstOrThrow()
  ).id
  const ended = await admin.post(`/lam-viec/quan-tri/tai-khoan/${id}/ket-thuc-vai-tro`, {
    grant,
    reason: 'Chuyển công tác',
  })
  expect(ended.status).toBe(303)
  expect(await mayDecide(stand)).toBe(false)
})

it.each([
  ['quan-tri', 'administrator', { login: 'van-phong-1' }, 'không giao được'],
  ['hoi-dong-1', 'council-member', { login: 'van-phong-1' }, 'không giao được'],
  ['so-nnmt', 'agency', { login: 'so-nnmt' }, 'cho chính mình'],
  ['so-nnmt', 'agency', { login: 'khong-co' }, 'Không có người dùng'],
  ['so-nnmt', 'agency', { from: '01/01/2026' }, 'từ hôm nay trở đi'],
  ['so-nnmt', 'agency', { to: '01/09/2026' }, 'từ ngày bắt đầu'],
  ['so-nnmt', 'agency', { to: '31/12/2026' }, 'nhiều nhất 90 ngày'],
  ['so-nnmt', 'agency', { to: '31/02/2026' }, 'dd/mm/yyyy'],
  ['so-nnmt', 'agency', { reason: '' }, 'Ghi lý do'],
])('refuses %s to lend %s with %j', async (who, role, wrong, says) => {
  const person = await signedIn(who)
  const answer = await person.post(loans, {
    grant: await grantOf(who, role),
    login: 'van-phong-1',
    from: '06/09/2026',
    to: '10/09/2026',
    reason: 'Nghỉ phép',
    ...wrong,
  })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain(says)
})

it('of two who lend one person the same role at once one does, the other hears that it is held', async () => {
  const taker = 'kiem-tra'
  const lenders = [await signedIn('van-phong-1'), await signedIn('van-phong-2')]
  const grants = [
    await grantOf('van-phong-1', 'provincial-office'),
    await grantOf('van-phong-2', 'provincial-office'),
  ]
  const days = { from: '20/09/2026', to: '21/09/2026' }
  const answers = await atOnce(
    db,
    [0, 1, 0, 1].map(
      (at) => () =>
        lenders[at]!.post(loans, { grant: grants[at]!, login: taker, ...days, reason: 'Tập huấn' }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422])
  const held = await db
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select('g.id')
    .where('a.username', '=', taker)
    .where('g.from_day', '=', '2026-09-20')
    .execute()
  expect(held).toHaveLength(1)
})

it('lends nobody else’s role, and no role that is itself lent', async () => {
  const person = await signedIn('van-phong-1')
  const form = { login: 'lanh-dao', from: '06/09/2026', to: '07/09/2026', reason: 'x' }
  const foreign = await person.post(loans, { ...form, grant: await grantOf('bien-tap', 'editor') })
  expect(foreign.body).toContain('vai trò của chính mình')
  const stand = await signedIn('kiem-tra')
  const lent = await stand.post(loans, { ...form, grant: await grantOf('kiem-tra', 'editor') })
  expect(lent.body).toContain('vai trò của chính mình')
})
