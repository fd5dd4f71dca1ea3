import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, realpath, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { isRoot, namespaced, nobody } from './account.ts'
import { completeLinks, findBinaries } from './binaries.ts'
import { choosePlace, openCluster } from './cluster.ts'
import { joinEmbedded, type Membership } from './index.ts'
import { alive, readLock } from './server.ts'

const root = await mkdtemp(join(tmpdir(), 'saolang-embedded-'))
// Reachable for the account nobody, when root runs the tests.
await chmod(root, 0o755)
const dataDir = join(root, 'data')
const members: Membership[] = []

afterAll(() => rm(root, { recursive: true, force: true }))

afterEach(async () => {
  await Promise.all(members.splice(0).map((member) => member.leave()))
})

async function join_(role: 'server' | 'guest' = 'guest', dir = dataDir): Promise<Membership> {
  const member = await joinEmbedded(dir, role)
  members.push(member)
  return member
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const lockOf = async (dir = dataDir) => readLock(await openCluster(dir))

/** Another process that joins, writes a row, and then waits to be killed. */
async function other(role: 'server' | 'guest'): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `const { joinEmbedded } = await import('./src/platform/db/embedded/index.ts')
       const pg = (await import('pg')).default
       const { url } = await joinEmbedded(${JSON.stringify(dataDir)}, '${role}')
       const client = new pg.Client(url)
       await client.connect()
       await client.query('create table if not exists kept (n int)')
       await client.query('insert into kept values (1)')
       console.log('ready')`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve, reject) => {
    child.stdout!.once('data', resolve)
    child.once('exit', () => reject(new Error('the other process ended')))
  })
  return child
}

function kill(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return gone
}

describe('the embedded server', () => {
  it('is made once when two start at once, and stopped by the last one to leave', async () => {
    const [one, two] = await Promise.all([join_(), join_()])
    expect(one.url).toBe(two.url)
    const lock = await lockOf()
    await one.leave()
    expect(await query(two.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await two.leave()
    members.length = 0
    expect(alive(lock!.pid)).toBe(false)
    expect(await readdir(dataDir)).toEqual(['postgres'])
  })

  it('keeps what it acknowledged: fsync is on, and text sorts and folds as UTF-8', async () => {
    const { url } = await join_()
    const [settings] = await query(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens, lower('ĐẶNG') as lower`,
    )
    expect(settings).toMatchObject({
      fsync: 'on',
      commit: 'on',
      encoding: 'UTF8',
      listens: '',
      lower: 'đặng',
    })
  })

  it('refuses a second serving process by name, and lets a command join it', async () => {
    const child = await other('server')
    await expect(joinEmbedded(dataDir, 'server')).rejects.toThrow(
      `already runs on this data folder (process ${child.pid})`,
    )
    const { url } = await join_('guest')
    expect(await query(url, 'select n from kept')).toHaveLength(1)
    await kill(child)
  })

  it('lives on when its process is killed, and is taken over by the next', async () => {
    const child = await other('server')
    const before = await lockOf()
    await kill(child)
    expect(alive(before!.pid)).toBe(true)
    const { url } = await join_('server')
    expect((await lockOf())!.pid).toBe(before!.pid)
    expect((await query(url, 'select n from kept')).length).toBeGreaterThan(0)
  })

  it('is started again when it is killed itself, with nothing lost', async () => {
    const { url } = await join_('server')
    await query(url, 'create table survived (n int); insert into survived values (42)')
    const before = await lockOf()
    process.kill(before!.pid, 'SIGKILL')
    await vi.waitFor(async () => expect(await query(url, 'select n from survived')).toEqual([{ n: 42 }]), {
      timeout: 20_000,
      interval: 100,
    })
    expect((await lockOf())!.pid).not.toBe(before!.pid)
  })

  it('starts over a lock file whose number now belongs to another program', async () => {
    const { data } = await openCluster(dataDir)
    await writeFile(
      join(data, 'postmaster.pid'),
      `${process.pid}\n${data}\n1700000000\n5432\n${join(data, '../run')}\n\n1 1\nready\n`,
    )
    const { url } = await join_()
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('speaks over loopback where the path is too long for a socket', async () => {
    const long = join(root, 'x'.repeat(110))
    const one = await join_('server', long)
    const two = await join_('guest', long)
    expect(new URL(one.url).hostname).toBe('127.0.0.1')
    expect(two.url).toBe(one.url)
    expect(await query(two.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it.runIf(isRoot())('runs in a closed home folder, where no other account gets in', async () => {
    const home = join(root, 'home')
    await mkdir(home, { mode: 0o700 })
    const dir = join(home, 'data')
    const { url } = await join_('server', dir)
    expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }])
    await members.pop()!.leave()
    const place = await realpath(join(dir, 'postgres'))
    if (!place.startsWith(dir)) await rm(place, { recursive: true })
  })

  it('refuses a wrong password, even from this machine', async () => {
    const { url } = await join_()
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed')
  })
})

describe('what npm leaves to be done', () => {
  it('missing links and permissions are made, in a copy as in the package', async () => {
    const { root: from, program } = await findBinaries()
    expect(program('postgres')).toContain('postgres')
    const copy = join(root, 'copied')
    await cp(from, copy, { recursive: true, verbatimSymlinks: true })
    const links = (await readdir(join(copy, 'lib'), { withFileTypes: true })).filter((file) =>
      file.isSymbolicLink(),
    )
    expect(links.length).toBeGreaterThan(5)
    for (const { name } of links) await unlink(join(copy, 'lib', name))
    await completeLinks(copy)
    const again = (await readdir(join(copy, 'lib'), { withFileTypes: true })).filter((file) =>
      file.isSymbolicLink(),
    )
    expect(again.map(({ name }) => name).sort()).toEqual(links.map(({ name }) => name).sort())
  })

  it.runIf(isRoot())(
    'for root, the first account that reaches the place; else a place that nobody reaches',
    async () => {
      const open = join(root, 'open')
      const closed = join(root, 'closed')
      await mkdir(open, { mode: 0o755 })
      await mkdir(closed, { mode: 0o700 })
      expect(await choosePlace(join(open, 'postgres'))).toEqual({
        home: join(open, 'postgres'),
        account: nobody(),
      })
      const { account } = await choosePlace(join(closed, 'postgres'))
      expect([namespaced, nobody()]).toContainEqual(account)
      const last = await choosePlace(join(closed, 'postgres'), [nobody()])
      expect(last).toEqual({
        home: expect.stringMatching(/^\/var\/lib\/saolang\/data-[0-9a-f]{12}$/),
        account: nobody(),
      })
    },
  )
})
