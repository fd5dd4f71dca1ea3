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

const seatsOf = async (councilId: string) =>
  (
    await world.kernel.db
      .selectFrom('council_member')
      .select('id')
      .where('council_id', '=', councilId)
      .orderBy('ordinal')
      .execute()
  ).map((row) => row.id)

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

  test('the product called is on every device by itself', async () => {
    const member = await sit(world.members[3]!)
    await member.goto(at())
    await world.run(world.secretary, (ctx) =>
      world.councils.act(ctx, sittingId, { action: 'call-item', detail: { itemId: itemIds[1]! } }),
    )
    // How fast is measured by the bench of a whole sitting.
    await member.locator('[data-live-part="head"] .card-title', { hasText: /^2\./ }).waitFor()
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

  test('what is typed before the script has come is kept, also when the page is lost right after', async () => {
    const slow = await sit(world.members[2]!)
    let scriptMayCome = () => {}
    const waits = new Promise<void>((resolve) => {
      scriptMayCome = resolve
    })
    await slow.route(/assets\/.*\.js$/, async (route) => {
      await waits
      await route.continue()
    })
    await slow.goto(sheetOf(1), { waitUntil: 'commit' })
    await slow.locator('[data-leaf="1.1"] input[type=radio]').last().check({ force: true })
    await slow.fill('textarea[name=opinion]', 'Gõ khi mạng chậm')
    scriptMayCome()
    await slow.waitForFunction(() => document.querySelector('[data-state]')?.textContent?.includes('Đã lưu'))
    await slow.reload()
    expect(await slow.inputValue('textarea[name=opinion]')).toBe('Gõ khi mạng chậm')
    expect(await slow.locator('[data-leaf="1.1"] input[type=radio]').last().isChecked()).toBe(true)
    expect(await stored(1, 3)).toMatchObject({ status: 'draft', revision: 1 })
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

  test('a seal made without network and refused later keeps the whole sheet and says why, on the sheet and on the sitting', async () => {
    const attend = (present: boolean) =>
      world.run(world.secretary, (ctx) =>
        world.councils.attend(ctx, sittingId, [{ memberId: memberIds[2]!, present, delegatedTo: null }]),
      )
    await attend(false)
    const member = await sit(world.members[1]!)
    const says = (text: string) =>
      member.waitForFunction(
        (wanted) => document.querySelector('[data-state]')?.textContent?.includes(wanted),
        text,
      )
    await member.goto(sheetOf(1))
    await member.context().setOffline(true)
    await scoreByKeys(member)
    await says('Mất mạng')
    await sealIt(member)
    await says('chờ niêm phong')
    await member.context().setOffline(false)
    await says('chưa được điểm danh')
    await member.goto(at())
    await member.locator('[data-left-here]', { hasText: 'chưa được điểm danh' }).waitFor()
    expect(await accessibilityFaults(member)).toEqual([])
    await member.locator('[data-left-here] a').click()
    await says('chưa được điểm danh')
    expect(await member.locator('[data-total]').first().textContent()).toBe('100')
    expect(await stored(1, 2)).not.toMatchObject({ status: 'sealed' })

    // Somebody else signs in on the same device: the sheet left open is not theirs, and nothing of it is lost.
    await member.context().clearCookies()
    const { username } = await world.kernel.db
      .selectFrom('account')
      .select('username')
      .where('id', '=', world.members[6]!.accountId)
      .executeTakeFirstOrThrow()
    const other = await member.context().newPage()
    await other.goto('/dang-nhap')
    await other.fill('input[name=login]', username)
    await other.fill('input[name=password]', demoPassword)
    await other.press('input[name=password]', 'Enter')
    await other.waitForURL(/lam-viec/)
    await member.fill('textarea[name=opinion]', 'Ý kiến của người trước')
    await says('đăng nhập bằng tài khoản')
    expect(await member.locator('form.sheet-form').evaluate((form: HTMLFormElement) => form.inert)).toBe(true)
    await other.goto(sheetOf(1))
    expect(await other.inputValue('textarea[name=opinion]')).toBe('')
    expect(await other.locator('[data-total]').first().textContent()).toBe('0')
    expect((await stored(1, 7))?.revision ?? 0).toBe(0)
    await other.context().close()
    await attend(true)
  }, 120_000)
})

describe('tasting by sample code', () => {
  const sensory = ['6.1', '6.2', '6.3', '6.4']
  const lowest = Object.fromEntries(sensory.map((code) => [code, 0]))
  let tasting: string
  let items: { id: string; product: string; code: string }[]
  const there = (rest = '') => `/lam-viec/phien-hop/${tasting}${rest}`

  /** Ticks the lowest level of each sensory criterion of a sample and keeps it. */
  async function taste(page: Page, code: string): Promise<void> {
    const sample = page.locator(`#mau-${code}`)
    for (const leaf of await sample.locator('fieldset').all())
      await leaf.locator('input[type=radio]').first().check({ force: true })
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await sample.locator('button.primary').click()
    expect((await answered).status()).toBe(303)
    await page.locator(`#mau-${code}`).getByText('Đã ghi').waitFor()
  }

  test('the secretary gives codes, hides the names and keeps the key; who votes cannot have it', async () => {
    const { councilId } = await world.found()
    const producerId = await world.producer({ name: 'HTX Vị quê' })
    const dossierIds = [await world.dossier(producerId), await world.dossier(producerId)]
    const { run, councils } = world
    ;({ sittingId: tasting } = await run(world.secretary, (ctx) =>
      councils.plan(ctx, {
        councilId,
        roundId: null,
        mode: 'meeting',
        heldOn: '2026-06-15',
        venue: 'Phòng nếm',
        deadline: null,
      }),
    ))
    await run(world.secretary, (ctx) => councils.addItems(ctx, { sittingId: tasting, dossierIds }))
    const secretary = await sit(world.secretary, { viewport: { width: 360, height: 740 } })
    await secretary.goto(there('/chuong-trinh'))
    await secretary.getByRole('button', { name: 'Đánh mã mẫu ngẫu nhiên' }).click()
    await secretary.getByRole('link', { name: 'In nhãn mã mẫu' }).waitFor()
    await secretary.getByRole('button', { name: 'Nếm thử ẩn tên' }).click()
    await secretary.getByRole('button', { name: 'Bỏ nếm thử ẩn tên' }).waitFor()
    for (const paper of ['/nhan-mau.pdf', '/doi-chieu-ma.pdf']) {
      const answer = await secretary.request.get(there(paper))
      expect([answer.status(), answer.headers()['content-type']], paper).toEqual([200, 'application/pdf'])
    }
    const members = await seatsOf(councilId)
    await run(world.secretary, (ctx) => councils.convene(ctx, tasting))
    await run(world.secretary, (ctx) =>
      councils.attend(
        ctx,
        tasting,
        members.map((memberId) => ({ memberId, present: true, delegatedTo: null })),
      ),
    )
    await run(world.chair, (ctx) =>
      councils.act(ctx, tasting, { action: 'open', detail: { present: 8, voters: 8 } }),
    )
    items = (
      await world.kernel.db
        .selectFrom('sitting_item as i')
        .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
        .innerJoin('product as p', 'p.id', 'd.product_id')
        .select(['i.id', 'p.name as product', 'i.sample_code as code'])
        .where('i.sitting_id', '=', tasting)
        .orderBy('i.ordinal')
        .execute()
    ).map((item) => ({ ...item, code: item.code! }))
    for (const actor of [world.members[0]!, world.chair]) {
      const voter = await sit(actor, { viewport: { width: 360, height: 740 } })
      for (const paper of ['/nhan-mau.pdf', '/doi-chieu-ma.pdf'])
        expect((await voter.request.get(there(paper))).status(), paper).toBeGreaterThanOrEqual(400)
      for (const path of ['', `/san-pham/${items[0]!.id}`, `/cham/${items[0]!.id}`, '/chuong-trinh']) {
        await voter.goto(there(path))
        const said = await voter.content()
        for (const { code } of items) expect(said, path).not.toContain(code)
      }
      await voter.goto(there('/nem-thu'))
      const said = await voter.content()
      for (const { code, product } of items) {
        expect(said).toContain(`Mẫu ${code}`)
        expect(said).not.toContain(product)
      }
      expect(said).not.toContain('Vị quê')
      expect(await accessibilityFaults(voter)).toEqual([])
      expect(await voter.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      await voter.context().close()
    }
  }, 120_000)

  test('a sheet opened before the tasting, network gone since, has what was tasted and nothing typed is lost', async () => {
    const [first] = items
    const sheet = await sit(world.members[0]!)
    await sheet.goto(there(`/cham/${first!.id}`))
    await sheet.evaluate(() => navigator.serviceWorker.ready)
    const phone = await sheet.context().newPage()
    await phone.setViewportSize({ width: 360, height: 740 })
    await phone.goto(there('/nem-thu'))
    await taste(phone, items[1]!.code)
    // The sheet of a product that is not called yet does not tell that its sample was tasted.
    await phone.goto(there(`/cham/${items[1]!.id}`))
    expect(await phone.locator('[data-bound]').count()).toBe(0)
    expect(await phone.locator('[data-to-taste]').count()).toBe(4)
    await world.run(world.chair, (ctx) =>
      world.councils.openScoring(ctx, { sittingId: tasting, itemIds: [first!.id] }),
    )
    await sheet.reload()
    await sheet.locator('[data-leaf="1.1"] input[type=radio]').last().check({ force: true })
    await sheet.fill('textarea[name=opinion]', 'Gõ trước khi nếm')
    await phone.goto(there('/nem-thu'))
    await taste(phone, first!.code)
    await sheet.locator('[data-leaf="6.4"] [data-bound] input:checked').waitFor({ state: 'attached' })
    expect(await sheet.inputValue('textarea[name=opinion]')).toBe('Gõ trước khi nếm')
    await sheet.waitForFunction(() => document.querySelector('[data-state]')?.textContent?.includes('Đã lưu'))
    // Without network the device shows the page as it was kept, before the tasting and the typing, and knows what was tasted and saved.
    await sheet.context().setOffline(true)
    await sheet.reload()
    await sheet.locator('[data-leaf="6.4"] [data-bound] input:checked').waitFor({ state: 'attached' })
    await scoreByKeys(sheet)
    const best = fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0)
    expect(await sheet.inputValue('textarea[name=opinion]')).toBe('Gõ trước khi nếm')
    await sealIt(sheet)
    await sheet.context().setOffline(false)
    await sheet.locator('code.hash').first().waitFor({ timeout: 30_000 })
    // The others taste and seal; then the sheets are opened, and with them the key.
    for (const actor of [world.chair, ...world.members.slice(1)]) {
      const input = { sittingId: tasting, sampleCode: first!.code, answers: lowest }
      await world.run(actor, (ctx) => world.councils.taste(ctx, input))
      const content = { answers: { ...best, ...lowest }, findings: [], reasons: {}, opinion: '' }
      const save = { itemId: first!.id, key: randomUUID(), baseRevision: 0, round: 1, content, device: null }
      await world.run(actor, (ctx) => world.councils.seal(ctx, save))
    }
    const about = { sittingId: tasting, itemId: first!.id }
    await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, about))
    const { star, mean_num, mean_den } = await world.kernel.db
      .selectFrom('result')
      .select(['star', 'mean_num', 'mean_den'])
      .where('id', '=', (await world.run(world.chair, (ctx) => world.councils.agree(ctx, about))).resultId)
      .executeTakeFirstOrThrow()
    // All eight sheets say the same, so the mean is the member's own total: the best sheet less what the tasting took.
    expect(Number(mean_num) / Number(mean_den)).toBeLessThan(100)
    expect(star).toBeLessThan(5)
    await sheet.goto(there(`/san-pham/${first!.id}`))
    expect(await sheet.content()).toContain(first!.code)
    await sheet.goto(there(`/san-pham/${items[1]!.id}`))
    expect(await sheet.content()).not.toContain(items[1]!.code)
  }, 180_000)
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
