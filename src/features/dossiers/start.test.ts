import { expect, test } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { regulationDir } from '../../compose.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { createPlaces } from '../places/index.ts'
import { loadRegulation } from '../regulation/index.ts'

const application = await testApplication({ clock: fixedClock('2026-09-01') })
const { db } = application.kernel
const places = createPlaces(loadRegulation(regulationDir))
const before = '2025-06-01'
const now = '19813'

async function signedIn(login: string, address: string): Promise<Browser> {
  const person = new Browser(application, address)
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

test('a dossier of a product recorded under a commune of before 1/7/2025 begins under today’s, whose officer reads it', async () => {
  const former = places
    .communes('46', before)
    .find(
      ({ code }) =>
        code !== now &&
        places.spoken({ place_code: code, place_day: before, province_code: '46' }, '2026-09-01').commune
          ?.code === now,
    )!
  const producer = await db
    .selectFrom('producer')
    .select('id')
    .where('name', '=', 'Hợp tác xã Hương trầm Đồi Mây')
    .executeTakeFirstOrThrow()
  const productId = uuidv7()
  await db
    .insertInto('product')
    .values({
      id: productId,
      slug: productId,
      producer_id: producer.id,
      name: 'Hương ghi dưới xã cũ',
      name_folded: 'huong ghi duoi xa cu',
      regime: 'qd26-2026',
      set_no: 1,
      place_code: former.code,
      place_day: before,
      province_code: '46',
    } as never)
    .execute()
  const owner = await signedIn('chu-the-doi-may', '198.51.100.61')
  const started = await owner.post('/lam-viec/ho-so/moi', { productId, kind: 'first' })
  expect(started.status, started.body.slice(0, 300)).toBe(303)
  const dossier = await db
    .selectFrom('dossier')
    .select(['id', 'place_code', 'province_code'])
    .where('product_id', '=', productId)
    .executeTakeFirstOrThrow()
  expect(dossier).toMatchObject({ place_code: now, province_code: '46' })
  const officer = await signedIn('can-bo-thuy-xuan', '198.51.100.62')
  expect((await officer.get(`/lam-viec/ho-so/${dossier.id}`)).status).toBe(200)
})
