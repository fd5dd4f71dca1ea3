import { beforeAll, describe, expect, test } from 'vitest'
import { atOnce, Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { places } from '../../../test/factories/places.ts'
import { runCommand } from '../../platform/command/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { recordConsent } from '../consents/index.ts'

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

async function newProducer(fields: Record<string, string>): Promise<string> {
  const answer = await office.post(`${base}/them`, {
    legalType: 'hop-tac-xa',
    place: suoiHoa.place_code!,
    ...fields,
  })
  expect(answer.status, answer.body.slice(0, 300)).toBe(303)
  return answer.to!.split('/').at(-1)!
}

/** All that hangs on producers, each with whom it hangs on. */
async function hangings(): Promise<Record<string, unknown>> {
  const of = (table: 'product' | 'paper' | 'dossier') =>
    db.selectFrom(table).select(['id', 'producer_id']).orderBy('id').execute()
  const grants = await db
    .selectFrom('role_grant')
    .select(['account_id', 'producer_id'])
    .where('producer_id', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  const consents = await db
    .selectFrom('consent')
    .select(['producer_id', 'officer_id', 'until', 'ended_at'])
    .orderBy('id')
    .execute()
  return {
    products: await of('product'),
    papers: await of('paper'),
    dossiers: await of('dossier'),
    grants,
    consents,
  }
}

/** The commune officer may act for the producer until this day. */
async function consentOf(producerId: string, until: string): Promise<void> {
  const officer = await db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id', 'a.name'])
    .where('g.role', '=', 'commune-officer')
    .where('g.place_code', '=', suoiHoa.place_code)
    .orderBy('a.username')
    .executeTakeFirstOrThrow()
  const commune = {
    role: 'commune-officer',
    place: suoiHoa.place_code,
    from: '2026-01-01',
    to: null,
  } as const
  const actor = {
    accountId: officer.id,
    name: officer.name,
    grants: [{ ...commune, agencyId: null }],
    lang: 'vi' as const,
  }
  const file = { hash: 'a'.repeat(64), name: 'giay.jpg' }
  const given = await runCommand(application.kernel, actor, (ctx) =>
    recordConsent(ctx, places, { producerId, way: 'signature-photo', givenBy: 'Bà Minh Họa', until, file }),
  )
  expect(given.ok).toBe(true)
}
const running = (producerId: string) =>
  db
    .selectFrom('consent')
    .select('until')
    .where('producer_id', '=', producerId)
    .where('ended_at', 'is', null)
    .execute()

describe('one producer recorded twice', () => {
  test.each([
    ['by the abbreviated name, without accents', { name: 'HTX det zeng Suoi Hoa' }, 'cùng tên'],
    ['by the telephone', { name: 'Cơ sở dệt Hạt Cườm', phone: '0900 000 002' }, 'cùng điện thoại'],
    [
      'by a name with one letter wrong, in the same commune',
      { name: 'Hợp tác xã Dệt zèn Suối Hoa' },
      'tên gần giống',
    ],
  ])('is found %s', async (_, fields, because) => {
    const id = await newProducer(fields)
    const { body } = await office.get(`${base}/${id}`)
    const likely = body.slice(body.indexOf('Có thể'))
    expect(likely).toContain(suoiHoa.name)
    expect(likely).toContain(because)
    const apart = await office.post(`${base}/${id}/khac`, { mergedId: suoiHoa.id })
    expect(apart.status, 'said to be another, without a reason').toBe(303)
    expect((await office.get(`${base}/${id}`)).body).not.toContain(`name="mergedId" value="${suoiHoa.id}"`)
  })

  test('the demo’s own pair waits on the page of pairs', async () => {
    const { body } = await office.get(`${base}/trung`)
    expect(body).toContain('THT Bánh kẹo Ngõ Nhà Cổ')
    expect((await (await signedIn('can-bo-thuy-xuan')).get(`${base}/trung`)).status).toBe(403)
  })

  test('laid together, products, papers, dossiers, consents and its people follow; parted, everything is as it was', async () => {
    const kept = await newProducer({ name: 'Hợp tác xã Dệt zèng Suối Hoa A Lưới' })
    const person = await signedIn('chu-the-suoi-hoa')
    const dossier = /ho-so\/([0-9a-f-]{36})/.exec((await person.get('/lam-viec/ho-so')).body)![1]!
    await consentOf(kept, '2026-10-01')
    await consentOf(suoiHoa.id, '2026-12-31')
    const before = await hangings()
    expect((await office.post(`${base}/${kept}/gop`, { mergedId: suoiHoa.id, reason: ' ' })).status).toBe(422)
    // Of two at once one merges; the other is told.
    const both = await Promise.all(
      [1, 2].map(() => office.post(`${base}/${kept}/gop`, { mergedId: suoiHoa.id, reason: 'Ghi hai lần.' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    for (const table of ['product', 'paper', 'dossier'] as const) {
      const left = await db.selectFrom(table).select('id').where('producer_id', '=', suoiHoa.id).execute()
      expect(left, table).toEqual([])
    }
    expect(await running(kept), 'of two consents of one officer the longer one runs on').toEqual([
      { until: '2026-12-31' },
    ])
    expect((await person.get('/lam-viec/uy-quyen')).body, 'its people can end it').toContain('31/12/2026')
    expect((await person.get(`/lam-viec/ho-so/${dossier}`)).status, 'its people still work on it').toBe(200)
    expect((await person.get('/lam-viec/tai-lieu')).status).toBeLessThan(400)
    const again = await office.post(`${base}/${kept}/gop`, { mergedId: suoiHoa.id, reason: 'Lần nữa.' })
    expect(again.status).toBe(422)

    const { id: mergeId } = await db
      .selectFrom('producer_merge')
      .select('id')
      .where('merged_id', '=', suoiHoa.id)
      .executeTakeFirstOrThrow()
    const part = () => office.post(`${base}/${kept}/tach`, { mergeId, reason: 'Hai đơn vị.' })
    const parted = await atOnce(db, [part, part])
    expect(parted.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await hangings()).toEqual(before)
    expect((await office.post(`${base}/${kept}/tach`, { mergeId, reason: '' })).status).toBe(422)
    expect((await person.get(`/lam-viec/ho-so/${dossier}`)).status).toBe(200)
  })
})

test('of two who lay a pair together crosswise at once one does; no record points to one that points away', async () => {
  const [one, two] = [
    await newProducer({ name: 'Hộ Trà Sen Một' }),
    await newProducer({ name: 'Hộ Mứt Gừng Hai' }),
  ]
  const reason = 'Một hộ, ghi hai lần.'
  const both = await atOnce(db, [
    () => office.post(`${base}/${one}/gop`, { mergedId: two, reason }),
    () => office.post(`${base}/${two}/gop`, { mergedId: one, reason }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  const pointing = await db
    .selectFrom('producer')
    .select(['id', 'merged_into'])
    .where('id', 'in', [one, two])
    .where('merged_into', 'is not', null)
    .execute()
  expect(pointing).toHaveLength(1)
})

describe('the helper over the 26 sets (Phụ lục I)', () => {
  const asked = async (name: string, descriptionVi = '') => {
    const { body } = await office.post('/lam-viec/san-pham/them', {
      producerId: suoiHoa.id,
      name,
      descriptionVi,
      do: 'suggest',
    })
    return [...body.matchAll(/name="suggestedSet"[^>]*value="(\d+)"/g)].map((match) => Number(match[1]))
  }

  test('finds the set by words, with accents and without', async () => {
    const sets = await asked('Mắm ruốc cá cơm')
    expect(sets.length).toBeGreaterThan(0)
    // Without accents more words are alike, so more may be offered; what fits best stays in front.
    expect((await asked('mam ruoc ca com'))[0]).toBe(sets[0])
    expect((await asked('Rượu vang dâu'))[0]).not.toBe(sets[0])
  })

  test('finds it by the example of products like it, and says so where it knows nothing', async () => {
    const like = await db
      .selectFrom('product')
      .select(['set_no'])
      .where('name', '=', 'Khăn zèng Suối Hoa')
      .executeTakeFirstOrThrow()
    expect(await asked('Khăn zeng Suối')).toContain(like.set_no)
    const { body } = await office.post('/lam-viec/san-pham/them', {
      producerId: suoiHoa.id,
      name: 'Xyzzy',
      do: 'suggest',
    })
    expect(body).toContain('Chưa có gợi ý')
  })
})
