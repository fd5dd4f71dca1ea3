import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Gate } from './gate.ts'

interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** ASVS 2.4.6 asks for N of 2¹⁶ at least; OWASP pairs it with p of 2: 64 MB and some 0.3 s of one core for every guess. */
const cost: Cost = { N: 2 ** 16, r: 8, p: 2 }

/** For a password that is printed for everybody to read: there is nothing to protect. */
export const openSecretCost: Cost = { N: 2 ** 10, r: 8, p: 1 }

const keyBytes = 32

/** Two at a time: hashing must not take both cores and all threads from those who are already in. */
const gate = new Gate({ atOnce: 2, waiting: 200 })

function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return gate.run(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
}

/** `scrypt$N$r$p$salt$key`: carries its own cost, so that a later one does not lock anybody out. */
export async function hashPassword(password: string, { N, r, p }: Cost = cost): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, { N, r, p })
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether this is the password of the hash; an unreadable hash opens nothing. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  })
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** As long as a true check, for a name nobody has: the time of the answer must not tell. */
export async function pretendToVerify(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), cost)
  return false
}
