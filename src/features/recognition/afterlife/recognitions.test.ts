import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { PROVINCE } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { places } from '../../../../test/factories/places.ts'
import { type RecognitionWorld, recognitionWorld } from '../../../../test/factories/recognition-world.ts'
import { ok } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { appendEvent, type NewEvent } from '../events.ts'
import { recordRecognition } from '../record.ts'
import { expiringUntil } from './expiring.ts'
import { followRecognitions } from './recognitions.ts'
import { expiryReminders } from './reminders.ts'

let world: RecognitionWorld
/** A commune of today that took the place of another, and the code that one bore. */
const today = '2026-06-15'
const [commune, former] = places.communes(PROVINCE, today).flatMap(({ code }) => {
  const origin = places
    .within([code], today)
    .find((each) => each.to !== null && places.unit(each.code, today) === null)
  const heirs =
    origin &&
    places.governing({ place_code: origin.code, place_day: origin.to, province_code: PROVINCE }, today).length
  return origin && heirs === 2 ? [[code, { code: origin.code, day: origin.to! }] as const] : []
})[0]!

async function recognised(
  issuedOn: string,
  { place = { code: commune, day: today }, events = [] as readonly Partial<NewEvent>[] } = {},
) {
  const productId = uuidv7()
  await sql`insert into product (id, slug, name, name_folded, province_code, place_code, place_day, regime, set_no)
    values (${productId}, ${productId}, 'Mè xửng', 'me xung', ${PROVINCE}, ${place.code}, ${place.day}, 'qd26-2026', 1)`.execute(
    world.kernel.db,
  )
  const { recognitionId } = await world.run(world.office, (ctx) =>
    recordRecognition(
      ctx,
      {
        productId,
        star: 3,
        regime: issuedOn < '2025-07-06' ? 'qd148-2023' : 'qd148-2023-qd1489-2025',
        level: issuedOn < '2025-07-01' ? 'huyen' : 'tinh',
        issuer: 'UBND',
        decisionNo: `${productId}/QĐ`,
        issuedOn,
      },
      world.recognition.deps,
    ),
  )
  for (const event of events)
    await world.run(world.office, async (ctx) => {
      await appendEvent(ctx, recognitionId, {
        day: today,
        decisionId: null,
        reason: null,
        detail: {},
        kind: 'suspended',
        ...event,
      })
      return ok()
    })
  return recognitionId
}

beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
})

describe('recognitions followed after the units changed', () => {
  test('a record under a code of before 1/7/2025 is the commune’s of today: list, radar and reminder', async () => {
    const id = await recognised('2023-09-01', { place: former })
    const within = [commune]
    const { rows } = await followRecognitions(world.kernel.db, places, {
      within,
      today,
      page: 1,
      perPage: 10,
    })
    expect(rows.map((row) => row.id)).toEqual([id])
    const { window } = world.recognition.deps.reevaluation()
    const radar = await expiringUntil(world.kernel.db, places, { within, today, until: '2027-01-01', window })
    expect(radar.map((each) => each.id)).toEqual([id])
    const { extension } = world.recognition.deps.measureLaw()
    const told = await expiryReminders(world.kernel.db, places, today, window, extension)
    expect(told.map(({ to }) => to)).toEqual([{ role: 'commune-officer', placeCode: commune }])
  })
})

describe('the list of recognitions', () => {
  test('each tab holds those that stand so by their events, page by page, and what stands comes first', async () => {
    const made = [
      await recognised('2026-01-10'),
      await recognised('2024-01-10'),
      await recognised('2023-09-20'),
      await recognised('2023-03-10'),
      await recognised('2023-03-20', {
        events: [{ kind: 'extended', day: '2026-03-01', detail: { until: '2026-09-16' } }],
      }),
      await recognised('2023-03-30', {
        events: [
          { kind: 'extended', day: '2026-03-01', detail: { until: '2026-09-26' } },
          { kind: 'expired', day: '2026-06-01' },
        ],
      }),
      await recognised('2024-02-10', { events: [{ kind: 'suspended' }] }),
      await recognised('2023-04-10', { events: [{ kind: 'suspended', day: '2026-01-01' }] }),
      await recognised('2024-03-10', { events: [{ kind: 'suspended' }, { kind: 'resumed' }] }),
      await recognised('2024-04-10', { events: [{ kind: 'revoked' }] }),
      await recognised('2024-05-10', { events: [{ kind: 'superseded' }] }),
    ]
    const list = (status?: 'valid' | 'expired', page = 1, perPage = 100) =>
      followRecognitions(world.kernel.db, places, { within: null, status, today, page, perPage })
    const all = await list()
    expect(all.total).toBe(made.length + 1)
    for (const status of ['valid', 'expiring', 'expired', 'suspended', 'revoked', 'superseded'] as const) {
      const tab = await list(status as 'valid')
      const folded = all.rows.filter((row) => row.status === status).map(({ id }) => id)
      expect(folded.length, status).toBeGreaterThan(0)
      expect(tab.rows.map(({ id }) => id).sort(), status).toEqual(folded.sort())
    }
    const stands = all.rows.map(({ status }) => ['valid', 'expiring', 'suspended'].includes(status))
    expect(stands).toEqual([...stands].sort((a, b) => Number(b) - Number(a)))
    const pages = [1, 2, 3].map((page) => list(undefined, page, 5))
    const paged = (await Promise.all(pages)).flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(paged).toEqual(all.rows.map(({ id }) => id))
    // A stated end of a coming day is over on that day, though nothing is written then.
    const coming = await recognised('2024-06-10', { events: [{ kind: 'expired', day: addDays(today, 1) }] })
    const next = await followRecognitions(world.kernel.db, places, {
      within: null,
      status: 'expired',
      today: addDays(today, 1),
      page: 1,
      perPage: 100,
    })
    expect(next.rows.find((row) => row.id === coming)?.status).toBe('expired')
  })
})
