import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, chown, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Application, openApplication } from '../../src/application.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { connect, type Database, readPosition } from '../../src/platform/db/index.ts'
import { Browser } from '../factories/index.ts'

/**
 * Visitors' reads on a streaming standby (`DATABASE_READ_URL`), two real servers. What must hold: no reader sees less than the last
 * purge, nor than their own last deed; no page made from less is kept; a standby that is behind, killed or promoted is
 * noticed by nobody.
 */
const root = await mkdtemp(join(tmpdir(), 'saolang-standby-'))
const [one, two] = [join(root, 'one'), join(root, 'two')]
const streaming = { wal_level: 'replica', synchronous_commit: 'on', checkpoint_timeout: '30s' }
let primary: Awaited<ReturnType<typeof joinEmbedded>>
let follower: Awaited<ReturnType<typeof joinEmbedded>>
let application: Application
let standby: Database
const visitor = () => new Browser(application)
const counts = () => application.kernel.standby!.figures()

beforeAll(async () => {
  // A standby is a copy of the stopped primary that follows it.
  const first = await joinEmbedded(one, 'guest', streaming)
  await first.leave()
  await cp(join(one, 'postgres'), join(two, 'postgres'), {
    recursive: true,
    filter: (path) => !path.includes('/run/'),
  })
  primary = await joinEmbedded(one, 'guest', streaming)
  const { hostname, port, username, password } = new URL(primary.url)
  const cluster = join(two, 'postgres', 'cluster')
  await appendFile(
    join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${decodeURIComponent(hostname)} port=${port} user=${username} password=${password}'\n`,
  )
  await writeFile(join(cluster, 'standby.signal'), '')
  await giveToOwner(one, two)
  follower = await joinEmbedded(two, 'guest', streaming)
  standby = connect(follower.url, 2)
  const config = readConfig({
    DATA_DIR: join(root, 'data'),
    DATABASE_URL: primary.url,
    DATABASE_READ_URL: follower.url,
    DEMO: '0',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
  })
  if (!config.ok) throw new Error('config')
  application = await openApplication(config.value, { maxEventLoopDelay: 0 })
  await application.listen()
}, 120_000)

afterAll(async () => {
  await application?.close()
  await standby?.close()
  await follower?.leave()
  await primary?.leave()
  await rm(root, { recursive: true, force: true })
})

/** The copy belongs to whom the original does: as root, PostgreSQL runs as another account. */
async function giveToOwner(from: string, to: string): Promise<void> {
  const { uid, gid } = await stat(join(from, 'postgres', 'cluster'))
  if (process.getuid?.() === 0) {
    execFileSync('chown', ['-R', `${uid}:${gid}`, join(to, 'postgres')])
    await chown(to, (await stat(from)).uid, (await stat(from)).gid)
  }
}

/** A support unit, as another instance would add it: told to nobody yet. */
async function addUnit(name: string): Promise<void> {
  await application.kernel.pool.query(
    `insert into support_unit (id, slug, name, place_code, serves_day) values ($1, $2, $3, '01', '2026-01-01')`,
    [randomUUID(), randomUUID(), JSON.stringify({ vi: name })],
  )
}

const caughtUp = () =>
  vi.waitFor(
    async () => {
      const before = counts().standby
      expect((await visitor().get(`/api/v1/support-units?date=2026-01-01`)).status).toBe(200)
      expect(counts().standby).toBeGreaterThan(before)
    },
    { timeout: 20_000, interval: 100 },
  )

const namesRead = (since?: Parameters<NonNullable<typeof application.kernel.standby>['reads']>[0]) =>
  application.kernel.standby!.reads(since, async () =>
    (await application.kernel.db.selectFrom('support_unit').select('name').execute()).map(
      ({ name }) => name.vi,
    ),
  )

test('visitors are answered by the standby, and from the primary where it is behind a purge: nothing older is kept', async () => {
  await caughtUp()
  await standby.pool.query('select pg_wal_replay_pause()')
  await addUnit('Đơn vị Một')
  await application.kernel.purge(['units'])
  const { behind } = counts()
  expect((await visitor().get('/don-vi-ho-tro')).body).toContain('Đơn vị Một')
  expect(counts().behind).toBeGreaterThan(behind)
  await standby.pool.query('select pg_wal_replay_resume()')
  await caughtUp()
  expect((await visitor().get('/don-vi-ho-tro')).body).toContain('Đơn vị Một')
})

test('who did something reads what came of it; others at the latest after a moment', async () => {
  await caughtUp()
  await standby.pool.query('select pg_wal_replay_pause()')
  await addUnit('Đơn vị Hai')
  expect(await namesRead()).not.toContain('Đơn vị Hai')
  await vi.waitFor(async () => expect(await namesRead()).toContain('Đơn vị Hai'), { timeout: 5_000 })
  await standby.pool.query('select pg_wal_replay_resume()')

  await caughtUp()
  await standby.pool.query('select pg_wal_replay_pause()')
  await addUnit('Đơn vị Ba')
  const { rows } = await application.kernel.pool.query<{ since: string }>(
    `select (select system_identifier from pg_control_system()) || '-1-' || (pg_current_wal_insert_lsn() - '0/0') as since`,
  )
  expect(await namesRead()).not.toContain('Đơn vị Ba')
  expect(await namesRead(readPosition(rows[0]!.since)!)).toContain('Đơn vị Ba')
  await standby.pool.query('select pg_wal_replay_resume()')
})

test('a deed of a visitor leaves the place in the log that their next reading asks for', async () => {
  const person = visitor()
  await person.post('/dang-nhap', { login: 'nobody', password: 'no password of anybody' })
  expect(readPosition(decodeURIComponent(person.cookie('saolang.since') ?? ''))).toMatchObject({
    timeline: 1,
  })
})

test('a standby that is killed under load is noticed by no reader, and used again when it is back', async () => {
  await caughtUp()
  const pid = Number(
    (await readFile(join(two, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
  const answers: number[] = []
  for (let n = 0; n < 40; n++) {
    if (n === 10) process.kill(pid, 'SIGKILL')
    const asked = [
      `/api/v1/support-units?date=2026-01-${(n % 28) | 0}`,
      `/tim-kiem?q=x${n}`,
      '/don-vi-ho-tro',
      `/tin-tuc/khong-co-${n}`,
    ]
    answers.push(...(await Promise.all(asked.map(async (url) => (await visitor().get(url)).status))))
  }
  expect(answers.filter((status) => status >= 500)).toEqual([])
  await caughtUp()
})

test('a promoted standby is no longer read from: it has a history of its own', async () => {
  await caughtUp()
  const other = connect(follower.url, 1)
  await other.pool.query('select pg_promote()')
  await other.close()
  await addUnit('Đơn vị Bốn')
  await application.kernel.purge(['units'])
  const { standby: before, away } = counts()
  expect((await visitor().get('/don-vi-ho-tro')).body).toContain('Đơn vị Bốn')
  expect(counts()).toMatchObject({ standby: before })
  expect(counts().away).toBeGreaterThan(away)
})
