import { beforeAll, describe, expect, test } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import type { Application } from '../../../application.ts'
import { ok, system } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { lookalikeKey } from '../../../rules/numbering/index.ts'
import { appendEvent, type NewEvent } from '../events.ts'

let app: Application
let certificates: readonly { number: string; id: string; decision: string; until: string }[]
beforeAll(async () => {
  app = await testApplication({ clock: fixedClock('2026-09-01') })
  const rows = await app.kernel.db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .select(['c.number', 'r.id', 'r.decision_id as decision', 'r.valid_until as until'])
    .where('c.voided_at', 'is', null)
    .where('r.status', '=', 'valid')
    .orderBy('c.number')
    .execute()
  certificates = rows.map((row) => ({ ...row, decision: row.decision!, until: row.until! }))
})

const tell = (id: string, event: Partial<NewEvent> & Pick<NewEvent, 'kind'>) =>
  app.kernel.run(system, async (ctx) => {
    await appendEvent(ctx, id, {
      day: '2026-09-01',
      decisionId: null,
      reason: 'thử',
      detail: {},
      ...event,
    })
    return ok()
  })
async function kept() {
  const { body } = await new Browser(app).get('/xac-thuc/khong-con-hieu-luc.json')
  return JSON.parse(body) as { certificates: Record<string, string>; extended: Record<string, string> }
}

describe('what a phone keeps of certificates', () => {
  test('is read again at once when one ends, though nobody empties the cache by hand', async () => {
    const { id, number } = certificates.at(-1)!
    expect((await kept()).certificates[lookalikeKey(number)]).toBeUndefined()
    await tell(id, { kind: 'revoked' })
    expect((await kept()).certificates[lookalikeKey(number)]).toBe('revoked')
  })

  test('Điều 12 khoản 3: carries the last day of an extended one, which the QR cannot know, and an end told ahead', async () => {
    const { id, number } = certificates[0]!
    expect((await kept()).extended).toEqual({})
    await tell(id, { kind: 'extended', detail: { until: '2030-01-28' } })
    expect((await kept()).extended).toEqual({ [lookalikeKey(number)]: '2030-01-28' })
    await tell(id, { kind: 'expired', day: '2029-12-02' })
    expect((await kept()).extended).toEqual({ [lookalikeKey(number)]: '2029-12-01' })
  })

  test('the answer on a certificate names the day it holds for, not an hour that a kept page would repeat', async () => {
    const { body } = await new Browser(app).get(`/xac-thuc/${certificates[0]!.number}`)
    expect(body).toContain('Kết quả theo dữ liệu của cổng ngày 01/09/2026')
    expect(body).not.toContain('Kiểm tra lúc')
  })
})

describe('the page of a batch that runs', () => {
  test('looks again at its own address, takes no form meanwhile, and leaves a refused answer standing', async () => {
    const { decision } = certificates[0]!
    const office = new Browser(app)
    await office.post('/dang-nhap', { login: 'van-phong-1', password: 'saolang-demo-2026' })
    const path = `/lam-viec/quyet-dinh/${decision}/giay-chung-nhan`
    const rest = await office.get(path)
    expect(rest.headers.refresh).toBeUndefined()
    expect(rest.body).toContain('name="key"')
    const { kernel } = app
    await kernel.db
      .insertInto('certificate_batch')
      .values({
        id: uuidv7(),
        decision_id: decision,
        kind: 'print',
        status: 'running',
        total: 2,
        started_by_name: 'Thử',
        started_at: kernel.clock(),
        beat_at: kernel.clock(),
        finished_at: null,
        failure: null,
      })
      .execute()
    const running = await office.get(path)
    expect(running.headers.refresh).toBe(`2; url=${path}`)
    expect(running.body).not.toContain('name="key"')
    const refused = await office.post(`${path}/nhan-ky`)
    expect(refused.status).toBe(422)
    expect(refused.headers.refresh).toBeUndefined()
    expect(refused.body).toContain('name="key"')
  })
})
