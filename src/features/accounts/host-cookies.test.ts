import { expect, it } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from './demo.ts'

const application = await testApplication({ env: { BASE_URL: 'https://sao.example.vn' } })
const { db } = application.kernel
const session = '__Host-saolang.session_token'
const former = '__Secure-saolang.session_token'
let addresses = 0

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${++addresses}`)
  expect((await person.post('/dang-nhap', { login, password: demoPassword, remember: 'yes' })).status).toBe(
    303,
  )
  return person
}

const isIn = async (person: Browser) => (await person.get('/lam-viec')).status === 200

it('names every cookie for this very host under https, with what the name asks for', async () => {
  const person = new Browser(application, '198.51.100.201')
  const answer = await person.post('/dang-nhap', { login: 'bien-tap', password: demoPassword })
  const cookies = [answer.headers['set-cookie']].flat().map(String)
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/)
    expect(cookie).toContain('; Path=/;')
    expect(cookie).toContain('Secure')
    expect(cookie).not.toMatch(/domain=/i)
  }
  expect(await isIn(person)).toBe(true)
  const described = JSON.parse((await person.get('/api/v1/openapi.json')).body)
  expect(described.components.securitySchemes.session.name).toBe(session)
})

it('takes no session under another name, but those that were open before the names changed', async () => {
  const person = await signedIn('van-phong-1')
  const value = person.cookie(session)!
  const other = new Browser(application, '198.51.100.202')
  other.setCookie(former, value)
  expect(await isIn(other)).toBe(false)
  await db.updateTable('account_session').set({ former_cookie: true }).execute()
  expect(await isIn(other)).toBe(true)
})

it('lets such a session change its password and sign out', async () => {
  const person = await signedIn('van-phong-2')
  const old = new Browser(application, '198.51.100.203')
  old.setCookie(former, person.cookie(session)!)
  await db.updateTable('account_session').set({ former_cookie: true }).execute()
  const next = 'cầu ngói Thanh Toàn xưa'
  const changed = await old.post('/lam-viec/tai-khoan/mat-khau', {
    current: demoPassword,
    next,
    repeat: next,
  })
  expect(changed.to).toContain('da=doi')
  expect(old.cookie(session)).toBeDefined()
  expect(await isIn(old)).toBe(true)
  expect(await isIn(person)).toBe(false)

  const again = await signedIn('van-phong-1')
  const leaving = new Browser(application, '198.51.100.204')
  leaving.setCookie(former, again.cookie(session)!)
  await db.updateTable('account_session').set({ former_cookie: true }).execute()
  expect((await leaving.post('/dang-xuat')).status).toBe(303)
  expect(leaving.cookie(former)).toBeUndefined()
  expect(await isIn(again)).toBe(false)
})
