import { AsyncLocalStorage } from 'node:async_hooks'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import type { BetterAuthOptions } from 'better-auth'
import type { Db, Trx } from '../../../platform/db/index.ts'
import { tokenHash } from './secret-token.ts'

type Adapter = ReturnType<ReturnType<typeof kyselyAdapter>>
type Where = NonNullable<Parameters<Adapter['findOne']>[0]['where']>
type Row = Record<string, unknown>

/** What a call of the library runs inside. */
interface Scope {
  readonly trx: Trx
  /** A hash takes 0.1 s: passwords are proven and hashed before the transaction, no connection waits for it. */
  readonly proven?: Hashed | undefined
  readonly made?: Hashed | undefined
  /** Sessions opened here were proven by a second factor. */
  readonly secondFactor?: boolean | undefined
}

export interface Hashed {
  readonly password: string
  readonly hash: string
}

const scopes = new AsyncLocalStorage<Scope>()

/** Runs calls of the sign-in library so that all they read and write is part of this transaction. */
export function within<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  return scopes.run(scope, work)
}

/** The transaction of the command under way, else the database itself. */
export function currentDb(db: Db): Db {
  return scopes.getStore()?.trx ?? db
}

export function isProven(password: string, hash: string): boolean {
  const proven = scopes.getStore()?.proven
  return proven?.password === password && proven.hash === hash
}

export const hasSecondFactor = (): boolean => scopes.getStore()?.secondFactor === true

export function hashMadeOf(password: string): string | undefined {
  const made = scopes.getStore()?.made
  return made?.password === password ? made.hash : undefined
}

/**
 * The library's own PostgreSQL adapter, with two differences: it writes in the transaction of the command that called
 * it, and of a session's token only the hash reaches the table, so that a stolen backup opens no session.
 */
export function sessionStore(db: Db): (options: BetterAuthOptions) => Adapter {
  const current = new Proxy(db, {
    get: (_, name) => {
      const target = currentDb(db)
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const open = kyselyAdapter(current, { type: 'postgres', transaction: false })
  return (options) => hashingTokens(open(options))
}

function hashingTokens(inner: Adapter): Adapter {
  const restored = <T>(row: T, where: Where): T => {
    const token = where.find((each) => each.field === 'token')?.value
    return row && typeof token === 'string' ? { ...row, token } : row
  }
  const outer: Adapter = {
    ...inner,
    // The command's transaction is already open; what the library runs in one of its own stays with this adapter.
    transaction: (work) => work(outer),
    create: async (query) => {
      const data = query.data as Row
      if (query.model !== 'session' || typeof data.token !== 'string') return inner.create(query)
      const created = await inner.create({ ...query, data: { ...query.data, token: tokenHash(data.token) } })
      return { ...created, token: data.token } as never
    },
    findOne: async (query) => {
      if (query.model !== 'session') return inner.findOne(query)
      return restored(await inner.findOne({ ...query, where: hashed(query.where) }), query.where) as never
    },
    findMany: async (query) => {
      if (query.model !== 'session' || !query.where) return inner.findMany(query)
      const { where } = query
      const rows = await inner.findMany({ ...query, where: hashed(where) })
      return rows.map((row) => restored(row, where)) as never
    },
    count: (query) => inner.count(onSession(query)),
    update: async (query) => {
      if (query.model !== 'session') return inner.update(query)
      return restored(await inner.update(onSession(query)), query.where) as never
    },
    updateMany: (query) => inner.updateMany(onSession(query)),
    delete: (query) => inner.delete(onSession(query)),
    deleteMany: (query) => inner.deleteMany(onSession(query)),
  }
  return outer
}

function onSession<Q extends { model: string; where?: Where }>(query: Q): Q {
  return query.model === 'session' && query.where ? { ...query, where: hashed(query.where) } : query
}

function hashed(where: Where): Where {
  return where.map((each) => {
    if (each.field !== 'token') return each
    if (Array.isArray(each.value))
      return { ...each, value: each.value.map((value) => tokenHash(String(value))) }
    return { ...each, value: tokenHash(String(each.value)) }
  })
}
