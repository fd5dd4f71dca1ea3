import { describe, expect, it } from 'vitest'
import { Browser, testApplication, totp } from '../../../test/factories/index.ts'
import { openApplication } from '../../application.ts'
import { system } from '../../platform/command/index.ts'
import type { Role } from '../../rules/permissions/index.ts'
import { hashPassword } from './auth/password.ts'
import { demoPassword } from './demo.ts'

const application = await testApplication({ env: { SECOND_FACTOR_ROLES: 'administrator,leader' } })
const { kernel, house } = application
const { db } = kernel
let addresses = 0
const browser = () => new Browser(application, `198.51.100.${++addresses}`)

const password = 'thuyền xuôi dòng Hương'
const passwordHash = await hashPassword(password, { N: 2 ** 10, r: 8, p: 1 })
const factorPage = '/lam-viec/tai-khoan/hai-lop'

async function person(username: string, ...roles: Role[]): Promise<string> {
  const made = await kernel.run(system, async (ctx) => {
    const account = await house.accounts.createAccount(ctx, { username, name: 'Người thử', passwordHash })
    if (!account.ok) return account
    for (const role of roles) {
      const given = await house.accounts.grantRole(ctx, {
        accountId: account.value.accountId,
        role,
        place: '46',
      })
      if (!given.ok) return given
    }
    return account
  })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.value.accountId
}

async function enrol(who: Browser): Promise<string> {
  expect((await who.post(`${factorPage}/bat-dau`, { password })).to).toBe(factorPage)
  const page = await who.get(factorPage)
  const key = /<code class="figures">([A-Z2-7 ]+)</.exec(page.body)![1]!.replaceAll(' ', '')
  const done = await who.post(`${factorPage}/xac-nhan`, { code: totp(key) })
  expect(done.body).toContain('Đã bật xác nhận hai bước.')
  return key
}

const people = '/lam-viec/quan-tri/tai-khoan'

describe('a role that asks for a second factor', () => {
  it('gives nothing until one is set up: sign-in leads there, the rest is closed, and it opens at once', async () => {
    await person('chi-mat-khau', 'administrator')
    const who = browser()
    const into = await who.post('/dang-nhap', { login: 'chi-mat-khau', password, tiep: people })
    expect(into).toMatchObject({ status: 303, to: factorPage })
    const page = await who.get(factorPage)
    expect(page.body).toContain('Vai trò Quản trị hệ thống chờ xác nhận hai bước')
    for (const path of ['/lam-viec', people, '/lam-viec/quan-tri/he-thong', '/lam-viec/thong-bao'])
      expect([path, (await who.get(path)).to]).toEqual([path, factorPage])
    expect((await who.get(`/en${people}`)).to).toBe(`/en${factorPage}`)
    expect((await who.post(`${people}/moi`, { name: 'x' })).to).toBe(factorPage)
    expect((await who.get('/lam-viec/tai-khoan/mat-khau')).status).toBe(200)
    await enrol(who)
    expect((await who.get(people)).status).toBe(200)
    expect((await who.get('/lam-viec/quan-tri/he-thong')).status).toBe(200)
    expect((await who.get('/lam-viec/tai-khoan')).body).not.toContain('chờ xác nhận hai bước')
  })

  it('is told to programs, and no token is made before', async () => {
    await person('chi-chuong-trinh', 'administrator')
    const who = browser()
    await who.post('/dang-nhap', { login: 'chi-chuong-trinh', password })
    const made = await who.post('/lam-viec/tai-khoan/ma-truy-cap', { name: 'sớm', days: '30' })
    expect(made.status).toBe(422)
    const me = JSON.parse((await who.get('/api/v1/me')).body)
    expect(me).toMatchObject({ grants: [], withheld: [{ role: 'administrator' }] })
    await enrol(who)
    const page = await who.post('/lam-viec/tai-khoan/ma-truy-cap', { name: 'đúng lúc', days: '30', password })
    const token = /<code>(saolang_[\w-]{43})<\/code>/.exec(page.body)![1]!
    const asked = { authorization: `Bearer ${token}` }
    expect((await browser().get(people, asked)).status).toBe(200)
    await who.post(`${factorPage}/tat`, { password })
    expect((await who.get(people)).to).toBe(factorPage)
    const refused = await browser().get(people, asked)
    expect(refused.status).toBe(403)
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'second-factor-first' })
  })

  it('leaves the other roles of the person open', async () => {
    await person('hai-vai', 'leader', 'editor')
    const who = browser()
    expect((await who.post('/dang-nhap', { login: 'hai-vai', password })).to).toBe(factorPage)
    expect((await who.get('/lam-viec')).status).toBe(200)
    const me = JSON.parse((await who.get('/api/v1/me')).body)
    expect(me).toMatchObject({ grants: [{ role: 'editor' }], withheld: [{ role: 'leader' }] })
    const grant = await db
      .selectFrom('role_grant as g')
      .innerJoin('account as a', 'a.id', 'g.account_id')
      .select('g.id')
      .where('a.username', '=', 'hai-vai')
      .where('g.role', '=', 'leader')
      .executeTakeFirstOrThrow()
    const lent = await who.post('/lam-viec/tai-khoan/giao-thay', {
      grant: grant.id,
      login: 'van-phong-2',
      from: '01/12/2026',
      to: '02/12/2026',
      reason: 'đi vắng',
    })
    expect(lent.body).toContain('Vai trò của ông/bà chỉ mở khi')
  })

  it('stays closed to a password where a passkey is set up, and lets nothing of the keys be changed', async () => {
    const id = await person('co-khoa', 'administrator')
    const key = {
      id: crypto.randomUUID(),
      account_id: id,
      credential_id: 'khoa-thu',
      public_key: Buffer.from('x'),
      counter: 0,
      transports: [],
      name: 'điện thoại',
    }
    await db.insertInto('account_passkey').values(key).execute()
    const thief = browser()
    expect((await thief.post('/dang-nhap', { login: 'co-khoa', password })).to).toBe(factorPage)
    expect((await thief.get(people)).to).toBe(factorPage)
    expect((await thief.post(`${factorPage}/bat-dau`, { password })).status).toBe(403)
    const away = await thief.post('/lam-viec/tai-khoan/passkey/xoa', { passkey: key.id })
    expect(away.status).toBe(403)
    const kept = await db.selectFrom('account_passkey').select('id').where('id', '=', key.id).execute()
    expect(kept).toHaveLength(1)
  })

  it('stays open over a change of the password, in the session that had its second factor', async () => {
    await person('doi-mat-khau', 'administrator')
    const who = browser()
    await who.post('/dang-nhap', { login: 'doi-mat-khau', password })
    await enrol(who)
    const next = 'mưa trắng trời Kim Long'
    const changed = await who.post('/lam-viec/tai-khoan/mat-khau', { current: password, next, repeat: next })
    expect(changed.to).toContain('da=doi')
    expect((await who.get(people)).status).toBe(200)
  })

  it('exempts demo accounts, and says so', async () => {
    const demo = browser()
    expect((await demo.post('/dang-nhap', { login: 'quan-tri', password: demoPassword })).to).toBe(
      '/lam-viec',
    )
    expect((await demo.get(people)).status).toBe(200)
    expect((await demo.get(factorPage)).body).toContain('tài khoản minh họa được miễn')
    expect((await browser().get('/dang-nhap')).body).toContain(
      'Tài khoản minh họa được miễn xác nhận hai bước.',
    )
  })
})

it('does not start with a role nobody knows, and asks nobody where it is switched off', async () => {
  const { config } = kernel
  await expect(openApplication({ ...config, secondFactorRoles: ['giam-doc'] })).rejects.toThrow('giam-doc')
  const off = await testApplication({ env: { SECOND_FACTOR_ROLES: 'none' } })
  const made = await off.kernel.run(system, async (ctx) => {
    const account = await off.house.accounts.createAccount(ctx, {
      username: 'mot-minh',
      name: 'x',
      passwordHash,
    })
    if (!account.ok) return account
    return off.house.accounts.grantRole(ctx, {
      accountId: account.value.accountId,
      role: 'administrator',
      place: '46',
    })
  })
  expect(made.ok).toBe(true)
  const who = new Browser(off, '198.51.100.200')
  expect((await who.post('/dang-nhap', { login: 'mot-minh', password })).to).toBe('/lam-viec')
})
