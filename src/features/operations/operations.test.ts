import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { backUp, drill, drillIsDue, lastRuns } from './backups.ts'
import { needsCare } from './care.ts'
import { readFigures } from './figures.ts'
import { superfluous } from './keep.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

const dir = await mkdtemp(join(tmpdir(), 'saolang-kept-'))
afterAll(() => rm(dir, { recursive: true }))

describe('which backups are kept', () => {
  const name = (day: string) => `saolang-${day}-0110.tar.sealed`
  const days = Array.from({ length: 400 }, (_, n) =>
    new Date(Date.UTC(2026, 8, 1) - n * 86_400_000).toISOString().slice(0, 10),
  )
  it('the days of two weeks, then a week each for two months, then a month each for a year', () => {
    const gone = new Set(superfluous(days.map(name)))
    const kept = days.filter((day) => !gone.has(name(day)))
    expect(kept.slice(0, 14)).toEqual(days.slice(0, 14))
    // Of eight weeks three, and of twelve months two, are among the days already.
    expect(kept).toHaveLength(14 + 5 + 10)
    expect(new Set(kept.map((day) => day.slice(0, 7))).size).toBe(12)
  })
  it('never the last one, and never a file that is not ours', () => {
    expect(superfluous([name('2020-01-01'), 'notes.txt'])).toEqual([])
  })
})

describe('the administrator’s room', async () => {
  const application = await testApplication({
    env: { BACKUP_DIR: dir, BACKUP_PASSPHRASE: 'sông Hương núi Ngự' },
  })
  const { kernel } = application
  const admin = new Browser(application, '198.51.100.40')
  await admin.post('/dang-nhap', { login: 'quan-tri', password: demoPassword })

  it('says what needs care, backs up, proves the backup, and then has nothing to say', async () => {
    const cares = async () =>
      needsCare(await readFigures(kernel), kernel.config, new Date()).map((care) => care.word)
    expect(await cares()).toEqual(['careOldBackup', 'careNoDrill'])
    expect(await drillIsDue(kernel, new Date())).toBe(false)
    await backUp(kernel)
    expect(await readdir(dir)).toEqual([expect.stringMatching(/^saolang-.*\.tar\.sealed$/)])
    expect(await drillIsDue(kernel, new Date())).toBe(true)
    await drill(kernel, 'migrations')
    expect(await lastRuns(kernel.db)).toMatchObject([
      { kind: 'drill', good: true, encrypted: true },
      { kind: 'backup', good: true, encrypted: true },
    ])
    expect(await cares()).toEqual([])
    const { body } = await admin.get('/lam-viec/quan-tri/he-thong')
    expect(body).toContain('Không có gì cần xử lý')
    expect((await admin.get('/en/lam-viec/quan-tri/he-thong')).body).toContain('Nothing needs attention')
  }, 120_000)

  it('says in both languages what each job does', async () => {
    const { rows } = await application.kernel.pool.query<{ name: string }>('select name from pgboss.queue')
    const named = rows.map(({ name }) => name).filter((name) => !name.startsWith('__'))
    expect(named.length).toBeGreaterThan(12)
    for (const { jobWords } of [vi, en]) expect(named.filter((name) => !(name in jobWords))).toEqual([])
  })

  it('is closed to everybody else', async () => {
    const office = new Browser(application, '198.51.100.41')
    await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
    expect((await office.get('/lam-viec/quan-tri/he-thong')).status).toBe(403)
    expect((await office.post('/lam-viec/quan-tri/he-thong/sao-luu')).status).toBe(403)
  })
})
