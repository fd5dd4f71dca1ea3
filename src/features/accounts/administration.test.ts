import { expect, it } from 'vitest'
import { type Answer, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { ok, system } from '../../platform/command/index.ts'
import { demoPassword } from './demo.ts'
import { isLastAdministrator } from './grants.ts'
import { findInvitation, makeInvitation } from './invitations.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const { kernel } = application
const { db } = kernel
let addresses = 0

const browser = () => new Browser(application, `198.51.100.${++addresses}`)
const people = '/lam-viec/quan-tri/tai-khoan'
const goodPassword = 'sông Hương chảy qua thành phố'

async function signedIn(login: string, password = demoPassword): Promise<Browser> {
  const person = browser()
  const answer = await person.post('/dang-nhap', { login, password })
  expect(answer.status, login).toBe(303)
  return person
}

const idOf = async (username: string) =>
  (await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirstOrThrow()).id

const linkOn = (answer: Answer) =>
  /<code>http:\/\/localhost:3000(\/loi-moi\/[\w-]+)<\/code>/.exec(answer.body)![1]!

async function bearerOf(person: Browser): Promise<string> {
  const fields = { name: 'x', days: '30', password: demoPassword }
  const made = await person.post('/lam-viec/tai-khoan/ma-truy-cap', fields)
  return `Bearer ${/<code>(saolang_[\w-]+)</.exec(made.body)![1]}`
}

const isIn = async (person: Browser) => (await person.get('/lam-viec')).status === 200

/** An administrator of one commune only: reaches nobody beyond it. */
async function communeAdministrator(username: string, place: string): Promise<Browser> {
  const made = await kernel.run(system, async (ctx) => {
    const account = await application.house.accounts.createDemoAccount(ctx, { username, name: 'Quản trị xã' })
    if (!account.ok) return account
    return application.house.accounts.grantRole(ctx, {
      accountId: account.value.accountId,
      role: 'administrator',
      place,
    })
  })
  expect(made.ok).toBe(true)
  return signedIn(username)
}

it('invites a new person, who sets the password once and starts to work', async () => {
  const admin = await signedIn('quan-tri')
  const made = await admin.post(`${people}/moi`, {
    name: 'Trần Thị Cẩm Tú',
    username: 'Cam-Tu',
    role: 'commune-officer',
    place: '19813',
    from: '01/09/2026',
    to: '30/09/2026',
    reason: 'Phân công của UBND phường',
  })
  expect(made.status).toBe(200)
  expect(made.body).toContain('Phường Thủy Xuân')
  const link = linkOn(made)
  const person = browser()
  expect((await person.get(link)).body).toContain('Chào Trần Thị Cẩm Tú')
  const differing = await person.post(link, { password: goodPassword, repeat: 'something else' })
  expect(differing.body).toContain('Hai lần nhập không giống nhau.')
  expect((await person.post(link, { password: goodPassword, repeat: goodPassword })).to).toBe(
    '/dang-nhap?da=moi&ten=cam-tu',
  )
  expect((await person.post(link, { password: goodPassword, repeat: goodPassword })).status).toBe(410)
  expect((await person.get(link)).body).toContain('Đường dẫn không còn dùng được')
  expect(await isIn(await signedIn('cam-tu', goodPassword))).toBe(true)
  const trail = await db
    .selectFrom('audit_entry')
    .select('action')
    .where('subject_id', '=', await idOf('cam-tu'))
    .orderBy('seq')
    .execute()
  expect(trail.map((entry) => entry.action)).toEqual([
    'account.created',
    'grant.given',
    'account.invited',
    'password.set',
    'session.started',
  ])
})

it('a role begins and ends on its days, counted in Vietnam', async () => {
  const person = await signedIn('cam-tu', goodPassword)
  clock.set('2026-09-30T23:59:00+07:00')
  expect(await isIn(person)).toBe(true)
  clock.set('2026-10-01T00:01:00+07:00')
  expect((await person.get('/lam-viec')).status).toBe(403)
  clock.set('2026-09-01')
})

it('two who take one username at once: one gets it, the other is told', async () => {
  const admin = await signedIn('quan-tri')
  const fields = { name: 'Hai Người', username: 'hai-nguoi' }
  const answers = await Promise.all([
    admin.post(`${people}/moi`, fields),
    admin.post(`${people}/moi`, fields),
  ])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422])
  expect(answers.find((answer) => answer.status === 422)!.body).toContain('đã có người dùng')
})

it('an invitation runs out after seven days, and a new one replaces it', async () => {
  const admin = await signedIn('quan-tri')
  const made = await admin.post(`${people}/moi`, { name: 'Chờ Mời', username: 'cho-moi' })
  const first = linkOn(made)
  const second = linkOn(await admin.post(`${people}/${await idOf('cho-moi')}/loi-moi`))
  expect((await browser().get(first)).status).toBe(410)
  expect((await browser().get(second)).status).toBe(200)
  clock.forward(7)
  expect((await browser().get(second)).status).toBe(410)
  clock.set('2026-09-01')
})

it.each([
  [{ name: '', username: 'a' }, ['f-name', 'f-username']],
  [{ name: 'Ai Đó', username: 'quan-tri' }, ['f-username']],
  [{ name: 'Ai Đó', username: 'tên có dấu' }, ['f-username']],
  [{ name: 'Ai Đó', username: 'ai-do', email: 'không phải thư' }, ['f-email']],
  [{ name: 'Ai Đó', username: 'ai-do', phone: 'abc' }, ['f-phone']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'king' }, ['f-role']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'commune-officer', place: '' }, ['f-place']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'editor', place: '99999' }, ['f-place']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'editor', place: '46', from: '30/02/2026' }, ['f-from']],
  [
    { name: 'Ai Đó', username: 'ai-do', role: 'editor', place: '46', from: '02/09/2026', to: '01/09/2026' },
    ['f-to'],
  ],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'agency', place: '46' }, ['f-agency']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'producer' }, ['f-producer']],
  [{ name: 'Ai Đó', username: 'ai-do', role: 'producer', producer: 'nobody' }, ['f-producer']],
])('refuses %o at its field, creating nothing', async (fields, ids) => {
  const admin = await signedIn('quan-tri')
  const answer = await admin.post(`${people}/moi`, fields as Record<string, string>)
  expect(answer.status).toBe(422)
  for (const id of ids) expect(answer.body).toContain(`href="#${id}"`)
  expect(answer.body).toContain(`value="${fields.username}"`)
  const made = await db.selectFrom('account').select('id').where('username', '=', 'ai-do').execute()
  expect(made).toEqual([])
})

it('finds people by name without tone marks, by role and by state', async () => {
  const admin = await signedIn('quan-tri')
  const body = async (query: string) => (await admin.get(`${people}?${query}`)).body
  expect(await body('q=nguyen+thi+hoai')).toContain('van-phong-1')
  expect(await body('q=NGUYỄN+hoài')).toContain('van-phong-1')
  expect(await body('q=nguyen+khong+co')).toContain('Không có người dùng nào khớp')
  expect(await body('q=%25')).toContain('Không có người dùng nào khớp')
  const councils = await body('vai-tro=council-member')
  expect(councils).toContain('hoi-dong-7')
  expect(councils).not.toContain('bien-tap')
  expect((await admin.get(`${people}?vai-tro=king&tinh-trang=x&trang=-1`)).status).toBe(200)
  expect(await body('tinh-trang=invited')).toContain('cho-moi')
})

it('ends a role with a reason, and the right is gone with the next click', async () => {
  const admin = await signedIn('quan-tri')
  const editor = await signedIn('bien-tap')
  const page = `${people}/${await idOf('bien-tap')}`
  const grant = /name="grant" value="([0-9a-f-]{36})"/.exec((await admin.get(page)).body)![1]!
  expect((await admin.post(`${page}/ket-thuc-vai-tro`, { grant })).body).toContain('Ghi lý do.')
  expect((await admin.post(`${page}/ket-thuc-vai-tro`, { grant, reason: 'Chuyển công tác' })).to).toBe(
    `${page}?da=ghi`,
  )
  expect((await editor.get('/lam-viec')).status).toBe(403)
  expect((await admin.post(`${page}/ket-thuc-vai-tro`, { grant, reason: 'x' })).body).toContain(
    'Vai trò này đã kết thúc.',
  )
  const given = await admin.post(`${page}/vai-tro`, { role: 'editor', place: '46', from: '', to: '' })
  expect(given.to).toBe(`${page}?da=ghi`)
  expect((await editor.get('/lam-viec')).status).toBe(200)
  const twice = await admin.post(`${page}/vai-tro`, { role: 'editor', place: '46', from: '01/12/2026' })
  expect(twice.body).toContain('Người này đang giữ đúng vai trò đó')
})

it('locks an account: sessions and tokens stop at once, and it cannot sign in', async () => {
  const admin = await signedIn('quan-tri')
  const person = await signedIn('kiem-tra')
  const authorization = await bearerOf(person)
  const page = `${people}/${await idOf('kiem-tra')}`
  expect((await admin.post(`${page}/khoa`, { reason: 'Nghỉ việc' })).to).toBe(`${page}?da=ghi`)
  expect(await isIn(person)).toBe(false)
  expect((await browser().get('/lam-viec', { authorization })).status).toBe(303)
  const again = await browser().post('/dang-nhap', { login: 'kiem-tra', password: demoPassword })
  expect(again.body).toContain('Tài khoản đang bị khóa.')
  expect((await browser().post('/dang-nhap', { login: 'kiem-tra', password: 'wrong' })).body).not.toContain(
    'bị khóa',
  )
  await admin.post(`${page}/mo-khoa`)
  expect(await isIn(await signedIn('kiem-tra'))).toBe(true)
})

it('keeps one administrator, and nobody locks himself out', async () => {
  const admin = await signedIn('quan-tri')
  const page = `${people}/${await idOf('quan-tri')}`
  expect((await admin.post(`${page}/khoa`, { reason: 'x' })).body).toContain('Không thể tự khóa')
  const grant = /name="grant" value="([0-9a-f-]{36})"/.exec((await admin.get(page)).body)![1]!
  const answer = await admin.post(`${page}/ket-thuc-vai-tro`, { grant, reason: 'x' })
  expect(answer.body).toContain('Không còn ai khác giữ vai trò quản trị hệ thống')
  expect(await isIn(admin)).toBe(true)
})

it('keeps one administrator of the whole instance, though a commune has one of its own', async () => {
  await communeAdministrator('quan-tri-xa-khac', '20044')
  const accountId = await idOf('quan-tri')
  const ofAdmin = db.updateTable('role_grant').where('account_id', '=', accountId)
  await ofAdmin.set({ place_code: null }).execute()
  const last = await kernel.run(system, async (ctx) => ok(await isLastAdministrator(ctx, accountId)))
  expect(last).toEqual(ok(true))
  await ofAdmin.set({ place_code: '46' }).execute()
  await db
    .deleteFrom('role_grant')
    .where('account_id', '=', await idOf('quan-tri-xa-khac'))
    .execute()
})

it('two administrators who end each other at once leave one', async () => {
  const other = await communeAdministrator('quan-tri-2', '46')
  const admin = await signedIn('quan-tri')
  const pages = await Promise.all([
    admin.get(`${people}/${await idOf('quan-tri-2')}`),
    other.get(`${people}/${await idOf('quan-tri')}`),
  ])
  const grants = pages.map((page) => /name="grant" value="([0-9a-f-]{36})"/.exec(page.body)![1]!)
  const answers = await Promise.all([
    admin.post(`${people}/${await idOf('quan-tri-2')}/ket-thuc-vai-tro`, { grant: grants[0]!, reason: 'x' }),
    other.post(`${people}/${await idOf('quan-tri')}/ket-thuc-vai-tro`, { grant: grants[1]!, reason: 'x' }),
  ])
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  const live = await db
    .selectFrom('role_grant')
    .select('id')
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .execute()
  expect(live).toHaveLength(1)
  await db
    .updateTable('role_grant')
    .set({ ended_at: null, end_reason: null })
    .where('role', '=', 'administrator')
    .execute()
})

it('an administrator of a commune reaches nobody beyond it', async () => {
  const small = await communeAdministrator('quan-tri-a-luoi', '20044')
  const list = (await small.get(people)).body
  expect(list).toContain('can-bo-a-luoi-2')
  for (const hidden of ['can-bo-thuy-xuan', 'van-phong-1', '>quan-tri<']) expect(list).not.toContain(hidden)
  for (const username of ['can-bo-thuy-xuan', 'van-phong-1', 'quan-tri']) {
    const page = `${people}/${await idOf(username)}`
    expect((await small.get(page)).status, username).toBe(403)
    expect((await small.post(`${page}/khoa`, { reason: 'x' })).status).toBe(403)
    expect((await small.post(`${page}/loi-moi`)).status).toBe(403)
    expect((await small.post(`${page}/vai-tro`, { role: 'editor', place: '20044' })).status).not.toBe(500)
  }
  const own = `${people}/${await idOf('can-bo-a-luoi-2')}`
  for (const place of ['46', '', '19813']) {
    const answer = await small.post(`${own}/vai-tro`, { role: 'administrator', place })
    expect(answer.status, place).toBe(422)
    expect(answer.body).toContain('không quản lý vai trò ở phạm vi này')
  }
  expect((await small.post(`${own}/khoa`, { reason: 'thử' })).status).toBe(303)
})

it('an administrator of a commune knows and decides no request for erasure of who ever worked elsewhere', async () => {
  const requests = '/lam-viec/quan-tri/xoa-du-lieu'
  const small = await communeAdministrator('quan-tri-xoa', '20044')
  const ask = async (login: string) => {
    const person = await signedIn(login)
    await person.post('/lam-viec/du-lieu-cua-toi/yeu-cau-xoa', { reason: `Nghỉ việc ${login}` })
  }
  await ask('bien-tap')
  await ask('quan-tri-xoa')
  const shown = (await small.get(requests)).body
  expect(shown).toContain('Nghỉ việc quan-tri-xoa')
  expect(shown).not.toContain('Nghỉ việc bien-tap')
  const { id } = await db
    .selectFrom('erasure_request')
    .select('id')
    .where('account_id', '=', await idOf('bien-tap'))
    .executeTakeFirstOrThrow()
  const decided = await small.post(requests, { request: id, outcome: 'refused', answer: 'Không' })
  expect(decided.body).toContain('đã được quyết định hoặc đã rút')
  expect((await (await signedIn('quan-tri')).get(requests)).body).toContain('Nghỉ việc bien-tap')
})

it('people without the permission see none of it', async () => {
  const id = await idOf('can-bo-thuy-xuan')
  for (const login of ['van-phong-1', 'giam-sat', 'can-bo-thuy-xuan']) {
    const person = await signedIn(login)
    for (const path of [people, `${people}/moi`, `${people}/${id}`])
      expect((await person.get(path)).status, `${login} ${path}`).toBe(403)
    expect((await person.post(`${people}/${id}/khoa`, { reason: 'x' })).status).toBe(403)
  }
  expect((await browser().get(people)).to).toBe(`/dang-nhap?tiep=${encodeURIComponent(people)}`)
})

it('answers 404 to ids nobody has or that are none', async () => {
  const admin = await signedIn('quan-tri')
  expect((await admin.get(`${people}/01a20ab1-1048-70b6-ac53-ff1e63e9fef1`)).status).toBe(404)
  expect((await admin.get(`${people}/1%27%20OR%201=1`)).status).toBe(404)
})

it('recovers a password by mail, saying the same whether the account exists', async () => {
  const id = await idOf('so-nnmt')
  await db.updateTable('account').set({ email: 'so@hue.example.vn' }).where('id', '=', id).execute()
  for (const login of ['so@hue.example.vn', 'nobody@hue.example.vn', 'van-phong-2'])
    expect((await browser().post('/quen-mat-khau', { login })).to).toBe('/quen-mat-khau?da=gui')
  const mails = await db.selectFrom('mail').selectAll().execute()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to_address: 'so@hue.example.vn', subject: 'Đặt lại mật khẩu Sao Làng' })
  const link = /http:\/\/localhost:3000(\/dat-lai-mat-khau\/[\w-]+)/.exec(mails[0]!.body)![1]!
  const before = await signedIn('so-nnmt')
  clock.set(new Date(clock().getTime() + 61 * 60_000))
  expect((await browser().get(link)).status).toBe(410)
  clock.set('2026-09-01')
  const done = await browser().post(link, { password: goodPassword, repeat: goodPassword })
  expect(done.status).toBe(303)
  expect(await isIn(before)).toBe(false)
  await signedIn('so-nnmt', goodPassword)
})

it('sends no second link while one is minutes old, and leaves an invitation open beside it', async () => {
  const admin = await signedIn('quan-tri')
  const made = await admin.post(`${people}/moi`, {
    name: 'Được Mời',
    username: 'duoc-moi',
    email: 'duoc.moi@hue.example.vn',
  })
  const invitation = linkOn(made)
  const ask = () => browser().post('/quen-mat-khau', { login: 'duoc-moi' })
  const links = async () => {
    const mails = await db.selectFrom('mail').selectAll().where('to_address', 'like', 'duoc.moi@%').execute()
    return mails.flatMap(({ body }) => /(\/dat-lai-mat-khau\/[\w-]+)/.exec(body)?.[1] ?? [])
  }
  const opens = async (link: string) => (await browser().get(link)).status
  await ask()
  await ask()
  const [first, ...more] = await links()
  expect(more).toEqual([])
  expect([await opens(first!), await opens(invitation)]).toEqual([200, 200])
  clock.set(new Date(clock().getTime() + 11 * 60_000))
  await ask()
  const second = (await links()).find((link) => link !== first)!
  expect([await opens(first!), await opens(second), await opens(invitation)]).toEqual([410, 200, 200])
  expect((await browser().post(second, { password: goodPassword, repeat: goodPassword })).status).toBe(303)
  expect(await opens(invitation)).toBe(410)
  clock.set('2026-09-01')
})

it('tells the former address when an administrator changes the e-mail', async () => {
  const admin = await signedIn('quan-tri')
  const id = await idOf('duoc-moi')
  const fields = { name: 'Được Mời', email: 'ke.la@hue.example.vn', phone: '' }
  expect((await admin.post(`${people}/${id}/sua`, fields)).status).toBe(303)
  expect((await admin.post(`${people}/${id}/sua`, { ...fields, phone: '0905 123 456' })).status).toBe(303)
  const told = await db
    .selectFrom('mail')
    .select('to_address')
    .where('subject', '=', 'Sao Làng: Thư điện tử của tài khoản đã đổi')
    .execute()
  expect(told).toEqual([{ to_address: 'duoc.moi@hue.example.vn' }])
})

it('revokes access tokens with the password that a link sets anew', async () => {
  const admin = await signedIn('quan-tri')
  const person = await signedIn('van-phong-1')
  const authorization = await bearerOf(person)
  const link = linkOn(await admin.post(`${people}/${await idOf('van-phong-1')}/loi-moi`))
  expect((await browser().get('/api/v1/me', { authorization })).status).toBe(200)
  await browser().post(link, { password: goodPassword, repeat: goodPassword })
  expect((await browser().get('/api/v1/me', { authorization })).status).toBe(401)
})

it('keeps only the hash of a link', async () => {
  const accountId = await idOf('lanh-dao')
  const made = await kernel.run(system, async (ctx) => ({
    ok: true as const,
    value: await makeInvitation(ctx, accountId, 'invitation'),
  }))
  if (!made.ok) throw new Error('not made')
  expect(await findInvitation(db, made.value.token, clock())).toMatchObject({ accountId })
  const rows = JSON.stringify(await db.selectFrom('account_invitation').selectAll().execute())
  expect(rows).not.toContain(made.value.token)
})

it('holds its invariants after all this', async () => {
  for (const invariant of application.house.accounts.feature.invariants ?? [])
    expect(await invariant.run(db), invariant.name).toEqual([])
})
