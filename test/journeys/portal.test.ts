import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appendEvent } from '../../src/features/recognition/index.ts'
import { words } from '../../src/features/recognition/words.ts'
import { ok, system } from '../../src/platform/command/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { testApplication } from '../factories/index.ts'

const application = await testApplication()
const chromium = await openChromium(application)
const phone = { viewport: { width: 360, height: 740 } }

/** One page of each kind a visitor meets. */
async function pages(): Promise<string[]> {
  const { db } = application.kernel
  const product = await db
    .selectFrom('product')
    .select('slug')
    .where('is_public', '=', true)
    .orderBy('slug')
    .executeTakeFirstOrThrow()
  const article = await db
    .selectFrom('article')
    .select('slug')
    .where('status', '=', 'published')
    .orderBy('slug')
    .executeTakeFirstOrThrow()
  const document = await db
    .selectFrom('legal_document')
    .select('slug')
    .orderBy('slug')
    .executeTakeFirstOrThrow()
  return [
    '/',
    '/tin-tuc',
    '/tin-tuc?ngay=2024-03-28',
    `/tin-tuc/${article.slug}`,
    '/van-ban',
    `/van-ban/${document.slug}`,
    '/san-pham',
    `/san-pham/${product.slug}`,
    '/tim-kiem?q=ocop',
    '/tim-kiem?q=khongcogi',
    '/xac-thuc',
    '/xac-thuc/SAI-SO',
    '/don-vi-ho-tro?xa=19750&ngay=2024-05-01',
    '/du-lich',
    '/bo-tieu-chi',
    '/bao-sai-pham',
    '/thong-ke',
    '/du-lieu-mo',
    '/api-docs',
    '/api-docs/get-api-v1-products',
    '/ke-hoach/2024',
    '/khong-co-trang-nay',
  ]
}

async function sound(page: Page, about: string): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    `${about} is no wider than a phone`,
  ).toBeLessThanOrEqual(360)
  expect(await accessibilityFaults(page), about).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every kind of public page reads on a phone without a fault (${colorScheme})`, async () => {
    const page = await chromium.open({ ...phone, colorScheme })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    for (const path of await pages()) {
      await page.goto(path)
      await sound(page, `${path} ${colorScheme}`)
    }
    for (const path of [
      '/en',
      '/en/san-pham',
      '/en/van-ban',
      '/en/du-lich',
      '/en/don-vi-ho-tro',
      '/en/api-docs/post-api-v1-score',
    ]) {
      await page.goto(path)
      await sound(page, `${path} ${colorScheme}`)
    }
    expect(errors).toEqual([])
  }, 240_000)
}

test('without script the portal reads, searches and finds the notice by its day and its number', async () => {
  const page = await chromium.open({ ...phone, javaScriptEnabled: false })
  await page.goto('/tin-tuc?ngay=2024-03-28')
  const notice = page.getByRole('link', { name: /30 sản phẩm OCOP năm 2024/ })
  await notice.click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('30 sản phẩm OCOP')
  expect(await page.getByText('Ngày cập nhật 28/03/2024').count()).toBe(1)
  // From the notice to the plan it announces, and to the document itself.
  const named = page.getByRole('main').locator('section.attachments')
  expect(await named.getByRole('link').allTextContents()).toEqual([
    'Kế hoạch 2024',
    '135/KH-UBND',
    '148/QĐ-TTg',
  ])
  expect(await named.getByRole('link', { name: 'Kế hoạch 2024' }).getAttribute('href')).toBe('/ke-hoach/2024')
  for (const words of [
    '135/KH-UBND',
    'ke hoach ocop 2024',
    'ruou vang bach ma',
    'rượu vang Bạch Mã'.normalize('NFD'),
  ]) {
    await page.goto('/')
    await page.locator('main input[type=search]').fill(words)
    await page.locator('main button[type=submit]').first().click()
    expect(
      await page.getByRole('link', { name: /30 sản phẩm OCOP năm 2024/ }).count(),
      words,
    ).toBeGreaterThan(0)
  }
})

test('without script the API is tried on its page: a real answer, a faulty field named, nothing that writes', async () => {
  const page = await chromium.open({ ...phone, javaScriptEnabled: false })
  await page.goto('/api-docs/get-api-v1-search')
  await page.getByLabel('q', { exact: true }).fill('135/KH-UBND')
  await page.getByRole('button', { name: 'Gọi' }).click()
  expect(await page.locator('#tra-loi').textContent()).toMatch(/200.*30 sản phẩm OCOP năm 2024/s)
  await page.goto('/api-docs/post-api-v1-score?goi=1&body=%7B')
  expect(await page.getByRole('alert').textContent()).toContain('JSON')
  await page.goto('/api-docs/post-api-v1-dossiers?goi=1&body=%7B%7D')
  expect(await page.locator('#tra-loi').count()).toBe(0)
  await page.goto('/api-docs/get-api-v1-me?goi=1')
  expect(await page.locator('#tra-loi').textContent()).toContain('401')
}, 60_000)

test('an editor writes, publishes and withdraws; the portal follows at once', async () => {
  const page = await chromium.open(phone)
  const visitor = await chromium.open(phone)
  await page.goto('/dang-nhap?tiep=/lam-viec/tin-bai/moi')
  await page.getByRole('link', { name: 'Điền bien-tap' }).click()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(/lam-viec\/tin-bai\/moi/)
  // The writing sheet takes the plain box's place once its script runs.
  await page.locator('textarea[data-rich-text]').waitFor({ state: 'hidden' })
  await page.getByLabel('Tiêu đề').fill('Tin thử <script>alert(1)</script> của biên tập viên')
  await page
    .getByRole('textbox', { name: 'Nội dung' })
    .fill('Đoạn thứ nhất.\n\n- mục một\n- mục hai\n\n<img src=x onerror=alert(1)>')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Đã lưu bản 1').waitFor()
  await visitor.goto('/tin-tuc')
  expect(await visitor.getByText('Tin thử').count()).toBe(0)
  await page.getByRole('button', { name: 'Đăng', exact: true }).click()
  await page.getByRole('link', { name: 'Xem trên cổng' }).click()
  await page.waitForURL(/tin-tuc\//)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<script>')
  await visitor.goto('/tin-tuc')
  expect(await visitor.getByRole('link', { name: /Tin thử/ }).count()).toBe(1)
  await page.goBack()
  await page.getByRole('button', { name: 'Gỡ khỏi cổng' }).click()
  await page.waitForLoadState()
  await visitor.goto('/tin-tuc')
  expect(await visitor.getByRole('link', { name: /Tin thử/ }).count()).toBe(0)
})

test('after one visit a phone without network judges a certificate by itself: genuine, altered, ended, number only', async () => {
  const { db } = application.kernel
  const certificates = await db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .select(['c.number', 'c.payload', 'r.id'])
    .where('c.voided_at', 'is', null)
    .where('r.status', '=', 'valid')
    .orderBy('c.number')
    .execute()
  const [held, ended] = [certificates[0]!, certificates.at(-1)!]
  expect(ended.number).not.toBe(held.number)
  const day = new Date().toISOString().slice(0, 10)
  const event = { kind: 'revoked', day, decisionId: null, reason: 'thử', detail: {} } as const
  await application.kernel.run(system, async (ctx) => {
    await appendEvent(ctx, ended.id, event)
    return ok()
  })
  await application.kernel.purge(['register'])

  const page = await chromium.open(phone)
  await page.goto('/xac-thuc')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.context().setOffline(true)
  const answer = async (address: string) => {
    await page.goto('about:blank')
    await page.goto(address)
    return (await page.locator('.verdict h2').textContent())?.trim()
  }
  const scanned = (of: { number: string; payload: string }) => `/xac-thuc/${of.number}#${of.payload}`
  expect(await answer(scanned(held))).toBe(words('vi').offlineGenuineTitle)
  await page.getByText(held.number).waitFor()
  const spent = await page.evaluate(() => performance.getEntriesByName('certificate-check')[0]!.duration)
  console.info(`the check of a certificate without network took ${spent.toFixed(1)} ms in the browser`)
  expect(await accessibilityFaults(page)).toEqual([])
  const letter = held.payload.at(80) === 'A' ? 'B' : 'A'
  const bent = held.payload.slice(0, 80) + letter + held.payload.slice(81)
  expect(await answer(scanned({ ...held, payload: bent }))).toBe(words('vi').offlineAltered)
  expect(await answer(scanned(ended))).toBe(words('vi').status.revoked)
  expect(await answer(`/xac-thuc/${ended.number}`)).toBe(words('vi').status.revoked)
  expect(await answer(`/xac-thuc/${held.number}`)).toBe(words('vi').offlineNumberOnly)
  await page.goto('/xac-thuc')
  await page.getByLabel(words('vi').verifyNumber).fill(held.payload)
  await page.getByRole('button', { name: words('vi').verifyButton, exact: true }).click()
  await expect.poll(() => page.locator('.verdict h2').textContent()).toBe(words('vi').offlineGenuineTitle)
  await page.context().setOffline(false)
  await page.goto(`/xac-thuc/${held.number}`)
  expect(await page.locator('.verdict.good').count()).toBe(1)
}, 90_000)
