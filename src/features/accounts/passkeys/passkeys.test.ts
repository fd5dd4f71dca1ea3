import type { CDPSession, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { accessibilityFaults, openChromium } from '../../../../test/factories/chromium.ts'
import { Browser, testApplication } from '../../../../test/factories/index.ts'
import { freePort } from '../../../../test/factories/port.ts'
import { demoPassword } from '../demo.ts'

const port = await freePort()
const application = await testApplication({ env: { BASE_URL: `http://localhost:${port}` } })
const { db } = application.kernel
const chromium = await openChromium(application, { port, host: 'localhost' })

/** A device that checks its person by itself, as Chromium's virtual authenticator plays it. */
async function withAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticatorId }
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByLabel('Mật khẩu').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(/lam-viec/)
}

it('is made with the password, opens without it, and is gone when removed', async () => {
  const page = await chromium.open({ viewport: { width: 360, height: 740 } })
  const { cdp, authenticatorId } = await withAuthenticator(page)
  await signIn(page, 'lanh-dao')
  await page.goto('/lam-viec/tai-khoan/passkey')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('Tên khóa').fill('Điện thoại của tôi')
  await page.getByLabel('Mật khẩu hiện tại').fill('sai mật khẩu')
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await page.getByText('Mật khẩu không đúng.').waitFor()
  await page.getByLabel('Mật khẩu hiện tại').fill(demoPassword)
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await page.getByText('Đã thêm khóa truy cập.').waitFor()
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  expect(credentials).toHaveLength(1)

  await page.context().clearCookies()
  await page.goto('/dang-nhap?tiep=/lam-viec/tai-khoan/phien')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await page.waitForURL(/tai-khoan\/phien/)
  await page.getByText('Phiên này').waitFor()
  const attempts = await db
    .selectFrom('audit_entry')
    .select('detail')
    .where('action', '=', 'session.started')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(attempts.detail).toEqual({ outcome: 'passkey' })

  await page.goto('/lam-viec/tai-khoan/passkey')
  await page.getByRole('button', { name: 'Bỏ khóa Điện thoại của tôi' }).click()
  await page.getByText('Đã bỏ khóa truy cập.').waitFor()
  await page.context().clearCookies()
  await page.goto('/dang-nhap')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await page.getByText('Khóa này không thuộc tài khoản nào').waitFor()
}, 60_000)

it('opens no locked account, and no question is answered twice', async () => {
  const page = await chromium.open()
  await withAuthenticator(page)
  await signIn(page, 'bien-tap')
  await page.goto('/lam-viec/tai-khoan/passkey')
  await page.getByLabel('Tên khóa').fill('Máy tính')
  await page.getByLabel('Mật khẩu hiện tại').fill(demoPassword)
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await page.getByText('Đã thêm khóa truy cập.').waitFor()
  await page.context().clearCookies()

  let sent: { url: string; body: string } | undefined
  page.on('request', (request) => {
    if (request.url().endsWith('/passkeys/sign-in')) sent = { url: request.url(), body: request.postData()! }
  })
  await page.goto('/dang-nhap')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await page.waitForURL(/lam-viec/)
  const again = await application.server.inject({
    method: 'POST',
    url: '/api/v1/passkeys/sign-in',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    payload: sent!.body,
  })
  expect([again.statusCode, again.json().code]).toEqual([422, 'passkey-late'])

  await page.context().clearCookies()
  await db
    .updateTable('account')
    .set({ locked_at: new Date(), lock_reason: 'thử' })
    .where('username', '=', 'bien-tap')
    .execute()
  await page.goto('/dang-nhap')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await page.getByText('Tài khoản đang bị khóa').waitFor()
}, 60_000)

it('is refused from another site, another key, and nonsense, without a fault', async () => {
  const person = new Browser(application, '198.51.100.90')
  const post = (url: string, payload: unknown) =>
    application.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      payload: payload as object,
    })
  const asked = await post('/api/v1/passkeys/sign-in/options', {})
  const { challenge } = asked.json() as { challenge: string }
  const client = (text: object) => Buffer.from(JSON.stringify(text)).toString('base64url')
  const claim = (clientDataJSON: string) => ({
    response: { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON } },
  })
  const unknown = await post('/api/v1/passkeys/sign-in', claim(client({ challenge })))
  expect([unknown.statusCode, unknown.json().code]).toEqual([422, 'passkey-unknown'])
  for (const nonsense of ['', 'xx', client({}), client({ challenge: 'a'.repeat(43) })])
    expect((await post('/api/v1/passkeys/sign-in', claim(nonsense))).json().code).toBe('passkey-late')
  expect((await post('/api/v1/passkeys', { name: 'a', response: claim('x').response })).statusCode).toBe(401)
  expect((await person.get('/lam-viec/tai-khoan/passkey')).status).toBe(303)
})
