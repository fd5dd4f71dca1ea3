import { symmetricEncrypt } from 'better-auth/crypto'
import { expect, it } from 'vitest'
import { type Answer, Browser, testApplication, totp } from '../../../test/factories/index.ts'
import { hashPassword, verifyPassword } from './auth/password.ts'
import { demoPassword } from './demo.ts'

const application = await testApplication()
const { db } = application.kernel
let addresses = 0

const browser = () => new Browser(application, `198.51.100.${++addresses}`)
const own = '/lam-viec/tai-khoan'

async function signedIn(login: string, password = demoPassword): Promise<Browser> {
  const person = browser()
  expect((await person.post('/dang-nhap', { login, password })).status).toBe(303)
  return person
}

const isIn = async (person: Browser) => (await person.get('/lam-viec')).status === 200

const keyOn = (answer: Answer) =>
  /<code class="figures">([A-Z2-7 ]+)</.exec(answer.body)![1]!.replaceAll(' ', '')

async function enrol(person: Browser): Promise<{ key: string; first: string; backup: string[] }> {
  expect(await person.post(`${own}/hai-lop/bat-dau`, { password: demoPassword })).toMatchObject({
    status: 303,
  })
  const page = await person.get(`${own}/hai-lop`)
  expect(page.body).toContain('<svg viewBox="0 0')
  const key = keyOn(page)
  const first = totp(key)
  const done = await person.post(`${own}/hai-lop/xac-nhan`, { code: first })
  expect(done.body).toContain('Đã bật xác nhận hai bước.')
  return {
    key,
    first,
    backup: [...done.body.matchAll(/<code>((?:[0-9a-z]{4}-){5}[0-9a-z]{4})</g)].map((match) => match[1]!),
  }
}

it('lets a program do what a page does: the form as JSON, once under its key, and refusals by field', async () => {
  const office = await signedIn('van-phong-2')
  const page = await office.post(`${own}/ma-truy-cap`, {
    name: 'Phần mềm văn thư',
    days: '30',
    password: demoPassword,
  })
  const token = /<code>(saolang_[\w-]{43})<\/code>/.exec(page.body)![1]!
  const asJson = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    application.server.inject({
      method: 'POST',
      url,
      payload: JSON.stringify(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    })
  const mo = '/lam-viec/dot-danh-gia/mo'
  const extra = { year: '2026', ordinal: 7, extra: '1', planNo: '900/KH-UBND' }
  const refused = await asJson(mo, { ...extra, proposalsBefore: '30/02/2027', heldBefore: '2027-03-30' })
  expect(refused.statusCode).toBe(422)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json()).toMatchObject({ errors: [{ field: 'proposalsBefore' }] })

  const good = { ...extra, proposalsBefore: '2027-02-20', heldBefore: '2027-03-30' }
  const key = { 'idempotency-key': 'dot-7' }
  const answers = [await asJson(mo, good, key), await asJson(mo, good, key)]
  expect(answers.map((each) => [each.statusCode, each.json()])).toEqual([
    [200, { to: '/lam-viec/dot-danh-gia' }],
    [200, { to: '/lam-viec/dot-danh-gia' }],
  ])
  const opened = await db.selectFrom('round').select('id').where('ordinal', '=', 7).execute()
  expect(opened).toHaveLength(1)

  expect((await asJson(mo, good, { authorization: 'Bearer wrong' })).statusCode).toBe(401)
  const described = (await office.get('/api/v1/openapi.json')).body
  expect(JSON.parse(described).paths[mo].post).toMatchObject({ tags: ['forms'], summary: 'round.open' })
})

it('changes the password: the old one and all other sessions are over, this one goes on', async () => {
  const here = await signedIn('hoi-dong-1')
  const there = await signedIn('hoi-dong-1')
  const before = here.cookie('saolang.session_token')
  const fields = { current: demoPassword, next: 'một câu dài dễ nhớ', repeat: 'một câu dài dễ nhớ' }
  expect((await here.post(`${own}/mat-khau`, fields)).to).toBe(`${own}/mat-khau?da=doi`)
  expect(here.cookie('saolang.session_token')).not.toBe(before)
  expect(await isIn(here)).toBe(true)
  expect(await isIn(there)).toBe(false)
  expect((await browser().post('/dang-nhap', { login: 'hoi-dong-1', password: demoPassword })).status).toBe(
    422,
  )
  await signedIn('hoi-dong-1', 'một câu dài dễ nhớ')
})

it.each([
  ['ngắn quá', 'ngắn quá', 'Mật khẩu cần ít nhất 12 ký tự.'],
  ['hoi-dong-2-rất-dài', 'hoi-dong-2-rất-dài', 'không được chứa tên đăng nhập'],
  ['123456789012', '123456789012', 'dễ đoán'],
  ['MatKhau@2026', 'MatKhau@2026', 'dễ đoán'],
  ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'dễ đoán'],
  ['một câu dài dễ nhớ', 'một câu khác hẳn', 'Hai lần nhập không giống nhau.'],
  [demoPassword, demoPassword, 'trùng mật khẩu cũ'],
])('refuses %s as a new password', async (next, repeat, words) => {
  const person = await signedIn('hoi-dong-2')
  const answer = await person.post(`${own}/mat-khau`, { current: demoPassword, next, repeat })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain(words)
})

it('asks for the right password first, and counts wrong ones', async () => {
  const person = await signedIn('hoi-dong-3')
  const fields = { current: 'not mine', next: 'một câu dài dễ nhớ', repeat: 'một câu dài dễ nhớ' }
  for (let tries = 0; tries < 8; tries++)
    expect((await person.post(`${own}/mat-khau`, fields)).body).toContain('Mật khẩu không đúng.')
  const answer = await person.post(`${own}/mat-khau`, { ...fields, current: demoPassword })
  expect(answer.body).toContain('Đã thử sai quá nhiều lần')
})

it('enrols a second factor, asks for it at sign-in, and takes a code once', async () => {
  const person = await signedIn('van-phong-1')
  const { key, backup } = await enrol(person)
  expect(backup).toHaveLength(10)
  expect(await isIn(person)).toBe(true)

  const next = browser()
  const first = await next.post('/dang-nhap', {
    login: 'van-phong-1',
    password: demoPassword,
    tiep: '/lam-viec',
  })
  expect(first.to).toBe('/dang-nhap/buoc-hai?tiep=%2Flam-viec')
  expect(await isIn(next)).toBe(false)
  expect((await next.get('/dang-nhap/buoc-hai')).status).toBe(200)
  expect((await next.post('/dang-nhap/buoc-hai', { code: 'abc' })).status).toBe(422)
  const wrong = await next.post('/dang-nhap/buoc-hai', { code: totp(key, 50) })
  expect(wrong.body).toContain('Mã không đúng.')
  const code = totp(key, 1)
  expect(await next.post('/dang-nhap/buoc-hai', { code, tiep: '/lam-viec' })).toMatchObject({
    to: '/lam-viec',
  })
  expect(await isIn(next)).toBe(true)

  const thief = browser()
  const email = 'van.phong.1@hue.example.vn'
  await db.updateTable('account').set({ email }).where('username', '=', 'van-phong-1').execute()
  await thief.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  const again = await thief.post('/dang-nhap/buoc-hai', { code })
  expect(again.body).toContain('Mã này vừa được dùng.')
  expect(await isIn(thief)).toBe(false)
  expect(await db.selectFrom('mail').select('subject').where('to_address', '=', email).execute()).toEqual([
    { subject: 'Sao Làng: Một mã xác nhận đã dùng được nhập lại khi đăng nhập' },
  ])

  const typed = backup[0]!.replaceAll('-', ' ').toUpperCase().replaceAll('0', 'O')
  const withBackup = await thief.post('/dang-nhap/buoc-hai', { code: typed })
  expect(withBackup.status).toBe(303)
  const another = browser()
  await another.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  expect((await another.post('/dang-nhap/buoc-hai', { code: backup[0]! })).status).toBe(422)

  const secrets = JSON.stringify(await db.selectFrom('account_two_factor').selectAll().execute())
  expect(secrets).not.toContain(backup[1])
})

it('takes neither the code of the enrolment nor one older than the last', async () => {
  const { key, first } = await enrol(await signedIn('hoi-dong-4'))
  const second = async (code: string) => {
    const next = browser()
    await next.post('/dang-nhap', { login: 'hoi-dong-4', password: demoPassword })
    return next.post('/dang-nhap/buoc-hai', { code })
  }
  expect((await second(first)).body).toContain('Mã này vừa được dùng.')
  expect((await second(totp(key, 1))).status).toBe(303)
  expect((await second(first)).body).toContain('Mã này vừa được dùng.')
})

it('gives backup codes of 120 random bits, and goes on taking the shorter ones given before', async () => {
  const person = await signedIn('thu-ky-hd')
  const { backup } = await enrol(person)
  expect(new Set(backup.map((code) => code.replaceAll('-', '').length))).toEqual(new Set([24]))
  expect(new Set(backup).size).toBe(10)
  expect((await person.get(`${own}/hai-lop`)).body).toContain('Còn 10 mã chưa dùng.')

  const secret = (await application.kernel.keys.symmetric('sign-in')).toString('base64')
  const former = await symmetricEncrypt({ key: secret, data: JSON.stringify(['aB3dE-fG7hJ', 'kLm9N-pQ2rS']) })
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'thu-ky-hd')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('account_two_factor')
    .set({ backup_codes: former })
    .where('account_id', '=', id)
    .execute()
  expect((await person.get(`${own}/hai-lop`)).body).toContain('theo kiểu cũ')
  const next = browser()
  await next.post('/dang-nhap', { login: 'thu-ky-hd', password: demoPassword })
  expect((await next.post('/dang-nhap/buoc-hai', { code: 'aB3dEfG7hJ' })).status).toBe(303)
  const page = (await next.get(`${own}/hai-lop`)).body
  expect(page).toContain('Còn 1 mã chưa dùng.')
  const renewed = await next.post(`${own}/hai-lop/ma-du-phong`, { password: demoPassword })
  expect([...renewed.body.matchAll(/<code>(?:[0-9a-z]{4}-){5}[0-9a-z]{4}</g)]).toHaveLength(10)
  expect((await next.get(`${own}/hai-lop`)).body).not.toContain('theo kiểu cũ')
})

it('closes a second step after five wrong codes, and tells the holder once', async () => {
  const person = await signedIn('van-phong-2')
  const { key } = await enrol(person)
  await db
    .updateTable('account')
    .set({ email: 'van.phong.2@hue.example.vn' })
    .where('username', '=', 'van-phong-2')
    .execute()
  const robot = browser()
  await robot.post('/dang-nhap', { login: 'van-phong-2', password: demoPassword })
  const told = () =>
    db.selectFrom('mail').select('subject').where('to_address', '=', 'van.phong.2@hue.example.vn').execute()
  for (let tries = 0; tries < 5; tries++) {
    expect((await robot.post('/dang-nhap/buoc-hai', { code: totp(key, 90 + tries) })).status).toBe(422)
    expect(await told()).toHaveLength(tries < 2 ? 0 : 1)
  }
  const spent = await robot.post('/dang-nhap/buoc-hai', { code: totp(key, 1) })
  expect(spent.body).toContain('Hãy đăng nhập lại từ đầu.')
  expect(await isIn(robot)).toBe(false)
  expect(await told()).toEqual([{ subject: 'Sao Làng: Nhiều lần nhập sai mã xác nhận khi đăng nhập' }])
  const attempts = await db
    .selectFrom('audit_entry')
    .select('detail')
    .where('action', '=', 'session.started')
    .execute()
  expect(attempts.filter((entry) => entry.detail.outcome === 'code-wrong').length).toBeGreaterThanOrEqual(5)
})

it('turns the second factor off with the password only', async () => {
  const person = await signedIn('to-tu-van-1')
  await enrol(person)
  const refused = await person.post(`${own}/hai-lop/tat`, { password: 'wrong' })
  expect(refused.status).toBe(422)
  const done = await person.post(`${own}/hai-lop/tat`, { password: demoPassword })
  expect(done.to).toBe(`${own}/hai-lop?da=tat`)
  await signedIn('to-tu-van-1')
  expect(
    await db
      .selectFrom('account_two_factor')
      .innerJoin('account', 'account.id', 'account_id')
      .select('account_id')
      .where('username', '=', 'to-tu-van-1')
      .execute(),
  ).toEqual([])
})

it('lets an enrolment run out after a quarter of an hour', async () => {
  const person = await signedIn('to-tu-van-2')
  await person.post(`${own}/hai-lop/bat-dau`, { password: demoPassword })
  const key = keyOn(await person.get(`${own}/hai-lop`))
  await db
    .updateTable('account_two_factor')
    .set({ created_at: new Date(Date.now() - 16 * 60_000) })
    .where('verified', '=', false)
    .execute()
  const late = await person.post(`${own}/hai-lop/xac-nhan`, { code: totp(key) })
  expect(late.status).toBe(422)
  expect((await person.get(`${own}/hai-lop`)).body).not.toContain('<svg viewBox="0 0 4')
})

it('hashes a password at the cost that ASVS 2.4.6 asks for, and opens an older hash', async () => {
  const hash = await hashPassword('một mật khẩu dài')
  expect(hash).toMatch(/^scrypt\$65536\$8\$2\$/)
  const older = await hashPassword('một mật khẩu dài', { N: 2 ** 15, r: 8, p: 3 })
  expect(await Promise.all([hash, older].map((each) => verifyPassword('một mật khẩu dài', each)))).toEqual([
    true,
    true,
  ])
})

it('lists sessions and ends one elsewhere, never another person’s', async () => {
  const here = await signedIn('bien-tap')
  const there = await signedIn('bien-tap')
  const stranger = await signedIn('kiem-tra')
  const page = await there.get(`${own}/phien`)
  const id = /name="session" value="([0-9a-f-]{36})"/.exec(page.body)![1]!
  expect((await stranger.post(`${own}/phien`, { session: id })).status).toBe(422)
  expect(await isIn(here)).toBe(true)
  expect((await there.post(`${own}/phien`, { session: id })).to).toBe(`${own}/phien?da=ket`)
  expect(await isIn(here)).toBe(false)
  expect(await isIn(there)).toBe(true)
  const third = await signedIn('bien-tap')
  await there.post(`${own}/phien`, { others: 'yes' })
  expect([await isIn(third), await isIn(there)]).toEqual([false, true])
})

it('asks for the password before other sessions end, where this one is no longer fresh', async () => {
  const here = await signedIn('so-nnmt')
  const there = await signedIn('so-nnmt')
  expect((await here.get(`${own}/phien`)).body).not.toContain('name="password"')
  await db
    .updateTable('account_session')
    .set({ created_at: new Date(Date.now() - 16 * 60_000) })
    .where('token', 'is not', null)
    .execute()
  expect((await here.get(`${own}/phien`)).body).toContain('name="password"')
  expect((await here.post(`${own}/phien`, { others: 'yes' })).status).toBe(422)
  const wrong = await here.post(`${own}/phien`, { others: 'yes', password: 'không phải của tôi' })
  expect(wrong.body).toContain('Mật khẩu không đúng.')
  expect(await isIn(there)).toBe(true)
  const ended = await here.post(`${own}/phien`, { others: 'yes', password: demoPassword })
  expect(ended.to).toBe(`${own}/phien?da=khac`)
  expect([await isIn(there), await isIn(here)]).toEqual([false, true])
})

it('changes the e-mail with the password, and signs in by it', async () => {
  const person = await signedIn('giam-sat')
  const fields = { email: 'Giam.Sat@hue.example.vn', phone: '0905 123 456', lang: 'en' }
  expect((await person.post(own, fields)).body).toContain('Nhập mật khẩu hiện tại để đổi thư điện tử.')
  expect((await person.post(own, { ...fields, password: demoPassword })).to).toBe(`${own}?da=luu`)
  await signedIn('giam.sat@hue.example.vn')
  await person.post(own, { email: '', phone: '', lang: 'vi', password: demoPassword })
  const mails = await db
    .selectFrom('mail')
    .select(['to_address', 'subject'])
    .where('to_address', 'ilike', 'giam.sat%')
    .execute()
  expect(mails).toEqual([
    { to_address: 'giam.sat@hue.example.vn', subject: 'Sao Làng: Thư điện tử của tài khoản đã đổi' },
  ])
  await person.post(own, { ...fields, password: demoPassword })
  const other = await signedIn('lanh-dao')
  const taken = await other.post(own, { ...fields, password: demoPassword })
  expect(taken.body).toContain('Thư điện tử này đã thuộc tài khoản khác.')
  expect(taken.body).toContain('value="Giam.Sat@hue.example.vn"')
  expect((await other.post(own, { email: 'x', phone: '1', lang: 'vi' })).body).toContain('href="#f-phone"')
})

it('makes an access token that acts as the person until it is revoked', async () => {
  const person = await signedIn('lanh-dao')
  const page = await person.post(`${own}/ma-truy-cap`, {
    name: 'Phần mềm kế toán',
    days: '30',
    password: demoPassword,
  })
  const token = /<code>(saolang_[\w-]{43})<\/code>/.exec(page.body)![1]!
  expect((await person.get(`${own}/ma-truy-cap`)).body).not.toContain(token)
  const program = browser()
  const bearer = { authorization: `Bearer ${token}` }
  expect((await program.get('/lam-viec', bearer)).body).toContain('Phạm Quang Lãng')
  expect((await program.get(own, bearer)).status).toBe(403)
  expect((await program.get('/api/v1/me')).status).toBe(401)
  expect(JSON.parse((await program.get('/api/v1/me', bearer)).body)).toMatchObject({
    name: 'Phạm Quang Lãng',
    grants: [{ role: 'leader', place: '46', from: '2026-01-01', to: null }],
  })
  expect(JSON.stringify(await db.selectFrom('account_token').selectAll().execute())).not.toContain(token)
  const id = /name="token" value="([0-9a-f-]{36})"/.exec((await person.get(`${own}/ma-truy-cap`)).body)![1]!
  await person.post(`${own}/ma-truy-cap/thu-hoi`, { token: id })
  expect((await program.get('/lam-viec', bearer)).status).toBe(303)
})

it('makes an access token with the password only, tells the owner, and revokes it with the password', async () => {
  const person = await signedIn('hoi-dong-5')
  const email = 'hoi.dong.5@hue.example.vn'
  await db.updateTable('account').set({ email }).where('username', '=', 'hoi-dong-5').execute()
  const fields = { name: 'Phần mềm', days: '365' }
  for (const password of ['', 'không phải của tôi']) {
    const refused = await person.post(`${own}/ma-truy-cap`, { ...fields, password })
    expect(refused.body).toContain('href="#f-password"')
    expect(refused.body).not.toContain('saolang_')
    expect(refused.body).not.toContain('value="không phải')
  }
  const page = await person.post(`${own}/ma-truy-cap`, { ...fields, password: demoPassword })
  const authorization = `Bearer ${/<code>(saolang_[\w-]{43})<\/code>/.exec(page.body)![1]!}`
  expect((await browser().get('/api/v1/me', { authorization })).status).toBe(200)
  expect(await db.selectFrom('mail').select('subject').where('to_address', '=', email).execute()).toEqual([
    { subject: 'Sao Làng: Đã tạo một mã truy cập API cho tài khoản' },
  ])
  const next = 'một câu dài dễ nhớ'
  await person.post(`${own}/mat-khau`, { current: demoPassword, next, repeat: next })
  expect((await browser().get('/api/v1/me', { authorization })).status).toBe(401)
  expect(await isIn(person)).toBe(true)
})

it('never lets a cookie stand in for a wrong token', async () => {
  const person = await signedIn('lanh-dao')
  for (const authorization of ['Bearer wrong', 'Bearer', 'bearer  ', 'Bearer saolang_x y'])
    expect((await person.get('/lam-viec', { authorization })).status, authorization).toBe(303)
  expect((await person.get('/lam-viec', { authorization: 'Basic b2ZmaWNlOng=' })).status).toBe(200)
})

it('refuses a token without a name, and a life nobody offered', async () => {
  const person = await signedIn('lanh-dao')
  expect(
    (await person.post(`${own}/ma-truy-cap`, { name: ' ', days: '30', password: demoPassword })).body,
  ).toContain('href="#f-name"')
  expect(
    (await person.post(`${own}/ma-truy-cap`, { name: 'x', days: '9999', password: demoPassword })).status,
  ).toBe(422)
})
