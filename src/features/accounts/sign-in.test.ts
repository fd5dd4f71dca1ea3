import { expect, it } from 'vitest'
import { atOnce, Browser, testApplication } from '../../../test/factories/index.ts'
import { system } from '../../platform/command/index.ts'
import { demoPassword } from './demo.ts'
import { countFailure, throttleLimits } from './throttle.ts'

const application = await testApplication()
const { db } = application.kernel
let addresses = 0

/** Each test comes from an address of its own: failures of one do not close the door to another. */
const browser = () => new Browser(application, `198.51.100.${++addresses}`)

async function signedIn(login: string, extra: Record<string, string> = {}): Promise<Browser> {
  const person = browser()
  const answer = await person.post('/dang-nhap', { login, password: demoPassword, ...extra })
  expect(answer.status, answer.body.slice(-500)).toBe(303)
  return person
}

const lastAudit = () =>
  db.selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()

it('opens the work area to a demo account, by username in any case', async () => {
  const person = browser()
  expect((await person.get('/lam-viec')).to).toBe('/dang-nhap?tiep=%2Flam-viec')
  const answer = await person.post('/dang-nhap', { login: 'Van-Phong-1', password: demoPassword })
  expect(answer).toMatchObject({ status: 303, to: '/lam-viec' })
  expect((await person.get('/lam-viec')).body).toContain('Nguyễn Thị Hoài Phương')
  expect(await lastAudit()).toMatchObject({
    action: 'session.started',
    actor_name: 'Nguyễn Thị Hoài Phương',
    detail: { outcome: 'signed-in' },
  })
})

it('sends a cookie no script reads, and keeps only the hash of what it carries', async () => {
  const person = browser()
  const answer = await person.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  const cookies = [answer.headers['set-cookie']].flat().map(String)
  for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/)
  const token = decodeURIComponent(person.cookie('saolang.session_token')!).split('.')[0]!
  const sessions = JSON.stringify(await db.selectFrom('account_session').selectAll().execute())
  expect(sessions).not.toContain(token)
})

it.each([
  ['van-phong-1', 'wrong password'],
  ['nobody-here', demoPassword],
  ['van-phong-1@', demoPassword],
  ["' OR 1=1 --", demoPassword],
])(
  'refuses %s / %s with the same words, keeping what was typed but the password',
  async (login, password) => {
    const answer = await browser().post('/dang-nhap', { login, password })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Tên đăng nhập hoặc mật khẩu không đúng')
    expect(answer.body).toContain(`value="${login.replaceAll('&', '&amp;')}"`.replace(/"' OR/, '"\' OR'))
    expect(answer.body).not.toContain(`value="${password}"`)
    expect(answer.headers['set-cookie']).toBeUndefined()
  },
)

it('writes failed attempts down, never the password nor a name nobody has', async () => {
  await browser().post('/dang-nhap', { login: 'kiem-tra', password: 'this was wrong' })
  const entry = await lastAudit()
  expect(entry).toMatchObject({
    action: 'session.started',
    actor_id: null,
    detail: { outcome: 'sign-in-wrong' },
  })
  await browser().post('/dang-nhap', { login: 'mySecretPassword', password: 'x' })
  expect(await lastAudit()).toMatchObject({ subject_id: 'unknown' })
  const all = JSON.stringify(await db.selectFrom('audit_entry').selectAll().execute())
  expect(all).not.toContain('this was wrong')
  expect(all).not.toContain('mySecretPassword')
})

it('says what is missing, at its field', async () => {
  const answer = await browser().post('/dang-nhap', {})
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('href="#f-login"')
  expect(answer.body).toContain('href="#f-password"')
  expect((await browser().post('/en/dang-nhap', { login: 'x' })).body).toContain('Type your password.')
})

it('closes the door for a while after eight wrong tries, for the right password too', async () => {
  const robot = browser()
  for (let tries = 0; tries < 8; tries++) {
    expect((await robot.post('/dang-nhap', { login: 'hoi-dong-1', password: `guess ${tries}` })).status).toBe(
      422,
    )
  }
  const answer = await robot.post('/dang-nhap', { login: 'hoi-dong-1', password: demoPassword })
  expect(answer.status).toBe(429)
  expect(answer.body).toContain('Đã thử sai quá nhiều lần. Xin thử lại sau 15 phút')
  expect(answer.headers['retry-after']).toBe('900')
  await signedIn('hoi-dong-1')
})

const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()
const times = <T>(many: number, one: (n: number) => T) => Array.from({ length: many }, (_, n) => one(n))

it('answers eight of many tries that come at once, at the door and where the password is asked again', async () => {
  const robot = browser()
  const guesses = times(
    12,
    (n) => () => robot.post('/dang-nhap', { login: 'hoi-dong-4', password: `guess ${n}` }),
  )
  expect(statuses(await atOnce(db, guesses))).toEqual([...times(8, () => 422), ...times(4, () => 429)])

  const thief = await signedIn('hoi-dong-5')
  const fields = { next: 'một câu dài dễ nhớ', repeat: 'một câu dài dễ nhớ' }
  const again = times(
    12,
    (n) => () => thief.post('/lam-viec/tai-khoan/mat-khau', { ...fields, current: `guess ${n}` }),
  )
  const heard = (await atOnce(db, again)).filter(({ body }) => body.includes('Mật khẩu không đúng.'))
  expect(heard).toHaveLength(8)
})

it('answers no more names tried at once from one address than may fail there', async () => {
  const address = '198.51.100.250'
  const hall = new Browser(application, address)
  const { clock } = application.kernel
  for (let tries = 0; tries < throttleLimits.address - 2; tries++) await countFailure(db, address, clock())
  const guesses = times(
    5,
    (n) => () => hall.post('/dang-nhap', { login: `khong-ai-${n}`, password: 'guess' }),
  )
  expect(statuses(await atOnce(db, guesses))).toEqual([422, 422, 429, 429, 429])
})

it('counts no right password: who signs in nine times is let in nine times', async () => {
  const person = browser()
  for (let tries = 0; tries < 9; tries++)
    expect((await person.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })).status).toBe(303)
})

it('takes no more than eight requests at once for a link to a new password', async () => {
  const robot = browser()
  const asks = times(12, () => () => robot.post('/quen-mat-khau', { login: 'hoi-dong-1' }))
  expect(statuses(await atOnce(db, asks))).toEqual([...times(8, () => 303), ...times(4, () => 429)])
})

it.each([
  ['/lam-viec/ho-so?trang=2', '/lam-viec/ho-so?trang=2'],
  ['https://evil.example/', '/lam-viec'],
  ['//evil.example', '/lam-viec'],
  ['/\\evil.example', '/lam-viec'],
  ['/.//evil.example', '/lam-viec'],
  ['/\t/evil.example', '/lam-viec'],
  ['javascript:alert(1)', '/lam-viec'],
])('goes on to %s only if it is ours', async (tiep, to) => {
  const answer = await browser().post('/dang-nhap', { login: 'bien-tap', password: demoPassword, tiep })
  expect(answer.to).toBe(to)
})

it('refuses a form posted from another site', async () => {
  const fields = { login: 'bien-tap', password: demoPassword }
  const answer = await browser().post('/dang-nhap', fields, { 'sec-fetch-site': 'cross-site' })
  expect(answer.status).toBe(403)
})

it('opens nothing with a cookie that was touched, cut or made elsewhere', async () => {
  const person = await signedIn('van-phong-1')
  const good = person.cookie('saolang.session_token')!
  const [token, signature] = decodeURIComponent(good).split('.') as [string, string]
  for (const bad of [
    token,
    `${token}.`,
    `x${token}.${signature}`,
    `${token}.${signature.slice(2)}`,
    '.',
    '%',
  ]) {
    person.setCookie('saolang.session_token', encodeURIComponent(bad))
    expect((await person.get('/lam-viec')).status, bad).toBe(303)
  }
  person.setCookie('saolang.session_token', good)
  expect((await person.get('/lam-viec')).status).toBe(200)
})

it('signs out here, and the cookie opens nothing any more', async () => {
  const person = await signedIn('van-phong-1')
  const cookie = person.cookie('saolang.session_token')!
  expect((await person.post('/dang-xuat')).to).toBe('/dang-nhap?da=ra')
  expect(person.cookie('saolang.session_token')).toBeUndefined()
  person.setCookie('saolang.session_token', cookie)
  expect((await person.get('/lam-viec')).status).toBe(303)
})

it('ends after twelve hours, or after thirty days where it is remembered', async () => {
  const hours = async (person: Browser) => {
    void person
    const row = await db
      .selectFrom('account_session')
      .select(['expires_at', 'created_at'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return Math.round((row.expires_at.getTime() - row.created_at.getTime()) / 3_600_000)
  }
  expect(await hours(await signedIn('giam-sat'))).toBe(12)
  expect(await hours(await signedIn('giam-sat', { remember: 'yes' }))).toBe(720)
  const person = await signedIn('giam-sat')
  await db
    .updateTable('account_session')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute()
  expect((await person.get('/lam-viec')).status).toBe(303)
})

it('ends the session that is signed over', async () => {
  const person = await signedIn('lanh-dao')
  const before = person.cookie('saolang.session_token')!
  await person.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  person.setCookie('saolang.session_token', before)
  expect((await person.get('/lam-viec')).status).toBe(303)
})

it('a role holds on its days only, and is gone at once when it is ended', async () => {
  const person = await signedIn('lanh-dao')
  expect((await person.get('/lam-viec')).status).toBe(200)
  const grant = db.updateTable('role_grant').where('role', '=', 'leader')
  await grant.set({ from_day: '2020-01-01', to_day: '2020-12-31' }).execute()
  expect((await person.get('/lam-viec')).status).toBe(403)
  await grant.set({ from_day: '2020-01-01', to_day: null }).execute()
  expect((await person.get('/lam-viec')).status).toBe(200)
  await grant.set({ ended_at: new Date(), end_reason: 'test' }).execute()
  expect((await person.get('/lam-viec')).status).toBe(403)
})

it('shows the demo accounts and fills one in', async () => {
  const answer = await browser().get('/dang-nhap?minh-hoa=quan-tri')
  expect(answer.body).toContain('value="quan-tri"')
  expect(answer.body).toContain(`value="${demoPassword}"`)
  expect((await browser().get('/dang-nhap?minh-hoa=root')).body).not.toContain(`value="${demoPassword}"`)
})

it('opens no demo account where the demo is switched off', async () => {
  const empty = await testApplication({ demo: false })
  const made = await empty.kernel.run(system, (ctx) =>
    empty.house.accounts.createDemoAccount(ctx, { username: 'con-sot-lai', name: 'Còn sót lại' }),
  )
  expect(made.ok).toBe(true)
  const person = new Browser(empty)
  const answer = await person.post('/dang-nhap', { login: 'con-sot-lai', password: demoPassword })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('Tài khoản minh họa đã tắt')
  expect((await person.get('/dang-nhap')).body).not.toContain(demoPassword)
  expect(await empty.welcome()).toEqual([])
})
