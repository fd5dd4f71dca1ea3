import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { atOnce, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { regulationDir } from '../../compose.ts'
import { runCommand, system } from '../../platform/command/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { createPlaces } from '../places/index.ts'
import { loadRegulation } from '../regulation/index.ts'
import { nameKey, producerSurroundings, takeListedOwners } from './index.ts'

const application = await testApplication({ clock: fixedClock('2026-09-01') })
const { db } = application.kernel
const base = '/lam-viec/chu-the'
let office: Browser

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${login.length}`)
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

beforeAll(async () => {
  office = await signedIn('van-phong-1')
})

const suoiHoa = await db
  .selectFrom('producer')
  .selectAll()
  .where('name', '=', 'Hợp tác xã Dệt zèng Suối Hoa')
  .executeTakeFirstOrThrow()

async function newProducer(name: string): Promise<string> {
  const answer = await office.post(`${base}/them`, {
    legalType: 'hop-tac-xa',
    place: suoiHoa.place_code!,
    name,
    confirmed: 'yes',
  })
  expect(answer.status, answer.body.slice(0, 300)).toBe(303)
  return answer.to!.split('/').at(-1)!
}

const merge = async (kept: string, mergedId: string) => {
  const done = await office.post(`${base}/${kept}/gop`, { mergedId, reason: 'Ghi hai lần.' })
  expect(done.status).toBe(303)
}

describe('a chain of merges', () => {
  test('who acts for the last record reaches the first one, until the chain is parted', async () => {
    const [first, second] = [await newProducer('Hộ Chuỗi Một'), await newProducer('Hộ Chuỗi Hai')]
    const person = await signedIn('chu-the-suoi-hoa')
    expect((await person.get(`${base}/${first}`)).status).not.toBe(200)
    await merge(second, first)
    await merge(suoiHoa.id, second)
    expect((await person.get(`${base}/${first}`)).status).toBe(200)
    const told = async () =>
      (await application.house.accounts.recipients(db, { producerId: first }, '2026-09-01')).map(
        (each) => each.name,
      )
    expect(await told()).toHaveLength(1)
    const { id: mergeId } = await db
      .selectFrom('producer_merge')
      .select('id')
      .where('merged_id', '=', second)
      .executeTakeFirstOrThrow()
    await office.post(`${base}/${suoiHoa.id}/tach`, { mergeId, reason: 'Hai đơn vị.' })
    expect((await person.get(`${base}/${first}`)).status).not.toBe(200)
    expect(await told()).toEqual([])
  })

  test('a list that names any record of it means the last one, though all bear the same name', async () => {
    const name = 'Hợp tác xã Ba Lần Ghi'
    const [first, second, kept] = [await newProducer(name), await newProducer(name), await newProducer(name)]
    await merge(second, first)
    await merge(kept, second)
    const law = loadRegulation(regulationDir)
    const around = producerSurroundings(law, createPlaces(law))
    const key = nameKey(name, around.abbreviations)
    const owner = {
      name,
      printedName: null,
      kind: null,
      provinceCode: suoiHoa.province_code,
      placeCode: null,
      placeDay: null,
      printedPlace: null,
      printedProvince: null,
      commune: null,
      district: null,
      address: null,
      source: { name: 'Danh sách thử' } as never,
    }
    const taken = await runCommand(application.kernel, system, async (ctx) => ({
      ok: true as const,
      value: await takeListedOwners(ctx, around, [owner], false),
    }))
    expect(taken.ok && taken.value, key).toMatchObject([{ id: kept, isNew: false, problem: null }])
  })
})

test('a product sent while its producer is merged is refused: none is left on a record that points away', async () => {
  const [kept, merged] = [await newProducer('Hộ Nón Lá Một'), await newProducer('Hộ Dầu Tràm Hai')]
  const mergeWaits = async () => {
    for (let tries = 0; tries < 1_000; tries++) {
      const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      if (rows[0]!.waiting > 0) return
      await sleep(10)
    }
  }
  const [laid, sent] = await atOnce(db, [
    () => office.post(`${base}/${kept}/gop`, { mergedId: merged, reason: 'Ghi hai lần.' }),
    async () => {
      await mergeWaits()
      return office.post('/lam-viec/san-pham/them', { producerId: merged, name: 'Dầu tràm', do: 'save' })
    },
  ])
  expect(laid!.status).toBe(303)
  expect(sent!.status, sent!.body.slice(0, 300)).toBe(422)
  const { rows } = await sql`select p.id from product p join producer o on o.id = p.producer_id
    where o.merged_into is not null`.execute(db)
  expect(rows).toEqual([])
})
