import { symmetricEncrypt } from 'better-auth/crypto'
import { expect, it } from 'vitest'
import { type Answer, Browser, fixedClock, testApplication, totp } from '../../../test/factories/index.ts'
import { ok, system } from '../../platform/command/index.ts'
import { demoPassword } from './demo.ts'
import { isLastAdministrator } from './grants.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const { kernel } = application
const { db } = kernel
let addresses = 0

const people = '/lam-viec/quan-tri/tai-khoan'
const own = '/lam-viec/tai-khoan'
const browser = () => new Browser(application, `198.51.100.${++addresses}`)

async function signedIn(login: string): Promise<Browser> {
  const person = browser()
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status, login).toBe(303)
  return person
}

const idOf = async (username: string) =>
  (await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirstOrThrow()).id

async function bearerOf(person: Browser): Promise<string> {
  const made = await person.post(`${own}/ma-truy-cap`, { name: 'x', days: '30', password: demoPassword })
  return `Bearer ${/<code>(saolang_[\w-]+)</.exec(made.body)![1]}`
}

const isIn = async (person: Browser) => (await person.get('/lam-viec')).status === 200
const letsIn = async (authorization: string) =>
  (await browser().get('/api/v1/me', { authorization })).status === 200

async function enrol(person: Browser): Promise<string> {
  await person.post(`${own}/hai-lop/bat-dau`, { password: demoPassword })
  const page: Answer = await person.get(`${own}/hai-lop`)
  const key = /<code class="figures">([A-Z2-7 ]+)</.exec(page.body)![1]!.replaceAll(' ', '')
  expect((await person.post(`${own}/hai-lop/xac-nhan`, { code: totp(key) })).status).toBe(200)
  return key
}

async function givePasskey(accountId: string): Promise<void> {
  const public_key = Buffer.from('x')
  const key = {
    id: crypto.randomUUID(),
    account_id: accountId,
    credential_id: `khoa-${accountId}`,
    public_key,
  }
  await db
    .insertInto('account_passkey')
    .values({ ...key, counter: 0, transports: [], name: 'điện thoại' })
    .execute()
}

const factorsOf = async (accountId: string) => [
  ...(await db.selectFrom('account_two_factor').select('id').where('account_id', '=', accountId).execute()),
  ...(await db.selectFrom('account_passkey').select('id').where('account_id', '=', accountId).execute()),
]

it('a lost phone is taken off whole: app, backup codes and passkey, with every session and access token', async () => {
  const admin = await signedIn('quan-tri')
  const person = await signedIn('van-phong-1')
  const authorization = await bearerOf(person)
  await enrol(person)
  const id = await idOf('van-phong-1')
  await givePasskey(id)
  expect([await isIn(person), await letsIn(authorization)]).toEqual([true, true])

  expect((await admin.post(`${people}/${id}/go-hai-lop`, { reason: 'Mất điện thoại' })).status).toBe(303)
  expect(await factorsOf(id)).toEqual([])
  expect([await isIn(person), await letsIn(authorization)]).toEqual([false, false])
  expect(await isIn(await signedIn('van-phong-1'))).toBe(true)
  const entry = await db
    .selectFrom('audit_entry')
    .select('detail')
    .where('action', '=', 'two-factor.reset')
    .executeTakeFirstOrThrow()
  expect(entry.detail).toEqual({ reason: 'Mất điện thoại', passkeys: 1 })
})

it('a passkey alone can be taken off too, and only where there is something to take off', async () => {
  const admin = await signedIn('quan-tri')
  const id = await idOf('bien-tap')
  const page = `${people}/${id}`
  expect((await admin.get(page)).body).not.toContain(`${page}/go-hai-lop`)
  expect((await admin.post(`${page}/go-hai-lop`, { reason: 'x' })).status).toBe(422)
  await givePasskey(id)
  expect((await admin.get(page)).body).toContain(`${page}/go-hai-lop`)
  expect((await admin.post(`${page}/go-hai-lop`, { reason: 'Mất máy' })).status).toBe(303)
  expect(await factorsOf(id)).toEqual([])
})

it('a second factor locked by a sign-in key that is no more is refused in words, not with a defect', async () => {
  const person = await signedIn('van-phong-2')
  const key = await enrol(person)
  const id = await idOf('van-phong-2')
  const secret = await symmetricEncrypt({ key: 'another sign-in key, of before', data: 'secret' })
  await db
    .updateTable('account_two_factor')
    .set({ secret, backup_codes: secret })
    .where('account_id', '=', id)
    .execute()
  for (const code of [totp(key, 1), 'aB3dEfG7hJ']) {
    const next = browser()
    await next.post('/dang-nhap', { login: 'van-phong-2', password: demoPassword })
    const refused = await next.post('/dang-nhap/buoc-hai', { code })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('khóa đăng nhập của máy chủ đã đổi')
  }
  // Who is in, by a passkey say, can turn it off and on.
  expect((await person.get(`${own}/hai-lop`)).body).toContain('Hãy tắt xác nhận hai bước rồi bật lại')
  expect((await person.post(`${own}/hai-lop/tat`, { password: demoPassword })).status).toBe(303)
})

it('unlocking an account wakes no access token of before', async () => {
  const admin = await signedIn('quan-tri')
  const person = await signedIn('kiem-tra')
  const authorization = await bearerOf(person)
  const page = `${people}/${await idOf('kiem-tra')}`
  expect((await admin.post(`${page}/khoa`, { reason: 'Nghỉ việc' })).status).toBe(303)
  expect(await letsIn(authorization)).toBe(false)
  expect((await admin.post(`${page}/mo-khoa`)).status).toBe(303)
  expect(await isIn(await signedIn('kiem-tra'))).toBe(true)
  expect(await letsIn(authorization)).toBe(false)
})

it('an administrator whose role ends replaces none whose role lasts, and after its last day is none', async () => {
  const accountId = await idOf('quan-tri')
  const check = application.house.accounts.feature.invariants!.find(
    ({ name }) => name === 'somebody-administers',
  )!
  const isLast = async () => {
    const last = await kernel.run(system, async (ctx) => ok(await isLastAdministrator(ctx, accountId)))
    return last.ok && last.value
  }
  const made = await kernel.run(system, async (ctx) => {
    const account = await application.house.accounts.createDemoAccount(ctx, { username: 'tam', name: 'Tạm' })
    if (!account.ok) return account
    const grant = { accountId: account.value.accountId, role: 'administrator', place: '46' } as const
    return application.house.accounts.grantRole(ctx, { ...grant, to: '2026-09-02' })
  })
  expect(made.ok).toBe(true)
  expect(await isLast()).toBe(true)
  const ofTam = db.updateTable('role_grant').where('account_id', '=', await idOf('tam'))
  await ofTam.set({ to_day: null }).execute()
  expect(await isLast()).toBe(false)

  await ofTam.set({ to_day: '2026-09-02' }).execute()
  const ofAdmin = db.updateTable('role_grant').where('account_id', '=', accountId)
  await ofAdmin.set({ ended_at: clock(), end_reason: 'x' }).execute()
  expect(await check.run(db)).toEqual([])
  clock.set('2026-09-03')
  expect(await check.run(db)).toMatchObject([{ message: 'there is no administrator' }])
  clock.set('2026-09-01')
  await ofAdmin.set({ ended_at: null, end_reason: null }).execute()
})

it('says on which day in Vietnam a role ended', async () => {
  clock.set('2026-09-10T05:30:00+07:00')
  const admin = await signedIn('quan-tri')
  const page = `${people}/${await idOf('so-nnmt')}`
  const grant = /name="grant" value="([0-9a-f-]{36})"/.exec((await admin.get(page)).body)![1]!
  await admin.post(`${page}/ket-thuc-vai-tro`, { grant, reason: 'Chuyển công tác' })
  expect((await admin.get(page)).body).toContain('kết thúc 10/09/2026: Chuyển công tác')
})
