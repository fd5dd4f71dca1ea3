import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import {
  type CouncilWorld,
  regulation,
  worldOnApplication,
} from '../../../../test/factories/council-world.ts'
import { Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import type { Application } from '../../../application.ts'
import type { Actor } from '../../../platform/command/index.ts'
import { demoPassword } from '../../accounts/index.ts'

const clock = fixedClock('2026-06-15')
const content = {
  answers: fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0),
  findings: [],
  reasons: {},
  opinion: 'ý kiến của A',
}
let app: Application
let world: CouncilWorld
let sittingId: string
let itemId: string

beforeAll(async () => {
  app = await testApplication({ clock })
  world = await worldOnApplication(app.kernel, clock)
  const sitting = await world.sitting([await world.dossier(await world.producer({ name: 'HTX Trà' }))])
  sittingId = sitting.sittingId
  itemId = sitting.itemIds[0]!
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds: [itemId] }))
}, 240_000)

async function signedIn(actor: Actor, place: number): Promise<Browser> {
  const { username } = await app.kernel.db
    .selectFrom('account')
    .select('username')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const browser = new Browser(app, `198.51.100.${place}`)
  expect((await browser.post('/dang-nhap', { login: username, password: demoPassword })).status).toBe(303)
  return browser
}

const save = (who: Browser, account: string | null, seal = false) =>
  app.server.inject({
    method: 'POST',
    url: `/api/v1/sittings/items/${itemId}/sheet`,
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie: `saolang.session_token=${who.cookie('saolang.session_token')}`,
    },
    payload: { key: randomUUID(), baseRevision: 0, round: 1, seal, content, ...(account && { account }) },
  })

const sheets = () =>
  app.kernel.db
    .selectFrom('score_sheet')
    .select(['status', 'revision'])
    .where('item_id', '=', itemId)
    .execute()

test('a sheet that one member left on a shared device does not become the draft or the seal of the one who signed in since (Điều 7 khoản 3 điểm d)', async () => {
  const [a, b] = [world.members[0]!, world.members[1]!]
  const there = await signedIn(b, 1)
  for (const seal of [false, true]) {
    const answer = await save(there, a.accountId, seal)
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'sheet-of-another'])
  }
  expect((await sheets()).filter(({ revision }) => revision > 0)).toEqual([])
  expect((await save(there, b.accountId)).json()).toEqual({ outcome: 'saved', revision: 1 })
})

test('who has no seat in the sitting is told whose sheet it is, not that there is none', async () => {
  const there = await signedIn(world.secretary, 2)
  expect([401, 403]).toContain((await save(there, world.members[0]!.accountId)).statusCode)
})

test('the plain form of one member, sent with the session of another, neither counts nor is shown as theirs', async () => {
  const [a, b] = [world.members[2]!, world.members[3]!]
  const path = `/lam-viec/phien-hop/${sittingId}/cham/${itemId}`
  const there = await signedIn(b, 3)
  const page = await (await signedIn(a, 4)).get(path)
  expect(page.body).toContain(`name="account" value="${a.accountId}"`)
  const before = await sheets()
  const typed = { account: a.accountId!, round: '1', baseRevision: '0', key: randomUUID(), do: 'save' }
  const answer = await there.post(path, { ...typed, opinion: 'ý kiến của A' })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('đang đăng nhập bằng tài khoản khác')
  expect(answer.body).not.toContain('ý kiến của A')
  expect(await sheets()).toEqual(before)
})
