import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { transaction } from '../db/index.ts'
import { entryHash } from './chain.ts'
import { type AuditEntry, appendAudit, canonicalJson, sealDay, verifyAudit } from './index.ts'

const { db } = await testDatabase()

const deed = (action: string, extra: Partial<AuditEntry> = {}): AuditEntry => ({
  action,
  at: new Date('2026-09-01T02:03:04.567Z'),
  ...extra,
})

const append = (...deeds: AuditEntry[]) => transaction(db, (trx) => appendAudit(trx, deeds))

/** What a thief with the owner's rights would do: switch the guard off, change, switch it on. */
async function tamper(statement: string): Promise<void> {
  const tables = ['audit_entry', 'audit_head', 'audit_root']
  for (const table of tables) await sql.raw(`alter table ${table} disable trigger user`).execute(db)
  await sql.raw(statement).execute(db)
  for (const table of tables) await sql.raw(`alter table ${table} enable trigger user`).execute(db)
}

const empty = `update audit_head set ordinal = 0, hash = decode(repeat('00', 32), 'hex'); alter sequence audit_seq restart`

beforeEach(async () => {
  await tamper(`delete from audit_entry; delete from audit_root; ${empty}`)
})

describe('the audit chain', () => {
  it('numbers without a gap when many append at once, and verifies', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        append(deed(`a.${i}`, { detail: { i, tên: 'Làng', n: 1.5, list: [1, null] } })),
      ),
    )
    const verdict = await verifyAudit(db)
    expect(verdict).toMatchObject({ entries: 40, roots: 0 })
    expect(verdict.fault).toBeUndefined()
    const { rows } = await sql<{ strands: number }>`
      select count(distinct strand)::int as strands from audit_entry`.execute(db)
    expect(rows[0]!.strands).toBeGreaterThan(1)
  })

  it('writes on beside one who does not end, and a seal waits for who is still writing', async () => {
    let end = () => {}
    const held = new Promise<void>((resolve) => {
      end = resolve
    })
    const long = transaction(db, async (trx) => {
      await appendAudit(trx, [deed('long')])
      await held
    })
    await vi.waitFor(async () => {
      await append(deed('short'))
      expect((await verifyAudit(db)).entries).toBeGreaterThan(0)
    }, 10_000)
    const sealing = sealDay(db, '2026-09-01')
    const first = await Promise.race([sealing.then(() => 'sealed'), sleep(200, 'waiting')])
    await append(deed('meanwhile'))
    end()
    expect(first).toBe('waiting')
    await long
    const seal = await sealing
    await append(deed('after'))
    const { rows } = await sql<{
      least: number
    }>`select min(seq) as least from audit_entry where seq > ${seal.lastSeq}`.execute(db)
    expect(rows[0]!.least).toBeGreaterThan(seal.lastSeq)
    expect(await verifyAudit(db)).toMatchObject({ roots: 1 })
    expect((await verifyAudit(db)).fault).toBeUndefined()
  })

  it('holds the trunk that was written before the chain was split, and finds a strand that was cut off from it', async () => {
    const old = {
      action: 'old',
      actorId: null,
      actorName: null,
      at: '2026-09-01T02:03:04.567000Z',
      detail: {},
    }
    const rest = { onBehalfOf: null, subjectKind: null, subjectId: null, place: null, requestId: null }
    const entry = { ...old, ...rest, id: '01990000-0000-7000-8000-000000000001', seq: 1 }
    const hash = entryHash(Buffer.alloc(32), entry)
    await sql`insert into audit_entry (seq, id, at, action, prev_hash, hash)
      values (1, ${entry.id}, ${entry.at}, 'old', ${Buffer.alloc(32)}, ${hash})`.execute(db)
    await tamper(`update audit_head set hash = '\\x${hash.toString('hex')}', ordinal = case strand when 0 then 1 else 0 end;
      select setval('audit_seq', 1)`)
    await Promise.all([append(deed('a'), deed('b')), append(deed('c')), append(deed('d'))])
    expect(await verifyAudit(db)).toMatchObject({ entries: 5 })
    expect((await verifyAudit(db)).fault).toBeUndefined()
    await tamper(
      'delete from audit_entry where strand is not null; update audit_head set ordinal = 0 where strand > 0',
    )
    expect((await verifyAudit(db)).fault).toEqual({ kind: 'head', seq: 2 })
  })

  it('leaves no number behind when the command is rolled back', async () => {
    await append(deed('kept'))
    await transaction(db, (trx) => appendAudit(trx, [deed('lost')]), { rollbackWhen: () => true })
    await append(deed('kept'))
    expect(await verifyAudit(db)).toMatchObject({ entries: 2 })
  })

  it('stores text that PostgreSQL cannot hold without breaking the chain', async () => {
    await append(
      deed('odd', {
        actorName: 'a\0b\ud800',
        detail: { k: '\0', deep: { 'x\0': undefined, '\0': 1 } },
      }),
    )
    expect((await verifyAudit(db)).fault).toBeUndefined()
  })

  it.each([
    ['changed', `update audit_entry set detail = '{"points": 91}' where seq = 3`, 3],
    ['changed', `update audit_entry set at = at + interval '1 microsecond' where seq = 2`, 2],
    ['changed', `update audit_entry set actor_name = null where seq = 5`, 5],
    ['missing', 'delete from audit_entry where seq = 4', 4],
    ['head', 'delete from audit_entry where seq = 5', 5],
    ['unlinked', `update audit_entry set prev_hash = hash where seq = 2`, 2],
  ])('finds what was %s', async (kind, statement, seq) => {
    await append(...Array.from({ length: 5 }, (_, i) => deed(`a.${i}`, { actorName: 'An' })))
    await tamper(statement)
    expect((await verifyAudit(db)).fault).toEqual({ kind, seq })
  })

  it('finds a chain rewritten whole, by the public seal', async () => {
    await append(deed('one'), deed('two'))
    const seal = await sealDay(db, '2026-09-01')
    expect(seal).toMatchObject({ firstSeq: 1, lastSeq: 2 })
    await tamper(`delete from audit_entry; ${empty}`)
    await append(deed('one'), deed('three'))
    expect((await verifyAudit(db)).fault).toEqual({ kind: 'root', seq: 1, day: '2026-09-01' })
  })

  it('seals a day once, up to midnight in Vietnam', async () => {
    await append(deed('evening', { at: new Date('2026-09-01T16:59:59Z') }))
    await append(deed('next day there', { at: new Date('2026-09-01T17:00:00Z') }))
    const first = await sealDay(db, '2026-09-01')
    expect(first).toMatchObject({ firstSeq: 1, lastSeq: 1 })
    expect(await sealDay(db, '2026-09-01')).toEqual(first)
    expect(await sealDay(db, '2026-09-02')).toMatchObject({ firstSeq: 2, lastSeq: 2 })
    expect(await sealDay(db, '2026-09-03')).toMatchObject({ firstSeq: 3, lastSeq: 2 })
    expect(await verifyAudit(db)).toMatchObject({ entries: 2, roots: 3 })
  })

  it.each([
    'update audit_entry set action = action',
    'delete from audit_entry',
    'truncate audit_entry',
    'delete from audit_head',
    'update audit_head set ordinal = ordinal',
  ])('the database itself refuses: %s', async (statement) => {
    await append(deed('kept'))
    await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only')
  })
})

describe('canonical JSON', () => {
  it('has one spelling for one value', () => {
    expect(canonicalJson({ b: [1, undefined, { z: 1, a: 'ă"' }], a: undefined, _: null })).toBe(
      '{"_":null,"b":[1,null,{"a":"ă\\"","z":1}]}',
    )
  })
})
