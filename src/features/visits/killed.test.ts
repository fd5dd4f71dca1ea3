import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { readVisits } from './books.ts'

/** One process counts until it is killed; answers what it said it had counted and booked by then. */
function countAndKill(url: string, round: number): Promise<{ hits: number; booked: number }> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'test/factories/visit-counter.ts',
      url,
      `00000000-0000-4000-8000-00000000000${round}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  let bookings = 0
  return new Promise((settle) => {
    child.stdout.on('data', (part: Buffer) => {
      said += part
      bookings += String(part).split('booked').length - 1
      // After some bookings, at no particular moment of the next one.
      if (bookings > 4) setTimeout(() => child.kill('SIGKILL'), round * 7)
    })
    child.on('close', () => {
      const last = (word: string) =>
        Number([...said.matchAll(new RegExp(`${word} (\\d+)\\n`, 'g'))].at(-1)?.[1] ?? 0)
      settle({ hits: last('hits'), booked: last('booked') })
    })
  })
}

test('killed at any moment, a counter loses at most what was not booked yet and counts nothing twice', async () => {
  const { db, url } = await testDatabase()
  let [atLeast, atMost] = [0, 0]
  for (const round of [1, 2, 3]) {
    const { hits, booked } = await countAndKill(url, round)
    expect(booked).toBeGreaterThan(0)
    atLeast += booked
    // The last seven may have been counted without being said.
    atMost += hits + 7
    const { counted, today } = await readVisits(db, new Date())
    expect(counted).toBeGreaterThanOrEqual(atLeast)
    expect(counted).toBeLessThanOrEqual(atMost)
    expect(today, 'day and total are booked together').toBe(counted)
    ;[atLeast, atMost] = [counted, counted]
  }
}, 60_000)
