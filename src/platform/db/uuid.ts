import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(4096)
let used = pool.length
let lastMs = 0
let counter = 0

function randomBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

/**
 * UUID version 7 (RFC 9562): sorts by the time it was made, and within this process strictly ascending even when many
 * are made in one millisecond or the clock steps back (12-bit counter that borrows from the next millisecond).
 */
export function uuidv7(): string {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    const seed = randomBytes(2)
    // The top bit stays free so that a millisecond always has room for at least 2048 ids.
    counter = ((seed[0]! & 0x07) << 8) | seed[1]!
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const tail = randomBytes(8)
  const variant = (0x80 | (tail[0]! & 0x3f)).toString(16)
  const rest = Buffer.from(tail.subarray(1)).toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${rest.slice(0, 2)}-${rest.slice(2)}`
}
