import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, describe, expect, it } from 'vitest'
import { openChromium } from '../../../../test/factories/chromium.ts'
import { Browser, testApplication, totp } from '../../../../test/factories/index.ts'
import { freePort } from '../../../../test/factories/port.ts'
import { demoPassword } from '../demo.ts'

const port = await freePort()
const baseUrl = `http://localhost:${port}`

/** A real OpenID provider on this machine, with its own sign-in page: any name is a person there. */
const provider = createServer()
await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
const issuer = `http://localhost:${(provider.address() as AddressInfo).port}`
const oidc = new Provider(issuer, {
  clients: [
    {
      client_id: 'sao-lang',
      client_secret: 'bi-mat',
      redirect_uris: [`${baseUrl}/dang-nhap/openid/tro-lai`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  pkce: { required: () => true },
  findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
})
provider.on('request', oidc.callback())
afterAll(() => provider.close())

const application = await testApplication({
  env: {
    BASE_URL: baseUrl,
    OIDC_URL: issuer.replace('//', '//sao-lang:bi-mat@'),
    OIDC_NAME: 'Định danh thử',
  },
})
const { db } = application.kernel
const chromium = await openChromium(application, { port, host: 'localhost' })

/** The provider's own pages: who, and yes. */
async function identify(page: Awaited<ReturnType<typeof chromium.open>>, who: string): Promise<void> {
  await page.waitForURL(`${issuer}/**`)
  await page.locator('input[name=login]').fill(who)
  await page.locator('input[name=password]').fill('anything')
  await page.locator('button[type=submit]').click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

describe('sign-in with an OpenID provider', () => {
  it('links an account after its password, and then opens it without', async () => {
    const page = await chromium.open()
    await page.goto('/dang-nhap')
    await page.getByLabel('Tên đăng nhập').fill('van-phong-1')
    await page.getByLabel('Mật khẩu').fill(demoPassword)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.waitForURL(/lam-viec/)
    await page.goto('/lam-viec/tai-khoan/lien-ket')
    await page.getByLabel('Mật khẩu hiện tại').fill(demoPassword)
    await page.getByRole('button', { name: 'Liên kết với Định danh thử' }).click()
    await page.getByRole('link', { name: 'Đi tiếp sang Định danh thử' }).click()
    await identify(page, 'cong-dan-001')
    await page.getByText('Đã liên kết.', { exact: true }).waitFor()

    const elsewhere = await chromium.open()
    await elsewhere.goto('/dang-nhap?tiep=/lam-viec/tai-khoan/phien')
    await elsewhere.getByRole('link', { name: 'Đăng nhập bằng Định danh thử' }).click()
    await identify(elsewhere, 'cong-dan-001')
    await elsewhere.waitForURL(/tai-khoan\/phien/)
    await elsewhere.getByText('Phiên này').waitFor()
  }, 60_000)

  it('opens nothing for a person who is linked with no account', async () => {
    const page = await chromium.open()
    await page.goto('/dang-nhap')
    await page.getByRole('link', { name: 'Đăng nhập bằng Định danh thử' }).click()
    await identify(page, 'nguoi-la')
    await page.getByText('Chưa có tài khoản nào liên kết với người này').waitFor()
  }, 60_000)

  it('still asks for the second factor that the account has', async () => {
    const { id } = await db
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'van-phong-1')
      .executeTakeFirstOrThrow()
    const person = new Browser(application, '198.51.100.93')
    await person.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
    const started = await person.post('/lam-viec/tai-khoan/hai-lop/bat-dau', { password: demoPassword })
    const shown = await person.get(started.to!)
    const secret = /<code[^>]*>([A-Z2-7 ]{16,})<\/code>/.exec(shown.body)![1]!.replace(/ /g, '')
    const on = await person.post('/lam-viec/tai-khoan/hai-lop/xac-nhan', { code: totp(secret) })
    expect(on.status, on.body.slice(0, 300)).toBeLessThan(400)
    const state = await db
      .selectFrom('account')
      .select('two_factor_enabled')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(state.two_factor_enabled).toBe(true)
    const page = await chromium.open()
    await page.goto('/dang-nhap')
    await page.getByRole('link', { name: 'Đăng nhập bằng Định danh thử' }).click()
    await identify(page, 'cong-dan-001')
    await page.waitForURL(/buoc-hai/)
    await page.getByLabel('Mã xác nhận').fill('000000')
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.getByRole('link', { name: 'Mã không đúng' }).waitFor()
  }, 60_000)

  it('takes no way back that this browser did not set out on', async () => {
    const stranger = new Browser(application, '198.51.100.92')
    const late = await stranger.get('/dang-nhap/openid/tro-lai?code=x&state=y')
    expect(late.to).toBe('/dang-nhap?loi=openid-late')
    const out = await stranger.get('/dang-nhap/openid')
    expect(out.to).toContain('code_challenge_method=S256')
    const forged = await stranger.get('/dang-nhap/openid/tro-lai?code=x&state=forged')
    expect(forged.to).toBe('/dang-nhap?loi=openid-refused')
    expect((await stranger.get('/dang-nhap/openid/tro-lai?code=x&state=y')).to).toContain('openid-late')
    stranger.setCookie('saolang_openid', 'e30.forged')
    expect((await stranger.get('/dang-nhap/openid/tro-lai?code=x&state=y')).to).toContain('openid-late')
  })

  it('says so when the provider is away, and the password still opens', async () => {
    await new Promise((resolve) => {
      provider.closeAllConnections()
      provider.close(resolve)
    })
    const away = await testApplication({
      demo: false,
      env: { OIDC_URL: 'http://client:secret@127.0.0.1:1' },
    })
    const visitor = new Browser(away, '198.51.100.94')
    expect((await visitor.get('/dang-nhap/openid')).to).toBe('/dang-nhap?loi=openid-away')
    expect((await visitor.get('/dang-nhap?loi=openid-away')).body).toContain('Nhà cung cấp không trả lời')
  })
})
