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
    .where('id', 'not in', (eb) => eb.selectFrom('dossier_past').select('product_id'))
    .orderBy('id')
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
  const recorded = db.selectFrom('dossier_past').select('id').where('product_id', '=', product.id)
  expect(await recorded.execute()).toEqual([])
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

test('a course recorded by mistake is taken back with a reason: its recognition leaves the register, the record stays and can be made anew', async () => {
  const office = await signedIn('van-phong-1')
  const past = await db
    .selectFrom('dossier_past')
    .selectAll()
    .where('status', '=', 'recognised')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const path = `/lam-viec/cac-nam-truoc/ghi-nham/${past.id}`
  const officer = await signedIn('can-bo-thuy-xuan')
  expect((await officer.post(path, { reason: 'x' })).status).toBe(403)
  const bare = await office.post(path, { reason: ' ' })
  expect(bare.status).toBe(422)
  const held = () =>
    db.selectFrom('recognition').select('id').where('id', '=', past.recognition_id).executeTakeFirst()
  expect(await held(), 'nothing is half done').toBeDefined()
  expect((await office.post(path, { reason: 'Ghi nhầm sản phẩm.' })).status).toBe(303)
  expect(await held()).toBeUndefined()
  expect((await office.post(path, { reason: 'Lần nữa.' })).status).toBe(422)
  const kept = await db.selectFrom('recognition_taken_back').selectAll().executeTakeFirstOrThrow()
  expect(kept).toMatchObject({
    recognition_id: past.recognition_id,
    reason: 'Ghi nhầm sản phẩm.',
    content: { recognition: { star: 3, decision_no: '1200/QĐ-UBND' }, events: [{ kind: 'issued' }] },
  })
  expect((await office.get('/lam-viec/cac-nam-truoc')).body).toContain('Ghi nhầm sản phẩm.')
})

test('Điều 12 khoản 2 điểm a, b: what was filed before 22/5/2026 and decided in the days left is recorded under its own rules', async () => {
  const products = await db
    .selectFrom('product')
    .select('id')
    .where('province_code', '=', '46')
    .where('id', 'not in', (eb) => eb.selectFrom('recognition').select('product_id'))
    .where('id', 'not in', (eb) => eb.selectFrom('dossier_past').select('product_id'))
    .orderBy('id')
    .limit(2)
    .execute()
  const office = await signedIn('van-phong-1')
  const record = (index: number, kind: string, decidedOn: string) =>
    office.post(`/lam-viec/cac-nam-truoc/${products[index]!.id}`, {
      rows: '9',
      regime: 'qd148-2023-qd1489-2025',
      kind,
      ...rows([
        ['file', '10/05/2026'],
        ['receive-commune', '12/05/2026'],
        ['propose', '20/05/2026'],
        ['receive-province', '25/05/2026'],
        ['accept-into-round', '26/05/2026'],
        ['advisory-report', '01/06/2026'],
        ['put-before-council', '08/06/2026'],
        ['agree-result', '15/06/2026', '75'],
        ['decide-recognise', decidedOn, '', '4', '1500/QĐ-UBND', 'UBND thành phố Huế'],
      ]),
    })
  const late = await record(0, 'first', '22/07/2026')
  expect(late.status).toBe(422)
  expect(late.body).toContain('đến hết ngày 21/07/2026')
  expect((await record(0, 'first', '10/07/2026')).status).toBe(303)
  expect((await record(1, 'reevaluation', '10/07/2026')).body).toContain('đến hết ngày 21/06/2026')
  expect(
    await db
      .selectFrom('recognition')
      .select(['regime', 'valid_until'])
      .where('product_id', '=', products[0]!.id)
      .execute(),
  ).toEqual([{ regime: 'qd148-2023-qd1489-2025', valid_until: '2029-07-10' }])
})

test('Điều 12 khoản 2: officer and producer are shown which rules and which last day govern what was filed before 22/5/2026', async () => {
  const page = '/lam-viec/chuyen-tiep'
  for (const login of ['van-phong-1', 'can-bo-a-luoi-2', 'chu-the-suoi-hoa']) {
    const { body } = await (await signedIn(login)).get(page)
    expect(body, login).toContain('Túi thổ cẩm Suối Hoa')
    expect(body, login).toContain('21/07/2026')
    expect(body, login).toContain('quá 42 ngày')
  }
  const stranger = await signedIn('chu-the-doi-may')
  expect((await stranger.get(page)).body).not.toContain('Túi thổ cẩm Suối Hoa')
  const asked = async (query: string) => (await stranger.get(`${page}?${query}`)).body
  expect(await asked('nop=21/05/2026&loai=reevaluation')).toContain('Điều 12 khoản 2 điểm b')
  expect(await asked('nop=21/05/2026&loai=first')).toContain('Điều 12 khoản 2 điểm a')
  expect(await asked('nop=22/05/2026&loai=first')).toContain('Văn bản đang có hiệu lực')
  expect(await asked('nop=99/99/2026')).toContain('Ghi ngày theo dạng')
})
