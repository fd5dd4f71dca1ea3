import { createHmac } from 'node:crypto'

const stepMs = 30_000
/** The library takes one step before and after; one more on each side, for the moment between its look and ours. */
const reach = 2

/** In which half minute an app that holds this secret shows the code (RFC 6238): the newest one near now; null for none. */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const current = Math.floor(now / stepMs)
  for (let step = current + reach; step >= current - reach; step--)
    if (codeOf(secret, step) === code) return step
  return null
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', Buffer.from(secret)).update(counter).digest()
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
