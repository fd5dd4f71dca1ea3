import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../../test/factories/chromium.ts'
import { testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { papersWhere } from './queries.ts'

const application = await testApplication()
const chromium = await openChromium(application)
let page: Page
let form: string
let photo: { name: string; mimeType: string; buffer: Buffer }

beforeAll(async () => {
  page = await chromium.open({ viewport: { width: 360, height: 740 } })
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', 'chu-the-doi-may')
  await page.fill('input[name=password]', demoPassword)
  await page.click('main button[type=submit]')
  await page.waitForURL(/lam-viec/)
  await page.goto('/lam-viec/tai-lieu')
  form = `${new URL(page.url()).pathname}/them`
  const buffer = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  photo = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer }
})

const opened = async (tab: Page) => {
  await tab.goto(form)
  await tab.waitForSelector('[data-uploads][data-busy]', { state: 'attached' })
}
const key = (tab: Page) => tab.inputValue('input[type=hidden][name=once]')

test('a form whose file is refused after the button was pressed stays, says why, and goes without it only when pressed again', async () => {
  await opened(page)
  await page.selectOption('select[name=kind]', 'phieu-kiem-nghiem')
  await page.fill('input[name=title]', 'Phiếu hai tệp')
  const wrong = { name: 'hỏng.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ no such thing') }
  await page.setInputFiles('input[type=file]', [photo, wrong])
  await page.click('form .button.primary')
  await page.waitForSelector('text=Chưa lưu vì có tệp không nhận được')
  expect(page.url()).toMatch(/\/them$/)
  expect(await page.textContent('.upload.bad .upload-said')).toContain('PDF, ảnh JPEG, PNG, WebP')

  await page.click('form .button.primary')
  await page.waitForURL(/tai-lieu\/giay\//)
  const [paper] = await papersWhere(application.kernel.db, { ids: [page.url().split('/').at(-1)!] })
  expect(paper!.files.map((file) => file.name)).toEqual(['IMG_1.jpg'])
})

test('a form takes up the key its kept files were sent under, and its own again once one of them is taken out', async () => {
  await opened(page)
  await page.setInputFiles('input[type=file]', photo)
  await page.waitForSelector('.upload.done')
  const first = await key(page)

  const second = await page.context().newPage()
  await opened(second)
  await second.waitForSelector('.upload')
  expect(await key(second)).toBe(first)
  await second.click('.upload-buttons button:last-child')
  await expect.poll(() => key(second)).not.toBe(first)
  await second.setInputFiles('input[type=file]', photo)
  await second.waitForSelector('.upload.done')
  const own = await key(second)
  await opened(second)
  await second.waitForSelector('.upload')
  expect(await key(second), 'after a reload too').toBe(own)
})
