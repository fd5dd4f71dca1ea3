import { expect, test } from 'vitest'
import { dossierWorld } from '../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { places } from '../../../test/factories/places.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { recordConsent } from '../consents/index.ts'
import { productsToFile } from '../dossiers/queries.ts'
import { openLot } from '../traces/commands.ts'
import { addPaper } from './commands.ts'
import { vaultsWithin } from './queries.ts'

const today = '2026-09-01'

test('a producer recorded in Phường Tây Lộc (until 30/6/2025) is served by the officer of Phường Phú Xuân', async () => {
  const database = await testDatabase()
  const { db } = database
  const world = await dossierWorld(database)
  const former = { place_code: '19750', place_day: '2023-05-01' }
  await db.updateTable('producer').set(former).where('id', '=', world.producerId).execute()
  await db.updateTable('product').set(former).where('producer_id', '=', world.producerId).execute()
  const heir = await world.actor('commune-officer', { place: '19753' })
  const neighbour = await world.actor('commune-officer', { place: '19804' })
  const { producerId, productId } = world

  const consent = {
    producerId,
    way: 'signature-photo' as const,
    givenBy: 'Nguyễn Thị Minh Họa',
    until: '2026-12-31',
    file: { hash: 'a'.repeat(64), name: 'giay.jpg' },
  }
  const paper = {
    producerId,
    facts: {
      kind: 'dang-ky-kinh-doanh',
      title: 'Giấy đăng ký hộ kinh doanh',
      number: null,
      issuer: null,
      issuedOn: null,
      validUntil: null,
    },
    files: [],
  }
  const lot = { productId, lot: 'L1', madeOn: '2026-08-01', bestBefore: '2027-08-01', origin: 'Tây Lộc' }

  expect(await world.run(neighbour, (ctx) => recordConsent(ctx, places, consent))).toMatchObject({
    problems: [{ code: 'forbidden' }],
  })
  await world.must(heir, (ctx) => recordConsent(ctx, places, consent))
  expect(await world.run(neighbour, (ctx) => addPaper(ctx, places, paper))).toMatchObject({
    problems: [{ code: 'forbidden' }],
  })
  const { id } = await world.must(heir, (ctx) => addPaper(ctx, places, paper))
  expect(id).toBeTruthy()
  expect(await world.run(neighbour, (ctx) => openLot(ctx, places, lot))).toMatchObject({
    problems: [{ code: 'forbidden' }],
  })
  await world.must(heir, (ctx) => openLot(ctx, places, lot))

  const vaults = (actor: typeof heir) =>
    vaultsWithin(db, reachOf(actor, 'paper.read', today), places, today).then((rows) =>
      rows.map((row) => row.id),
    )
  expect(await vaults(heir)).toEqual([producerId])
  expect(await vaults(neighbour)).toEqual([])
  const offered = (actor: typeof heir) =>
    productsToFile(db, reachOf(actor, 'dossier.edit', today), places, today).then((rows) =>
      rows.map((row) => row.id),
    )
  expect(await offered(heir)).toEqual([productId])
  expect(await offered(neighbour)).toEqual([])
})
