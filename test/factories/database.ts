import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { connect, type Database } from '../../src/platform/db/index.ts'
import { administer, urlOfDatabase } from './server.ts'

/**
 * A database of this test file's own: migrated and otherwise empty, cloned from the template in a fraction of a
 * second, dropped after the file. Call it at the top of the file or in `beforeAll`. `empty`: not even migrated.
 */
export function testDatabase({ empty = false } = {}): Promise<Database> {
  return cloneDatabase(empty ? 'template0' : inject('testTemplate'))
}

export async function cloneDatabase(template: string): Promise<Database> {
  const server = inject('testServer')
  const name = `test_${inject('testRun')}_${randomBytes(4).toString('hex')}`
  await administer(server, (client) => client.query(`create database ${name} template ${template}`))
  const database = connect(urlOfDatabase(server, name))
  afterAll(async () => {
    await database.close()
    await administer(server, (client) => client.query(`drop database ${name} with (force)`))
  })
  return database
}
