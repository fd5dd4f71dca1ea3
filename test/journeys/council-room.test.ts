import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import type { Actor } from '../../src/platform/command/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { type CouncilWorld, regulation, worldOnApplication } from '../factories/council-world.ts'
import { fixedClock, testApplication } from '../factories/index.ts'
import { fixedAnswers } from '../golden/answers.ts'

const clock = fixedClock('2026-06-15')
const application = await testApplication({ clock })
const chromium = await openChromium(application)
let world: CouncilWorld
let sittingId: string
let itemIds: string[]
let memberIds: string[]
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  for (const feature of application.features) if (feature.start) stops.push(await feature.start())
  world = await worldOnApplication(application.kernel, clock)
  const producerId = await world.producer({ name: 'HTX Trà cung đình' })
  const dossiers = [await world.dossier(producerId), await world.dossier(producerId)]
  ;({ sittingId, itemIds, memberIds } = await world.sitting(dossiers))
}, 240_000)
afterAll(async () => {
  for (const stop of stops) await stop()
})

const at = (rest = '') => `/lam-viec/phien-hop/${sittingId}${rest}`
const sheetOf = (index: number) => at(`/cham/${itemIds[index]}`)

async function sit(actor: Actor, options = {}): Promise<Page> {
  const { username } = await world.kernel.db
    .selectFrom('account')
    .select('username')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const page = await chromium.open({ viewport: { width: 1280, height: 800 }, ...options })
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', username)
  await page.fill('input[name=password]', demoPassword)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL(/lam-viec/)
  return page
}

const openScoring = (index: number) =>
  world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds: [itemIds[index]!] }))

const stored = async (index: number, member: number) =>
  world.kernel.db
    .selectFrom('score_sheet')
    .select(['status', 'revision', 'seal_hash'])
    .where('item_id', '=', itemIds[index]!)
    .where('member_id', '=', memberIds[member]!)
    .executeTakeFirst()

/** How often the server showed this person a sheet. */
async function readingsOf(actor: Actor): Promise<number> {
  const { count } = await world.kernel.db
    .selectFrom('audit_entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('action', '=', 'sheet.read')
    .where('actor_id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Chooses the best level of every criterion by keys alone. */
async function scoreByKeys(page: Page): Promise<void> {
  const best = await page.evaluate(() =>
    [...document.querySelectorAll('[data-leaf]')].map(
      (leaf) =>
        [...leaf.querySelectorAll('input[type=radio]')]
          .map((radio) => Number((radio as HTMLElement).dataset.key))
          .sort((a, b) => b - a)[0]!,
    ),
  )
  await page.locator('[data-leaf] fieldset').first().focus()
  for (const key of best) await page.keyboard.press(String(key))
}

async function sealIt(page: Page): Promise<void> {
  await page.locator('#seal-confirm').check()
  await page.locator('#niem-phong button[value=seal]').click()
}

describe('three members at once, one without network', () => {
  test('each scores by keys; what was done offline arrives once; the chair’s screen follows by itself', async () => {
    await openScoring(0)
    const [one, two, three] = [
      await sit(world.members[0]!),
      await sit(world.members[1]!),
      await sit(world.members[2]!, { viewport: { width: 1024, height: 768 } }),
    ]
    const hall = await sit(world.secretary)
    await hall.goto(at('/man-hinh'))
    // The third member loads the sheet, then the hall's network fails: even a reload works.
    await three.goto(sheetOf(0))
    await three.evaluate(() => navigator.serviceWorker.ready)
    await three.reload()
    const readings = await readingsOf(world.members[2]!)
    await three.context().setOffline(true)
    await three.reload()
    expect(await readingsOf(world.members[2]!), 'the page came from the device').toBe(readings)
    await scoreByKeys(three)
    expect(await three.locator('[data-total]').first().textContent()).toBe('100')
    await three.waitForFunction(() =>
      document.querySelector('[data-state]')?.textContent?.includes('Mất mạng'),
    )
    for (const page of [one, two]) {
      await page.goto(sheetOf(0))
      await scoreByKeys(page)
      await page.waitForFunction(() =>
        document.querySelector('[data-state]')?.textContent?.includes('Đã lưu'),
      )
      await sealIt(page)
      await page.locator('code.hash').first().waitFor()
    }
    await sealIt(three)
    await three.waitForFunction(() =>
      document.querySelector('[data-state]')?.textContent?.includes('chờ niêm phong'),
    )
    expect((await stored(0, 3))?.status).not.toBe('sealed')
    await hall.goto(at('/man-hinh'))
    await hall.waitForFunction(() =>
      document.querySelector('[data-live-part]')?.textContent?.includes('người chấm'),
    )
    await three.context().setOffline(false)
    await three.locator('code.hash').first().waitFor({ timeout: 30_000 })
    const sheet = await stored(0, 3)
    expect(sheet?.status).toBe('sealed')
    const shown = (await three.locator('code.hash').first().textContent())!.replaceAll(' ', '')
    expect(shown).toBe(sheet?.seal_hash)
    const { count } = await world.kernel.db
      .selectFrom('score_sheet')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('item_id', '=', itemIds[0]!)
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(3)
  }, 180_000)

  test('the product called is on every device within a blink', async () => {
    const member = await sit(world.members[3]!)
    await member.goto(at())
    await member.waitForTimeout(500)
    await member.evaluate(() => {
      new MutationObserver(() => {
        const called = document.querySelector('[data-live-part="head"] .card-title')
        if (called) (globalThis as { seenAt?: number }).seenAt ??= Date.now()
      }).observe(document.body, { childList: true, subtree: true })
    })
    const from = Date.now()
    await world.run(world.secretary, (ctx) =>
      world.councils.act(ctx, sittingId, { action: 'call-item', detail: { itemId: itemIds[1]! } }),
    )
    await member.waitForFunction(() => (globalThis as { seenAt?: number }).seenAt)
    const seen = await member.evaluate(() => (globalThis as unknown as { seenAt: number }).seenAt)
    // The bar is 200 ms on a quiet machine; here others work too, so only the order of magnitude is held.
    expect(seen - from).toBeLessThan(3_000)
  }, 60_000)

  test('on a phone one criterion at a time; another device’s version is kept and offered', async () => {
    await openScoring(1)
    const phone = await sit(world.members[4]!, { viewport: { width: 360, height: 740 }, hasTouch: true })
    await phone.goto(sheetOf(1))
    expect(await phone.locator('[data-leaf]:visible').count()).toBe(1)
    await phone.locator('[data-leaf].now input[type=radio]').first().check({ force: true })
    await phone.waitForFunction(() => document.querySelector('[data-state]')?.textContent?.includes('Đã lưu'))
    expect(await phone.locator('[data-position]').textContent()).toMatch(/^2\//)
    // Meanwhile a laptop that was opened before saves on the old revision.
    await world.run(world.members[4]!, (ctx) =>
      world.councils.save(ctx, {
        itemId: itemIds[1]!,
        key: randomUUID(),
        baseRevision: 0,
        round: 1,
        content: {
          answers: fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0),
          findings: [],
          reasons: {},
          opinion: '',
        },
        device: 'Máy tính xách tay',
      }),
    )
    await phone.reload()
    await phone.getByText('Máy tính xách tay').waitFor()
    await phone.locator('button[value=take]').click()
    await phone.waitForFunction(() => document.querySelector('[data-total]')?.textContent === '100')
    expect(await stored(1, 5)).toMatchObject({ status: 'draft', revision: 2 })
  }, 60_000)

  test('the sheet works as a plain form without script, and says what is missing', async () => {
    const plain = await sit(world.members[5]!, { javaScriptEnabled: false })
    await plain.goto(sheetOf(1))
    await plain.locator('[data-leaf="1.1"] input[type=radio]').first().check({ force: true })
    await plain.locator('#seal-confirm').check({ force: true })
    await plain.locator('#niem-phong button[value=seal]').click()
    await plain.getByText('Tiêu chí 1.2 chưa chọn mức nào', { exact: false }).first().waitFor()
    expect(await plain.locator('[data-leaf="1.1"] input[type=radio]').first().isChecked()).toBe(true)
    await plain.locator('#niem-phong button[value=save]').click()
    await plain.waitForURL(new RegExp(itemIds[1]!))
    expect(await stored(1, 6)).toMatchObject({ status: 'draft', revision: 1 })
  }, 60_000)
})

describe('every page of the room', () => {
  test('has no fault axe knows, and fits a phone', async () => {
    const chair = await sit(world.chair, { viewport: { width: 360, height: 740 } })
    const { council_id } = await world.kernel.db
      .selectFrom('sitting')
      .select('council_id')
      .where('id', '=', sittingId)
      .executeTakeFirstOrThrow()
    const pages = [
      '/lam-viec/hoi-dong',
      `/lam-viec/hoi-dong/${council_id}`,
      `/lam-viec/hoi-dong/${council_id}/doi-chieu`,
      '/lam-viec/khieu-nai',
      '/lam-viec/ket-qua',
      at(),
      at(`/san-pham/${itemIds[0]}`),
      at('/chuong-trinh'),
      at('/xung-dot'),
      at(`/khai-bao/${itemIds[1]}`),
      at('/bien-ban'),
      at('/man-hinh'),
      sheetOf(1),
    ]
    const fits = async (person: Page, path: string) => {
      await person.goto(path)
      expect(await accessibilityFaults(person), path).toEqual([])
      const width = await person.evaluate(() => document.documentElement.scrollWidth)
      expect(width, path).toBeLessThanOrEqual(360)
    }
    for (const path of pages) for (const lang of ['', '/en']) await fits(chair, lang + path)
    await world.run(world.secretary, (ctx) =>
      world.councils.printPapers(ctx, { sittingId, memberId: memberIds[6]! }),
    )
    const secretary = await sit(world.secretary, { viewport: { width: 360, height: 740 } })
    await fits(secretary, at('/phieu-giay'))
    await fits(secretary, (await secretary.getAttribute('td a[href*="/phieu-giay/"]', 'href'))!)
  }, 180_000)
})
