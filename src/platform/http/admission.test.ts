import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { Admission } from './admission.ts'

test('beyond capacity a visitor hears 503 and when to come back, who is at work still gets in, and room comes back', async () => {
  const admission = new Admission(2)
  const held: ServerResponse[] = []
  const server = createServer((req, res) => {
    if (admission.admit(req, res)) held.push(res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const waiting = async (count: number) => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const letGo = () => {
    for (const res of held.splice(0)) res.end('done')
  }
  try {
    const first = [fetch(`${url}/a`), fetch(`${url}/b`)]
    await waiting(2)
    const away = await fetch(`${url}/c`)
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    const told = await fetch(`${url}/api/v1/products`)
    expect(told.headers.get('content-type')).toContain('application/problem+json')
    expect(await told.json()).toMatchObject({ status: 503, code: 'overloaded' })
    const atWork = fetch(`${url}/lam-viec`, { headers: { cookie: 'session=x' } })
    const asked = fetch(`${url}/readyz`)
    const stream = fetch(`${url}/dong`, { headers: { accept: 'text/event-stream' } })
    await waiting(5)
    expect((await fetch(`${url}/lam-viec`, { headers: { cookie: 'session=y' } })).status).toBe(503)
    letGo()
    for (const answer of [...first, atWork, asked, stream]) expect((await answer).status).toBe(200)
    const again = fetch(`${url}/c`)
    await waiting(1)
    letGo()
    expect((await again).status).toBe(200)
    expect(admission.shed()).toBe(3)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('on a slow machine visitors are turned away once some have waited long, however few they are', () => {
  const admission = new Admission(100, { count: 2, ms: 0 })
  const closing: (() => void)[] = []
  const come = (headers: Record<string, string> = {}) => {
    const res = {
      once: (_: string, gone: () => void) => closing.push(gone),
      writeHead: () => {},
      end: () => {},
    }
    return admission.admit(
      { url: '/', method: 'GET', headers } as unknown as IncomingMessage,
      res as unknown as ServerResponse,
    )
  }
  expect([come(), come(), come()]).toEqual([true, true, false])
  expect(come({ cookie: 'session=x' })).toBe(true)
  for (const gone of closing.splice(0)) gone()
  expect(come()).toBe(true)
})
