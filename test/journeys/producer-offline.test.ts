import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { dossierById } from '../../src/features/dossiers/index.ts'
import { openChromium } from '../factories/chromium.ts'
import { fixedClock, testApplication } from '../factories/index.ts'

const application = await testApplication({ clock: fixedClock('2026-09-15') })
const chromium = await openChromium(application)
const { db } = application.kernel
let page: Page

async function signIn(login: string): Promise<void> {
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', demoPassword)
  await page.click('main button[type=submit]')
  await page.waitForURL(/lam-viec/)
}

beforeAll(async () => {
  page = await chromium.open({ viewport: { width: 360, height: 740 } })
  await signIn('chu-the-doi-may')
})

test('a self-assessment is filled in without network, survives a reload, and arrives once with the next page that has some', async () => {
  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  const sheet = `/lam-viec/ho-so/${id}/tu-danh-gia`
  await page.goto(sheet)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect
    .poll(
      () =>
        page.evaluate(async (path) => {
          const kept = await caches.match(path, { ignoreVary: true })
          return kept !== undefined
        }, sheet),
      { timeout: 30_000 },
    )
    .toBe(true)
  const before = (await dossierById(db, id))!

  await page.context().setOffline(true)
  const leaf = page.locator('.sheet-leaf.here')
  const code = (await leaf.locator('textarea').getAttribute('name'))!.slice(2)
  await leaf.locator('input[type=radio]').nth(1).check()
  await leaf.locator('textarea').fill('Ghi khi không có mạng')
  await expect.poll(() => page.textContent('[data-saving]'), { timeout: 20_000 }).toContain('Chưa có mạng')
  await page.reload()
  const again = page.locator(`textarea[name="n:${code}"]`)
  await expect.poll(() => again.inputValue(), { timeout: 20_000 }).toBe('Ghi khi không có mạng')

  await page.context().setOffline(false)
  await page.goto('/lam-viec')
  await expect
    .poll(async () => (await dossierById(db, id))!.notes[code], { timeout: 30_000 })
    .toBe('Ghi khi không có mạng')
  const arrived = (await dossierById(db, id))!
  expect(arrived.answers[code]).toBe(0)
  expect({ ...arrived.answers, [code]: null }).toEqual({ ...before.answers, [code]: null })
  await page.goto(sheet)
  await page.waitForTimeout(1500)
  expect((await dossierById(db, id))!.version, 'nothing is sent twice').toBe(arrived.version)
}, 180_000)

test('on a shared computer what one person typed is theirs, and signing out leaves nothing of it behind', async () => {
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  const form = page.url()
  await page.fill('input[name=title]', 'Giấy gõ dở')
  await expect.poll(() => page.textContent('.draft-mark'), { timeout: 20_000 }).toContain('Đã lưu bản nháp')
  await page.reload()
  await expect.poll(() => page.inputValue('input[name=title]'), { timeout: 20_000 }).toBe('Giấy gõ dở')

  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
  await page.click('.user-menu summary')
  await page.click('[data-sign-out] button')
  await page.waitForURL(/dang-nhap/)
  expect(asked[0]).toContain('còn 1 nội dung chưa gửi')
  const left = await page.evaluate(async () => [
    ...Object.keys(localStorage).filter((key) => key.startsWith('draft:')),
    ...(await caches.keys()).filter((name) => name.includes('-pages-')),
  ])
  expect(left).toEqual([])
  await signIn('chu-the-suoi-hoa')
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  expect(page.url()).not.toBe(form)
  expect(await page.inputValue('input[name=title]')).toBe('')
}, 120_000)
