import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'

let application: Application
beforeAll(async () => {
  application = await testApplication({ demo: false, clock: fixedClock('2026-09-01') })
})

const score = async (payload: string, language = 'vi') => {
  const response = await application.server.inject({
    method: 'POST',
    url: '/api/v1/score',
    payload,
    headers: { 'content-type': 'application/json', 'accept-language': language },
  })
  return { status: response.statusCode, type: response.headers['content-type'], body: response.json() }
}
const ask = (body: unknown, language?: string) => score(JSON.stringify(body), language)
const read = (url: string): Promise<Answer> => new Browser(application).get(url)

describe('POST /api/v1/score', () => {
  test('answers a visitor without sign-in', async () => {
    const { status, body } = await ask({
      regime: 'qd26-2026',
      set: 1,
      answers: { '5.1': 1, '5.2': 2, '1.1': null },
    })
    expect([status, body.points, body.parts, body.star]).toEqual([200, 3, { A: 0, B: 3, C: 0 }, 1])
  })

  test('impossible answers are a problem document with every field, in the language asked for', async () => {
    const { status, type, body } = await ask(
      { regime: 'qd26-2026', set: 1, answers: { '1.1': [0, 1], x: 0 } },
      'en',
    )
    expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(body.errors.map((error: { code: string; field: string }) => [error.code, error.field])).toEqual([
      ['two-options', '/answers/1.1'],
      ['unknown-criterion', '/answers/x'],
    ])
    expect(body.errors[0].detail).toContain('one level only')
  })

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['text for a set', '{"regime":"qd26-2026","set":"1","answers":{}}'],
    ['no answers at all', '{"regime":"qd26-2026","set":1}'],
    ['a poisoned key', '{"regime":"qd26-2026","set":1,"answers":{"__proto__":{"1":0}}}'],
  ])('%s is refused as bad input', async (_name, payload) => {
    const { status, type } = await score(payload)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(type).toBe('application/problem+json; charset=utf-8')
  })
})

describe('the sheets', () => {
  test('one sheet as data, and 404 for what is not on file', async () => {
    const sheet = await read('/api/v1/sheets/qd26-2026/26')
    expect(JSON.parse(sheet.body)).toMatchObject({ regime: 'qd26-2026', set: 26, samples: 0 })
    expect((await read('/api/v1/sheets/qd148-2023/1')).status).toBe(404)
    expect((await read('/api/v1/sheets/qd26-2026/1.5')).status).toBe(400)
  })

  test('the pages speak both languages and know the regime of the day', async () => {
    const [vi, en] = [await read('/bo-tieu-chi'), await read('/en/bo-tieu-chi')]
    expect([vi.status, en.status]).toEqual([200, 200])
    expect(vi.body).toContain('26/2026/QĐ-TTg')
    expect(en.body).toContain('Criteria and score sheets')
  })

  test('a sheet of an earlier decision is reached by its name; an unknown set or decision is not found', async () => {
    expect((await read('/bo-tieu-chi/1?van-ban=qd1048-2019')).body).toContain('1048/QĐ-TTg')
    for (const url of [
      '/bo-tieu-chi/27',
      '/bo-tieu-chi/abc',
      '/bo-tieu-chi/2?van-ban=qd1048-2019',
      '/bo-tieu-chi/1?van-ban=x',
    ])
      expect([url, (await read(url)).status]).toEqual([url, 404])
  })
})
