import { expect, test } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../../test/factories/index.ts'
import { demoPassword } from '../../accounts/index.ts'

const application = await testApplication({ clock: fixedClock('2026-09-01') })
const { db } = application.kernel

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${login.length}`)
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

const rows = (steps: readonly (readonly [string, string, string?, string?, string?, string?])[]) =>
  Object.fromEntries(
    steps.flatMap(([action, day, points = '', star = '', decisionNo = '', issuer = ''], index) =>
      Object.entries({ action, day, points, star, decisionNo, issuer }).map(([name, value]) => [
        `steps.${index}.${name}`,
        value,
      ]),
    ),
  )

test('Điều 12 khoản 1: the office records a course with its district, and the recognition keeps its 36 months', async () => {
  const product = await db
    .selectFrom('product')
    .select(['id', 'name'])
    .where('province_code', '=', '46')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('recognition')
            .select('recognition.id')
            .whereRef('recognition.product_id', '=', 'product.id'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  const path = `/lam-viec/cac-nam-truoc/${product.id}`
  const office = await signedIn('van-phong-1')
  const found = await office.get(`/lam-viec/cac-nam-truoc?q=${encodeURIComponent(product.name)}`)
  expect(found.body).toContain(path)
  const course = (points: string, issuer: string) => ({
    rows: '4',
    regime: 'qd148-2023',
    ...rows([
      ['file', '01/03/2024'],
      ['receive-district', '05/03/2024'],
      ['agree-district', '10/04/2024', points],
      ['decide-recognise', '20/04/2024', '', '3', '1200/QĐ-UBND', issuer],
    ]),
  })
  const incomplete = await office.post(path, course('62,5', ''))
  expect(incomplete.status).toBe(422)
  expect(incomplete.body).toContain('Ghi số quyết định và cơ quan ban hành')
  expect(incomplete.body).toContain('value="62,5"')
  const impossible = await office.post(path, {
    rows: '1',
    regime: 'qd148-2023',
    ...rows([['agree-district', '10/04/2024']]),
  })
  expect(impossible.body).toContain('Bước này không thể theo sau')
  expect((await office.post(path, { ...course('62,5', 'x'), regime: 'qd26-2026' })).body).toContain(
    'Chọn chế độ văn bản của các năm trước',
  )
  expect(await db.selectFrom('dossier_past').selectAll().execute()).toEqual([])
  expect((await office.post(path, course('62,5', 'UBND huyện Phú Vang'))).status).toBe(303)
  const recognition = await db
    .selectFrom('recognition')
    .select(['star', 'level', 'issuer', 'issued_on', 'valid_until', 'origin'])
    .where('product_id', '=', product.id)
    .executeTakeFirst()
  expect(recognition).toEqual({
    star: 3,
    level: 'huyen',
    issuer: 'UBND huyện Phú Vang',
    issued_on: '2024-04-20',
    valid_until: '2027-04-20',
    origin: 'recorded',
  })
  expect((await office.get('/lam-viec/cac-nam-truoc')).body).toContain('Kết quả cấp huyện')
  const officer = await signedIn('can-bo-thuy-xuan')
  expect((await officer.get(path)).status).toBe(403)
})
