import { expect, test } from 'vitest'
import { dossierWorld } from '../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { places } from '../../../test/factories/places.ts'
import { addPaper } from './commands.ts'
import { papersWhere } from './queries.ts'

const key = '0190b5a0-0000-7000-8000-000000000001'
const facts = {
  kind: 'dang-ky-kinh-doanh',
  title: 'Giấy đăng ký hộ kinh doanh',
  number: '01/ĐK',
  issuer: null,
  issuedOn: '2026-03-01',
  validUntil: null,
}
const file = (letter: string) => ({
  hash: letter.repeat(64),
  name: `${letter}.jpg`,
  mediaType: 'image/jpeg',
  size: 1000,
  pageCount: 1,
})

test('a paper sent again under its key is the same paper; with other facts it is another, and the first stays as it was', async () => {
  const database = await testDatabase()
  const world = await dossierWorld(database)
  const { producerId } = world
  const add = (input: { facts: typeof facts; files: ReturnType<typeof file>[] }) =>
    world.must(world.actors.producer, (ctx) => addPaper(ctx, places, { producerId, key, ...input }))
  const first = await add({ facts, files: [file('a')] })
  expect((await add({ facts, files: [file('a')] })).id).toBe(first.id)

  const other = { ...facts, kind: 'phieu-kiem-nghiem', title: 'Phiếu kiểm nghiệm', number: '02/KN' }
  const second = await add({ facts: other, files: [file('b')] })
  expect((await add({ facts: other, files: [file('b')] })).id).toBe(second.id)

  const papers = await papersWhere(database.db, { producerId })
  expect(
    papers.map(({ title, number, files }) => [title, number, files.map((each) => each.name)]).sort(),
  ).toEqual([
    ['Giấy đăng ký hộ kinh doanh', '01/ĐK', ['a.jpg']],
    ['Phiếu kiểm nghiệm', '02/KN', ['b.jpg']],
  ])
})
