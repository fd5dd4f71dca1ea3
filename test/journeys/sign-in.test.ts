import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { testApplication, totp } from '../factories/index.ts'

const application = await testApplication()
const chromium = await openChromium(application)

const phone = { viewport: { width: 360, height: 740 } }

/** Nothing is wider than the phone, and axe finds nothing. */
async function isSound(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, page.url()).toBeLessThanOrEqual(360)
  expect(await accessibilityFaults(page), page.url()).toEqual([])
}

/** Reads the QR code off the screen, as a phone would. */
async function scan(page: Page): Promise<URL> {
  const code = page.locator('main svg[role=img]')
  await code.evaluate((drawing) => drawing.scrollIntoView({ block: 'center' }))
  const picture = await page.screenshot({ clip: (await code.boundingBox())! })
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const read = jsQR(new Uint8ClampedArray(data), info.width, info.height)
  return new URL(read!.data)
}

it('a person signs in on a phone, adds a second factor and signs in with it', async () => {
  const page = await chromium.open(phone)
  await page.goto('/lam-viec')
  expect(new URL(page.url()).pathname).toBe('/dang-nhap')
  await isSound(page)

  await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill('van-phong-1')
  await page.getByLabel('Mật khẩu').fill('sai rồi')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor()
  expect(await page.getByLabel('Tên đăng nhập hoặc thư điện tử').inputValue()).toBe('van-phong-1')
  await isSound(page)

  await page.getByRole('link', { name: 'Điền van-phong-1' }).click()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL('**/lam-viec')

  await page.goto('/lam-viec/tai-khoan/hai-lop')
  await isSound(page)
  await page.getByLabel('Mật khẩu hiện tại').fill(demoPassword)
  await page.getByRole('button', { name: 'Bắt đầu bật' }).click()
  await page.getByText('Quét mã bằng ứng dụng xác thực').waitFor()
  await isSound(page)
  const app = await scan(page)
  expect(app.href).toMatch(/^otpauth:\/\/totp\/Sao%20L%C3%A0ng(:|%3A)van-phong-1\?/)
  const key = app.searchParams.get('secret')!
  await page.getByLabel('Mã 6 chữ số').fill(totp(key))
  await page.getByRole('button', { name: 'Bật xác nhận hai bước' }).click()
  await page.getByText('Đã bật xác nhận hai bước.').waitFor()
  const backup = (await page.locator('main li code').allTextContents())[0]!
  await isSound(page)

  await page.locator('.user-menu summary').click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByText('Đã đăng xuất khỏi máy này.').waitFor()

  await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill('van-phong-1')
  await page.getByLabel('Mật khẩu').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.getByText('Xác nhận bước hai').first().waitFor()
  await isSound(page)
  await page.getByLabel('Mã xác nhận').fill(totp(key, 1))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/lam-viec')

  const elsewhere = await chromium.open({ ...phone, javaScriptEnabled: false })
  await elsewhere.goto('/en/dang-nhap?minh-hoa=van-phong-1')
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await elsewhere.getByLabel('Code').fill(backup)
  await elsewhere.getByRole('button', { name: 'Confirm' }).click()
  await elsewhere.waitForURL('**/en/lam-viec')

  await page.goto('/lam-viec/tai-khoan/phien')
  await isSound(page)
  await page.getByRole('button', { name: 'Kết thúc phiên trên' }).first().click()
  await page.getByText('Đã kết thúc phiên.').waitFor()
  await elsewhere.reload()
  expect(new URL(elsewhere.url()).pathname).toBe('/en/dang-nhap')
})

it('an administrator lets a new person in, who sets the password by the link', async () => {
  const admin = await chromium.open(phone)
  await admin.goto('/dang-nhap?minh-hoa=quan-tri')
  await admin.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await admin.waitForURL('**/lam-viec')
  await admin.goto('/lam-viec/quan-tri/tai-khoan')
  await isSound(admin)
  await admin.getByRole('link', { name: 'Tạo tài khoản' }).click()
  await isSound(admin)
  await admin.getByLabel('Họ và tên').fill('Nguyễn Thị Bích Ngọc')
  await admin.getByLabel('Tên đăng nhập').fill('bich-ngoc')
  await admin.getByLabel('Vai trò').selectOption({ label: 'Cán bộ UBND cấp xã' })
  await admin.getByLabel('Địa bàn').selectOption({ label: 'Xã A Lưới 2' })
  await admin.getByRole('button', { name: 'Tạo và lấy đường dẫn mời' }).click()
  const link = new URL((await admin.locator('.message code').textContent())!)
  await isSound(admin)

  const person = await chromium.open(phone)
  await person.goto(link.pathname)
  await isSound(person)
  const field = person.getByLabel('Mật khẩu mới', { exact: false }).first()
  await field.fill('bich-ngoc-2026')
  await person.getByText('Không được chứa tên đăng nhập.').waitFor()
  await field.fill('qwertyuiop[]12')
  await person.getByText('Dễ đoán').waitFor()
  await isSound(person)
  await field.fill('đường về A Lưới mùa lúa')
  await person.getByText('Rất khó đoán.').waitFor()
  const eye = person.getByRole('button', { name: 'Hiện' }).first()
  expect(await eye.getAttribute('aria-pressed')).toBe('false')
  await eye.press('Enter')
  expect([await eye.getAttribute('aria-pressed'), await field.getAttribute('type')]).toEqual(['true', 'text'])
  await person.getByLabel('Nhập lại mật khẩu mới').fill('đường về A Lưới mùa lúa')
  await person.getByRole('button', { name: 'Lưu mật khẩu' }).click()
  await person.getByText('Đã đặt mật khẩu.').waitFor()
  await person.getByLabel('Mật khẩu').fill('đường về A Lưới mùa lúa')
  await person.keyboard.press('Enter')
  await person.waitForURL('**/lam-viec')
  for (const path of ['', '/mat-khau', '/ma-truy-cap']) {
    await person.goto(`/lam-viec/tai-khoan${path}`)
    await isSound(person)
    const tab = await person.locator('.tabs [aria-current]').boundingBox()
    expect(tab!.x).toBeGreaterThanOrEqual(0)
    expect(tab!.x + tab!.width).toBeLessThanOrEqual(360)
  }
})
