import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { connect, type Database } from '../../src/platform/db/index.ts'
import { urlOfDatabase } from './server.ts'

/**
 * A database of this test file's own: migrated and otherwise empty, cloned from the template in a fraction of a
 * second, dropped after the file. `empty`: not even migrated. Call it at the top of the file or in `beforeAll`.
 */
export async function testDatabase({ empty = false } = {}): Promise<Database> {
  const server = inject('testServer')
  const name = `test_${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`
  await administer(server, `create database ${name} template ${empty ? 'template0' : inject('testTemplate')}`)
  const database = connect(urlOfDatabase(server, name))
  afterAll(async () => {
    await database.close()
    await administer(server, `drop database ${name} with (force)`)
  })
  return database
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
