import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Application, openApplication } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import type { Actor } from '../../src/platform/command/index.ts'
import { transaction } from '../../src/platform/db/index.ts'
import { lookalikeKey } from '../../src/rules/numbering/index.ts'
import { type CouncilWorld, regulation, worldOnApplication } from '../factories/council-world.ts'
import { fixedClock, testApplication } from '../factories/index.ts'
import { fixedAnswers } from '../golden/answers.ts'

/**
 * Two instances over one PostgreSQL, as an office runs them behind a balancer. The balancer here is a client that turns to the other
 * address when one does not answer. What must hold: nothing fails that is tried again, nothing is done twice, a job is done by one of
 * the two, and a page that changed here is not served old there.
 */
const clock = fixedClock('2026-06-15')
let world: CouncilWorld
let both: [Application, Application]
let addresses: string[]
let sitting: { sittingId: string; itemIds: string[]; memberIds: string[] }
let post: Server
const letters: string[] = []

beforeAll(async () => {
  const application = await testApplication({ clock, demo: true })
  world = await worldOnApplication(application.kernel, clock)
  const producer = await world.producer()
  const dossiers: string[] = []
  for (let n = 0; n < 4; n++) dossiers.push(await world.dossier(producer))
  sitting = await world.sitting(dossiers)
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, sitting))
  post = await postOffice()
  const { port } = post.address() as { port: number }
  const config = {
    ...application.kernel.config,
    port: 0,
    host: '127.0.0.1',
    smtpUrl: `smtp://127.0.0.1:${port}`,
  }
  const open = () => openApplication(config, { clock, maxEventLoopDelay: 0 })
  both = [await open(), await open()]
  addresses = [await both[0].listen(), await both[1].listen()]
}, 240_000)

afterAll(async () => {
  await Promise.all(both.map((instance) => instance.close().catch(() => undefined)))
  post.close()
})

/** Takes every letter and keeps its Message-ID. */
function postOffice(): Promise<Server> {
  const server = createServer((socket) => {
    let body: string | undefined
    socket.setEncoding('utf8')
    socket.write('220 ready\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (text: string) => {
      if (body !== undefined) {
        body += text
        if (!body.endsWith('\r\n.\r\n')) return
        letters.push(/Message-ID: <([^>]+)>/i.exec(body)?.[1] ?? '')
        body = undefined
        socket.write('250 queued\r\n')
      } else if (text.startsWith('DATA')) {
        body = ''
        socket.write('354 go\r\n')
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Asks one address after the other until one answers: a line that breaks and a 503 are tried again, nothing else. */
class Client {
  private readonly jar = new Map<string, string>()
  private turn = 0
  retries = 0

  async ask(method: string, path: string, body?: string, headers: Record<string, string> = {}, at?: number) {
    for (let tries = 0; tries < 80; tries++) {
      const address = addresses[at ?? this.turn++ % addresses.length]!
      const answer = await fetch(address + path, {
        method,
        redirect: 'manual',
        headers: {
          origin: address,
          'user-agent': 'two',
          cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...headers,
        },
        ...(body !== undefined && { body }),
      }).catch(() => undefined)
      if (answer && answer.status !== 503) {
        const text = await answer.text().catch(() => undefined)
        if (text !== undefined) {
          for (const line of answer.headers.getSetCookie()) {
            const [name, value] = line.split(';')[0]!.split(/=(.*)/s) as [string, string]
            if (value) this.jar.set(name, value)
            else this.jar.delete(name)
          }
          return { status: answer.status, text }
        }
      }
      this.retries += 1
      await sleep(50)
    }
    throw new Error(`nobody answers ${path}`)
  }

  form(path: string, fields: Record<string, string>, at?: number) {
    return this.ask(
      'POST',
      path,
      new URLSearchParams(fields).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
      at,
    )
  }
}

async function signIn(actor: Actor): Promise<Client> {
  const { username } = await world.kernel.db
    .selectFrom('account')
    .select('username')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  return signInAs(username)
}

async function signInAs(login: string): Promise<Client> {
  const client = new Client()
  const answer = await client.form('/dang-nhap', { login, password: demoPassword })
  expect(answer.status).toBe(303)
  return client
}

test('a page that one instance changes is not served old by the other', async () => {
  const article = await world.kernel.db
    .selectFrom('article')
    .select(['id', 'title'])
    .where('status', '=', 'published')
    .where('published_at', '<=', world.kernel.clock())
    .orderBy('published_at', 'desc')
    .executeTakeFirstOrThrow()
  const visitor = new Client()
  const list = async () => (await visitor.ask('GET', '/tin-tuc', undefined, {}, 1)).text
  expect(await list()).toContain(article.title)
  expect(await list(), 'now from its cache').toContain(article.title)
  const editor = await signInAs('bien-tap')
  expect((await editor.form(`/lam-viec/tin-bai/${article.id}/go`, {}, 0)).status).toBe(303)
  await expect.poll(list, { timeout: 10_000 }).not.toContain(article.title)
}, 60_000)

test('one decision shows on the register’s page, API, verification and feed at once, on both instances', async () => {
  const { db } = world.kernel
  const held = await db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .innerJoin('product as p', 'p.id', 'r.product_id')
    .select(['r.id', 'p.slug', 'c.number'])
    .where('r.status', '=', 'valid')
    .where('c.voided_at', 'is', null)
    .orderBy('c.number')
    .executeTakeFirstOrThrow()
  const visitor = new Client()
  const read = async (path: string, at: number) => (await visitor.ask('GET', path, undefined, {}, at)).text
  const shown = async (at: number) => {
    const ended = JSON.parse(await read('/xac-thuc/khong-con-hieu-luc.json', at)) as {
      certificates: Record<string, string>
    }
    return {
      page: /<span class="mark \w+">.*?<\/span><\/span>/s.exec(await read(`/san-pham/${held.slug}`, at))?.[0],
      product: JSON.parse(await read(`/api/v1/products/${held.slug}`, at)).status,
      certificate: JSON.parse(await read(`/api/v1/certificates/${held.number}`, at)).status,
      verdict: /class="verdict (\w+)"/.exec(await read(`/xac-thuc/${held.number}`, at))?.[1],
      offline: ended.certificates[lookalikeKey(held.number)],
      feed: (await read('/xac-thuc/thay-doi.xml', at))
        .split('<entry>')
        .filter((entry) => entry.includes(`/xac-thuc/${held.number}"`))
        .join(),
    }
  }
  const [before] = await Promise.all([shown(0), shown(1)])
  expect(before).toMatchObject({
    product: 'valid',
    certificate: 'valid',
    verdict: 'good',
    offline: undefined,
  })

  const office = await signInAs('van-phong-1')
  const leader = await signInAs('lanh-dao')
  const second = await signIn(await world.person('Lãnh Đạo Thứ Hai', ['leader']))
  const send = async (client: Client, path: string, body: object, at = 0) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await client.ask('POST', `/api/v1/decisions${path}`, JSON.stringify(body), headers, at)
    return { status: answer.status, body: JSON.parse(answer.text) }
  }
  const draft = (measure: string) =>
    send(office, '', {
      ...{ measure, recognitions: [held.id], ground: 'd', reason: 'Dùng nhãn cho sản phẩm khác' },
      ...(measure === 'revoke' && { concludedOn: '2026-06-15' }),
    })
  const release = { decidedOn: '2026-06-15', signerName: 'Nguyễn Minh Họa' }
  const seen = {
    suspend: { product: 'suspended', certificate: 'suspended', verdict: 'warn', offline: 'suspended' },
    resume: { product: 'valid', certificate: 'valid', verdict: 'good', offline: undefined },
    revoke: { product: 'revoked', certificate: 'revoked', verdict: 'bad', offline: 'revoked' },
  }
  const said = { suspend: 'tạm dừng', resume: 'dùng lại được', revoke: 'bị thu hồi' }
  for (const [measure, expected] of Object.entries(seen)) {
    const drafted = await draft(measure)
    expect([drafted.status, drafted.body.status]).toEqual([201, 'draft'])
    const { id } = drafted.body as { id: string }
    expect((await send(office, `/${id}/proposal`, {})).body.status).toBe('proposed')
    const form = { ...release, number: `${measure}-1/QĐ-UBND`, version: drafted.body.version }
    expect((await send(office, `/${id}/release`, form)).status, 'an office releases nothing').toBe(403)
    // Two leaders at once, each at an instance of their own: one decides, the other is told.
    const both = await Promise.all([
      send(leader, `/${id}/release`, form, 0),
      send(second, `/${id}/release`, form, 1),
    ])
    expect(both.map((each) => each.status).sort()).toEqual([200, 409])
    const first = both[0]!.status === 200 ? 0 : 1
    const now = await shown(first)
    expect(now).toMatchObject(expected)
    expect(now.feed).toContain(said[measure as keyof typeof said])
    expect(now.page).toBeTruthy()
    expect(now.page === before.page).toBe(measure === 'resume')
    await expect.poll(() => shown(1 - first), { timeout: 10_000 }).toEqual(now)
  }
  expect((await draft('revoke')).status, 'what is revoked is not revoked again').toBe(409)
}, 120_000)

/** Letters written by an instance; whichever takes the job sends them. */
async function write(count: number, instance: Application): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++)
    ids.push(
      await transaction(world.kernel.db, (trx) =>
        instance.kernel.mailer.send(trx, { to: `nguoi-${n}@example.vn`, subject: 'Thử', body: 'Một lần' }),
      ),
    )
  return ids
}
const sentOf = (ids: readonly string[]) => letters.filter((letter) => ids.some((id) => letter.startsWith(id)))

test('a job is done by one of the two, once', async () => {
  const ids = [...(await write(12, both[0])), ...(await write(12, both[1]))]
  await expect.poll(() => new Set(sentOf(ids)).size, { timeout: 60_000 }).toBe(ids.length)
  await sleep(1_500)
  expect(sentOf(ids)).toHaveLength(ids.length)
}, 90_000)

test('one of two is stopped under load: no request fails, no sheet is lost or doubled', async () => {
  const voters = [world.chair, ...world.members]
  const clients = await Promise.all(voters.map(signIn))
  const answers = fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0)
  const receipts = new Map<string, string>()
  const failed: string[] = []
  let sent = 0
  let closing: Promise<void> | undefined
  const save = async (who: number, itemId: string, seal: boolean, baseRevision: number) => {
    const body = JSON.stringify({
      key: randomUUID(),
      baseRevision,
      round: 1,
      seal,
      content: { answers, findings: [], reasons: {}, opinion: `phiếu ${who}` },
    })
    const answer = await clients[who]!.ask('POST', `/api/v1/sittings/items/${itemId}/sheet`, body, {
      'content-type': 'application/json',
    })
    sent += 1
    if (sent === 20) closing = both[0].close()
    if (answer.status !== 200) failed.push(`${answer.status} ${answer.text.slice(0, 200)}`)
    else if (seal)
      receipts.set(
        `${who} ${itemId}`,
        (JSON.parse(answer.text) as { receipt: { hash: string } }).receipt.hash,
      )
  }
  await Promise.all(
    voters.map(async (_, who) => {
      for (const itemId of sitting.itemIds) {
        const page = await clients[who]!.ask('GET', `/lam-viec/phien-hop/${sitting.sittingId}/cham/${itemId}`)
        if (page.status !== 200) failed.push(`page ${page.status}`)
        await save(who, itemId, false, 0)
        await save(who, itemId, true, 1)
      }
    }),
  )
  await closing
  expect(failed).toEqual([])
  expect(clients.reduce((sum, client) => sum + client.retries, 0)).toBeGreaterThan(0)
  const rows = await world.kernel.db
    .selectFrom('score_sheet')
    .select(['item_id', 'member_id', 'status', 'seal_hash', 'revision'])
    .where('item_id', 'in', sitting.itemIds)
    .execute()
  expect(rows).toHaveLength(voters.length * sitting.itemIds.length)
  expect(rows.every((row) => row.status === 'sealed' && row.revision === 2)).toBe(true)
  expect(new Set(rows.map((row) => row.seal_hash))).toEqual(new Set(receipts.values()))
}, 180_000)

test('what the stopped instance would have done the other does', async () => {
  const ids = await write(5, both[1])
  await expect.poll(() => new Set(sentOf(ids)).size, { timeout: 60_000 }).toBe(ids.length)
  expect(sentOf(ids)).toHaveLength(ids.length)
}, 90_000)
