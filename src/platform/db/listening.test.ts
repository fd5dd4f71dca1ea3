import type pg from 'pg'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { ListeningLine } from './listening.ts'

const { pool } = await testDatabase()

const listeners = "FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN room'"

/** Ends the connections that listen, as an administrator or a failing server would. */
async function cut(): Promise<void> {
  await pool.query(`SELECT pg_terminate_backend(pid) ${listeners}`)
}

function recorded() {
  const heard: string[] = []
  const steps: string[] = []
  return {
    heard,
    steps,
    hearing: {
      heard: (payload: string) => void heard.push(payload),
      opened: () => void steps.push('opened'),
      lost: () => void steps.push('lost'),
    },
  }
}

test('hears what is said, and again after the line was cut', async () => {
  const { heard, steps, hearing } = recorded()
  const line = new ListeningLine(pool, 'room', hearing)
  await line.start()
  await pool.query("SELECT pg_notify('room', 'one')")
  await vi.waitFor(() => expect(heard).toEqual(['one']), 10_000)
  await cut()
  await vi.waitFor(() => expect(steps).toEqual(['opened', 'lost', 'opened']), { timeout: 10_000 })
  await pool.query("SELECT pg_notify('room', 'two')")
  await vi.waitFor(() => expect(heard).toEqual(['one', 'two']), 10_000)
  line.stop()
  expect(line.isOpen()).toBe(false)
})

test('a connection whose end is told of twice is given back once', async () => {
  const { steps, hearing } = recorded()
  const taken: pg.PoolClient[] = []
  const noted = (client: pg.PoolClient) => void taken.push(client)
  pool.on('acquire', noted)
  const line = new ListeningLine(pool, 'room', hearing)
  await line.start()
  pool.off('acquire', noted)
  const client = taken.at(-1)!
  // The server's last word, then the broken socket.
  client.emit('error', new Error('terminating connection due to administrator command'))
  client.emit('error', new Error('Connection terminated unexpectedly'))
  expect(steps).toEqual(['opened', 'lost'])
  line.stop()
})

test('a line cut while it is stopped is given back once, and not tried again', async () => {
  const { steps, hearing } = recorded()
  const line = new ListeningLine(pool, 'room', hearing)
  await line.start()
  await Promise.all([cut(), line.stop()])
  await vi.waitFor(async () => {
    const { rows } = await pool.query(`SELECT pid ${listeners}`)
    expect(rows).toEqual([])
  }, 10_000)
  expect(pool.waitingCount).toBe(0)
  expect(steps).toEqual(['opened'])
})
