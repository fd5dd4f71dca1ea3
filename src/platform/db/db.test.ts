import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { countQueries, jsonb, migrate, nextNumber, prepared, transaction, uuidv7 } from './index.ts'

const { db, pool } = await testDatabase()

describe('values', () => {
  it('arrive as the house wants them', async () => {
    const { rows } = await pool.query(`
      select date '2026-02-28' as day, array[date '2026-01-31', null] as days, 9007199254740991 as big,
        array[1::int8] as bigs, 1.10::numeric as exact, '{"a":[1]}'::jsonb as json,
        timestamptz '2026-01-01 00:00+07' as at`)
    expect(rows[0]).toEqual({
      day: '2026-02-28',
      days: ['2026-01-31', null],
      big: 9007199254740991,
      bigs: [1],
      exact: '1.10',
      json: { a: [1] },
      at: new Date('2025-12-31T17:00:00Z'),
    })
  })

  it('refuse to be rounded', async () => {
    await expect(pool.query('select 9007199254740993 as n')).rejects.toThrow('exceeds')
  })

  it('can be arrays in jsonb', async () => {
    const { rows } = await sql<{ v: unknown }>`select ${jsonb(['a', 1, null])} as v`.execute(db)
    expect(rows[0]!.v).toEqual(['a', 1, null])
  })
})

describe('uuidv7', () => {
  it('is a version 7 UUID and ascends strictly', () => {
    const ids = Array.from({ length: 20_000 }, uuidv7)
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    const ms = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
    expect(Math.abs(Date.now() - ms)).toBeLessThan(60_000)
  })
})

describe('transaction', () => {
  beforeAll(async () => {
    await sql`create table tally (id int primary key, n int not null)`.execute(db)
    await sql`insert into tally values (1, 0), (2, 0)`.execute(db)
  })

  it('tries again after a serialization failure until all are counted', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () =>
        transaction(
          db,
          async (trx) => {
            const { rows } = await sql<{ n: number }>`select n from tally where id = 1`.execute(trx)
            await sql`update tally set n = ${rows[0]!.n + 1} where id = 1`.execute(trx)
          },
          { isolation: 'serializable', attempts: 30 },
        ),
      ),
    )
    const { rows } = await pool.query('select n from tally where id = 1')
    expect(rows).toEqual([{ n: 8 }])
  })

  it('tries again after a deadlock', async () => {
    let runs = 0
    const lockBoth = (first: number, second: number) =>
      transaction(db, async (trx) => {
        runs++
        await sql`update tally set n = n + 1 where id = ${first}`.execute(trx)
        await sql`select pg_sleep(0.1)`.execute(trx)
        await sql`update tally set n = n + 1 where id = ${second}`.execute(trx)
      })
    await Promise.all([lockBoth(1, 2), lockBoth(2, 1)])
    expect(runs).toBe(3)
  })

  it('gives up after its attempts and keeps nothing', async () => {
    let runs = 0
    const doomed = transaction(
      db,
      async (trx) => {
        runs++
        await sql`update tally set n = 99 where id = 2`.execute(trx)
        await sql.raw(`do $$ begin raise exception using errcode = '40001'; end $$`).execute(trx)
      },
      { attempts: 3 },
    )
    await expect(doomed).rejects.toMatchObject({ code: '40001' })
    expect(runs).toBe(3)
    const { rows } = await pool.query('select n from tally where id = 2')
    expect(rows).toEqual([{ n: 2 }])
  })

  it('answers the value of what it rolls back', async () => {
    const answer = await transaction(
      db,
      async (trx) => {
        await sql`update tally set n = 99 where id = 2`.execute(trx)
        return 'refused'
      },
      { rollbackWhen: (value) => value === 'refused' },
    )
    const { rows } = await pool.query('select n from tally where id = 2')
    expect([answer, rows]).toEqual(['refused', [{ n: 2 }]])
  })
})

describe('nextNumber', () => {
  it('gives each number once and takes a rolled back one again', async () => {
    const take = (keep = true) =>
      transaction(db, (trx) => nextNumber(trx, 'decision/2026'), { rollbackWhen: () => !keep })
    expect(await take()).toBe(1)
    expect(await take(false)).toBe(2)
    const numbers = await Promise.all(Array.from({ length: 12 }, () => take()))
    expect(numbers.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(await transaction(db, (trx) => nextNumber(trx, 'decision/2027'))).toBe(1)
  })
})

describe('counting', () => {
  it('sees Kysely’s and prepared statements of the work alone', async () => {
    const one = prepared<{ n: number }, [number]>('select $1::int as n')
    const counted = countQueries(async () => {
      await sql`select 1`.execute(db)
      return one(pool, 7)
    })
    await sql`select 2`.execute(db)
    const { value, statements } = await counted
    expect(value).toEqual([{ n: 7 }])
    expect(statements).toEqual(['select 1', 'select $1::int as n'])
  })
})

describe('migrate', () => {
  let dir: string
  const write = (name: string, text: string) => writeFile(join(dir, name), text)

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'saolang-migrations-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  it('applies each file once, in order, also when two start at once', async () => {
    const known = await pool.query<{ name: string }>('select name from schema_migration')
    for (const { name } of known.rows) await write(name, '')
    await pool.query(`update schema_migration set hash = encode(sha256(''), 'hex')`)
    await write('20270101_0001_create_thing.sql', 'create table thing (id int);\nselect pg_sleep(0.1);')
    await write('20270101_0002_add_thing_name.sql', 'alter table thing add name text;')
    const both = await Promise.all([migrate({ pool }, dir), migrate({ pool }, dir)])
    expect(both.flat()).toEqual(['20270101_0001_create_thing.sql', '20270101_0002_add_thing_name.sql'])
  })

  it('keeps nothing of a file that fails', async () => {
    await write('20270101_0003_break.sql', 'create table half (id int); select 1 / 0;')
    await expect(migrate({ pool }, dir)).rejects.toThrow('20270101_0003_break.sql failed: division by zero')
    await write('20270101_0003_break.sql', 'create table half (id int);')
    expect(await migrate({ pool }, dir)).toEqual(['20270101_0003_break.sql'])
  })

  it('refuses a changed file, whatever its line ends', async () => {
    await write('20270101_0002_add_thing_name.sql', 'alter table thing add name text;\r\n')
    await expect(migrate({ pool }, dir)).rejects.toThrow('was changed after it had been applied')
    await write('20270101_0002_add_thing_name.sql', 'alter table thing add name text;')
    await write('20270101_0001_create_thing.sql', 'create table thing (id int);\r\nselect pg_sleep(0.1);')
    expect(await migrate({ pool }, dir)).toEqual([])
  })

  it('refuses a database of a newer version and a nameless file', async () => {
    await rm(join(dir, '20270101_0003_break.sql'))
    await expect(migrate({ pool }, dir)).rejects.toThrow('newer version')
    await write('oops.sql', '')
    await expect(migrate({ pool }, dir)).rejects.toThrow('not named')
  })
})
