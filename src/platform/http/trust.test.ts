import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { testApplication } from '../../../test/factories/index.ts'
import { trusting, visitorAddress } from './trust.ts'

const trusts = trusting(['loopback', '10.0.0.5', '172.16.0.0/12', 'fd00::/8'])

const application = await testApplication({ demo: false, env: { TRUSTED_PROXIES: '172.16.0.0/12' } })

it.each([
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['172.18.0.3', '203.0.113.9', '203.0.113.9'],
  ['fd00::7', '203.0.113.9, 10.0.0.5', '203.0.113.9'],
  // What the visitor wrote before it is nobody's word.
  ['172.18.0.3', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['10.0.0.6', '203.0.113.9', '10.0.0.6'],
  ['203.0.113.9', '127.0.0.1', '203.0.113.9'],
  ['172.18.0.3', undefined, '172.18.0.3'],
])('of a request from %s that names %s the visitor is %s', (peer, forwarded, visitor) => {
  expect(visitorAddress(peer, forwarded, trusts)).toBe(visitor)
})

it('takes the word of a named proxy: wrong passwords of one visitor close sign-in for nobody else', async () => {
  const through = async (peer: string, visitor: string) => {
    const { statusCode } = await application.server.inject({
      method: 'POST',
      url: '/dang-nhap',
      remoteAddress: peer,
      headers: { 'x-forwarded-for': visitor, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'login=ai-do&password=sai',
    })
    expect([422, 429]).toContain(statusCode)
    return statusCode === 429 ? 'closed' : 'open'
  }
  await application.kernel.db
    .insertInto('account_throttle')
    .values(
      ['203.0.113.9', '10.9.9.9'].map((ip) => ({
        key: createHash('sha256').update(`address\n${ip}`).digest('base64url'),
        failures: 60,
        until: new Date(Date.now() + 600_000),
      })),
    )
    .execute()
  expect(await through('172.18.0.3', '203.0.113.9')).toBe('closed')
  expect(await through('172.18.0.3', '203.0.113.10')).toBe('open')
  // Who is not named speaks for itself only.
  expect(await through('10.9.9.9', '203.0.113.10')).toBe('closed')
})
