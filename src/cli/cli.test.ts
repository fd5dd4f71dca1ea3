import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '../../test/factories/index.ts'
import { main } from './main.ts'
import { cliMessages as en } from './messages.en.ts'
import { cliMessages as vietnamese } from './messages.vi.ts'
import { verbs } from './verbs.ts'

const database = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'saolang-cli-'))
afterAll(() => rm(dataDir, { recursive: true }))

let out: string[]
let errors: string[]
beforeEach(() => {
  out = []
  errors = []
  vi.spyOn(console, 'log').mockImplementation((line) => void out.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line) => void errors.push(String(line)))
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('LANG', 'C')
  // The test runner sets its own.
  vi.stubEnv('BASE_URL', '')
  vi.stubEnv('LC_ALL', '')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const saolang = async (...args: string[]) => {
  const code = await main(args)
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

describe('the command line', () => {
  it('runs from its bin without a build', () => {
    const { status, stdout } = spawnSync('node', ['bin/saolang.mjs', '--help'], { encoding: 'utf8' })
    expect(status).toBe(0)
    for (const verb of Object.keys(verbs)) expect(stdout).toContain(`  ${verb}`)
  })

  it.each(Object.keys(verbs))('explains %s in both languages', async (verb) => {
    const vietnameseHelp = await saolang(...verb.split(' '), '--help', '--lang', 'vi')
    expect(vietnameseHelp).toMatchObject({ code: 0, errors: '' })
    expect(vietnameseHelp.out).toContain('Dùng: npx saolang')
    out = []
    expect((await saolang(...verb.split(' '), '-h', '--lang', 'en')).out).toContain('Usage: npx saolang')
  })

  it.each([
    ['an unknown verb', ['nonsense']],
    ['no verb', []],
    ['too many arguments', ['migrate', 'now']],
    ['a missing argument', ['backup']],
    ['an unknown option', ['check', '--fast']],
  ])('answers wrong use with 2: %s', async (_, args) => {
    expect((await saolang(...args)).code).toBe(2)
  })

  it('answers a wrong environment with 2, at its name', async () => {
    vi.stubEnv('PORT', 'many')
    const { code, errors } = await saolang('check')
    expect([code, errors]).toEqual([2, expect.stringContaining('PORT must be')])
  })

  it('answers a database that is not there with 1, and JSON stays JSON', async () => {
    const url = new URL(database.url)
    url.pathname = '/nowhere'
    vi.stubEnv('DATABASE_URL', url.href)
    const { code, out, errors } = await saolang('check', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({ error: expect.stringContaining('nowhere') })
    expect(errors + out).not.toContain(`:${url.password}@`)
  })

  it('checks, and finds what was tampered with', async () => {
    expect(await saolang('check')).toMatchObject({
      code: 0,
      out: expect.stringContaining('✓ audit-chain-is-whole'),
    })
    await database.pool.query(
      'alter table audit_head disable trigger user; update audit_head set ordinal = ordinal + 5',
    )
    out = []
    const bad = await saolang('check', '--json')
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.out).invariants[0].violations).toEqual([
      { subject: 'audit entry 1', message: 'head' },
    ])
    out = []
    expect(await saolang('audit', 'verify')).toMatchObject({
      code: 1,
      out: 'The log was cut off from entry 1 on.',
    })
    await database.pool.query('update audit_head set ordinal = 0; alter table audit_head enable trigger user')
  })

  it('backs up, checks and drills a restore', async () => {
    const path = join(dataDir, 'b.tar')
    const taken = JSON.parse((await saolang('backup', path, '--json')).out)
    out = []
    expect(JSON.parse((await saolang('restore', path, '--check', '--json')).out).digest).toBe(taken.digest)
    out = []
    const drilled = await saolang('restore', path, '--drill', '--json')
    expect([drilled.code, JSON.parse(drilled.out).digest]).toEqual([0, taken.digest])
    out = []
    expect(await saolang('restore', path)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('empty place'),
    })
  })

  it('takes the second factor and the passkeys off an account when nobody else can', async () => {
    const added = await saolang('user', 'add', '--username', 'mat-may', '--name', 'Mất Máy', '--json')
    const { accountId } = JSON.parse(added.out)
    await database.pool.query(
      `insert into account_passkey (id, account_id, credential_id, public_key, counter, transports, name)
       values (gen_random_uuid(), $1, 'x', 'x', 0, '{}', 'x')`,
      [accountId],
    )
    out = []
    const reset = ['user', 'reset-factor', '--username', 'mat-may', '--reason', 'Mất điện thoại']
    expect(await saolang(...reset)).toMatchObject({ code: 0, out: expect.stringContaining('mat-may') })
    expect((await database.pool.query('select from account_passkey')).rowCount).toBe(0)
    out = []
    expect((await saolang(...reset, '--lang', 'vi')).out).toContain('không có xác nhận hai bước')
    out = []
    expect(await saolang('user', 'reset-factor', '--username', 'la', '--reason', 'x')).toMatchObject({
      code: 1,
      out: 'There is no account la.',
    })
    expect((await saolang('user', 'reset-factor', '--username', 'la')).code).toBe(2)
  })

  it('scores a sheet, and refuses impossible answers at their place', async () => {
    const path = join(dataDir, 'answers.json')
    await writeFile(path, '{"answers": {}}')
    const nothing = await saolang('score', 'qd26-2026/1', path, '--json')
    expect([nothing.code, JSON.parse(nothing.out)]).toMatchObject([0, { points: 0, starByPoints: 1 }])
    await writeFile(path, '{"answers": {"99.9": 1}}')
    out = []
    const wrong = await saolang('score', 'qd26-2026/1', path, '--json')
    expect([wrong.code, JSON.parse(wrong.out).problems.length]).toEqual([1, 1])
    expect((await saolang('score', 'qd26-2026/99', path)).code).toBe(2)
    expect((await saolang('score', 'qd26-2026/1', join(dataDir, 'none.json'))).code).toBe(2)
  })

  it('has the same words in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vietnamese))
  })
})
