import { createHash, randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import S3rver from 's3rver'
import type { TestProject } from 'vitest/node'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { connect, migrate, readMigrations } from '../../src/platform/db/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A role that may create databases, on a throw-away server. */
    testServer: string
    /** The migrated database that each test file's own is cloned from. */
    testTemplate: string
    /** A bucket for the files of this run (`TEST_STORAGE=s3`); empty: each application has a folder. */
    testBucket: string
    /** Names what belongs to this run alone; its folder is `runFolder(testRun)`. */
    testRun: string
  }
}

export const migrationsDir = new URL('../../migrations/', import.meta.url).pathname

/** Nothing here must survive a power cut. */
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  log_min_duration_statement: '-1',
}

const lock = 7_208_662

/**
 * Once for the whole run: one PostgreSQL (`TEST_DATABASE_URL`, else an embedded one in the temporary folder, kept
 * between runs) and one migrated template.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const member = given ? { url: given, leave: async () => undefined } : await joinTestServer()
  const template = await prepareTemplate(member.url).catch(async (error) => {
    await member.leave()
    throw error
  })
  const run = `${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  const bucket = await openBucket(run)
  project.provide('testBucket', bucket.url)
  project.provide('testServer', member.url)
  project.provide('testTemplate', template)
  project.provide('testRun', run)
  return async () => {
    await administer(member.url, async (client) => {
      const { rows } = await client.query('select datname from pg_database where datname like $1', [
        `test_${run}%`,
      ])
      for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
    })
    await bucket.close()
    await rm(runFolder(run), { recursive: true, force: true })
    await member.leave()
  }
}

/** An S3 server from npm on loopback, for the whole run, when it is asked for. */
async function openBucket(run: string): Promise<{ url: string; close(): Promise<void> }> {
  if (process.env.TEST_STORAGE !== 's3') return { url: '', close: async () => undefined }
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(runFolder(run), 's3'),
    configureBuckets: [{ name: 'test', configs: [] }],
  })
  const { port } = await server.run()
  return { url: `s3://S3RVER:S3RVER@127.0.0.1:${port}/test`, close: () => server.close() }
}

export const runFolder = (run: string) => join(tmpdir(), `saolang-test-run-${run}`)

/** One connection to the test server, for what concerns whole databases. */
export async function administer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function joinTestServer() {
  const checkout = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 8)
  const dir = join(tmpdir(), `saolang-test-${userInfo().username}-${checkout}`)
  await mkdir(dir, { recursive: true })
  try {
    return await joinEmbedded(dir, 'guest', careless)
  } catch {
    // Without fsync a crash of the machine may have spoilt it: it holds nothing of worth.
    await rm(dir, { recursive: true, force: true })
    return joinEmbedded(dir, 'guest', careless)
  }
}

export function urlOfDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function prepareTemplate(server: string): Promise<string> {
  const migrations = await readMigrations(migrationsDir)
  const state = createHash('sha256')
  for (const { name, hash } of migrations) state.update(`${name}:${hash}\n`)
  const name = `template_${state.digest('hex').slice(0, 16)}`
  await administer(server, dropLeftovers)
  return makeOnce(server, name, 'template0', async (url) => {
    const database = connect(url, 1)
    await migrate(database, migrationsDir).finally(() => database.close())
  })
}

/** A database that is made by whoever needs it first, while others wait, and is then only cloned. */
export function makeOnce(
  server: string,
  name: string,
  from: string,
  fill: (url: string) => Promise<void>,
): Promise<string> {
  return administer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lock])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft} template ${from}`)
    await fill(urlOfDatabase(server, draft))
    await client.query(`alter database ${draft} rename to ${name}`)
    return name
  })
}

/** Databases of runs that were killed more than two hours ago, and all but the latest templates of former migrations. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database d where datname ~ '^(test|template)_'
     and not exists (select from pg_stat_activity a where a.datname = d.datname) order by oid desc`,
  )
  const names = rows.map(({ datname }) => datname)
  const old = names.filter((name) => {
    const made = Number.parseInt(name.split('_')[1]!, 36)
    return name.startsWith('test_') && Date.now() - made > 2 * 3_600_000
  })
  const former = names.filter((name) => name.startsWith('template_')).slice(4)
  for (const name of [...old, ...former]) {
    await client.query(`drop database if exists ${name}`).catch(() => undefined)
  }
}
