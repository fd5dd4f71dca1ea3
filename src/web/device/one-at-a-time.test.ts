import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('work asked for while it is under way is done once more afterwards, never beside itself', async () => {
  let beside = 0
  let most = 0
  let times = 0
  const ends: (() => void)[] = []
  const work = oneAtATime(async () => {
    beside += 1
    most = Math.max(most, beside)
    times += 1
    await new Promise<void>((end) => ends.push(end))
    beside -= 1
  })
  const first = work()
  const second = work()
  void work()
  ends.shift()!()
  await expect.poll(() => ends.length).toBe(1)
  ends.shift()!()
  await Promise.all([first, second])
  expect({ most, times }).toEqual({ most: 1, times: 2 })
  const later = work()
  ends.shift()!()
  await later
  expect(times).toBe(3)
})

test('work that fails can be asked for again', async () => {
  let times = 0
  const work = oneAtATime(async () => {
    times += 1
    if (times === 1) throw new Error('no line')
  })
  await expect(work()).rejects.toThrow('no line')
  await work()
  expect(times).toBe(2)
})
