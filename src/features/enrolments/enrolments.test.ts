import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../test/factories/papers.ts'
import { places } from '../../../test/factories/places.ts'
import type { Application } from '../../application.ts'
import { demoPassword } from '../accounts/index.ts'
import { enrolmentInvariants } from './invariants.ts'

const clock = fixedClock('2026-06-15')
let app: Application
let office: Browser
let commune: Browser
let leader: Browser
let outsider: Browser
const at = (rest = '') => `/lam-viec/danh-muc/2027${rest}`

async function person(login: string, n: number): Promise<Browser> {
  const browser = new Browser(app, `198.51.100.${n}`)
  await browser.post('/dang-nhap', { login, password: demoPassword })
  return browser
}

/** Products of the demo province with an owner, without a star first. */
async function products() {
  return app.kernel.db
    .selectFrom('product as p')
    .leftJoin('recognition as n', 'n.product_id', 'p.id')
    .select(['p.id', 'p.name', 'n.star'])
    .where('p.is_demo', '=', true)
    .where('p.producer_id', 'is not', null)
    .orderBy('n.star')
    .orderBy('p.name')
    .execute()
}
const entries = () =>
  app.kernel.db.selectFrom('enrolment').selectAll().where('year', '=', 2027).orderBy('created_at').execute()

beforeAll(async () => {
  app = await testApplication({ clock })
  office = await person('van-phong-1', 31)
  commune = await person('can-bo-a-luoi-2', 32)
  leader = await person('lanh-dao', 33)
  outsider = await person('can-bo-thuy-xuan', 34)
})

describe('the list of the year (Kế hoạch 135/KH-UBND, nhóm 2)', () => {
  it('takes an idea from its own commune, and from no other', async () => {
    const idea = { aim: 'idea', productName: 'Tinh dầu sả', producerName: 'Tổ hợp tác', goalStar: '3' }
    const made = await commune.post(at('/them'), { ...idea, communeCode: '20044' })
    expect(made.status, made.body.slice(0, 300)).toBe(303)
    const foreign = await outsider.post(at('/them'), { ...idea, communeCode: '20044' })
    expect(foreign.status).toBe(422)
    expect((await outsider.get(at())).body).not.toContain('Tinh dầu sả')
    expect((await commune.get(at())).body).toContain('Tinh dầu sả')
  })

  it('says at the field what is missing, and keeps what was typed', async () => {
    const refused = await office.post(at('/them'), { aim: 'first', productName: 'Giữ lại tên này' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('cần chọn một sản phẩm đã có')
    expect(refused.body).toContain('Giữ lại tên này')
    const nowhere = await office.post(at('/them'), {
      aim: 'idea',
      productName: 'Ý tưởng',
      communeCode: '99999',
    })
    expect(nowhere.body).toContain('Chọn xã, phường của sản phẩm')
  })

  it('holds a product once a year, and aims above the star it holds', async () => {
    const all = await products()
    const starred = all.find((product) => product.star === 4) ?? all.find((product) => product.star)!
    const low = await office.post(at('/them'), {
      productId: starred.id,
      aim: 'upgrade',
      goalStar: String(starred.star),
    })
    expect(low.body).toContain('hạng phấn đấu phải cao hơn')
    const enter = () => office.post(at('/them'), { productId: starred.id, aim: 'upgrade', goalStar: '5' })
    const [one, two] = await Promise.all([enter(), enter()])
    expect([one.status, two.status].sort()).toEqual([303, 422])
  })

  it('is approved by a leader alone; the paper keeps it as it stood', async () => {
    const paper = { number: '5/DM-UBND', decidedOn: '15/06/2026', signer: 'Lê An' }
    expect((await office.post(at('/phe-duyet'), paper)).status).toBe(403)
    expect((await leader.post(at('/phe-duyet'), { ...paper, decidedOn: '16/06/2026' })).body).toContain(
      'không thể ở tương lai',
    )
    // Of two at once one approves; the other is told.
    const both = await Promise.all([1, 2].map(() => leader.post(at('/phe-duyet'), paper)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect((await entries()).map((each) => each.status)).toEqual(['listed', 'listed'])
    expect((await leader.post(at('/phe-duyet'), { ...paper, number: '6' })).body).toContain(
      'không thay đổi gì',
    )
    const page = await new Browser(app).get('/ke-hoach/2027/danh-muc')
    expect(page.body).toContain('Tinh dầu sả')
    const [pdf, docx] = await Promise.all(
      ['pdf', 'docx'].map((kind) => office.get(at(`/phe-duyet/1.${kind}`))),
    )
    for (const text of [await pdfText(pdf!.bytes), docxText(docx!.bytes)])
      expect(text).toContain('Tinh dầu sả')
  })

  it('once approved is dropped by the office with a reason, and the review says so, in time or late', async () => {
    const idea = (await entries()).find((each) => each.aim === 'idea')!
    expect((await commune.post(at(`/${idea.id}`), { action: 'drop', reason: 'Thôi' })).status).toBe(422)
    expect((await office.post(at(`/${idea.id}`), { action: 'drop', reason: '' })).status).toBe(422)
    expect((await office.post(at(`/${idea.id}`), { action: 'drop', reason: 'Chủ thể xin rút' })).status).toBe(
      303,
    )
    clock.set('2027-07-15')
    expect(
      (
        await leader.post(at('/phe-duyet'), {
          number: '7/DM-UBND',
          decidedOn: '15/07/2027',
          signer: 'Lê An',
        })
      ).status,
    ).toBe(303)
    const page = await office.get(at())
    expect(page.body).toContain('1 giữ nguyên, 0 bổ sung, 1 đưa ra')
    expect(page.body, '“trước ngày 15/7” is strictly before').toContain('Sau ngày 15/7/2027')
    expect((await new Browser(app).get('/ke-hoach/2027/danh-muc')).body).not.toContain('Tinh dầu sả')
    for (const invariant of enrolmentInvariants) expect(await invariant.run(app.kernel.db)).toEqual([])
  })

  it('belongs by its commune of today: what was recorded under a unit of before 1/7/2025 is offered, shown and moved', async () => {
    const { db } = app.kernel
    const today = '2027-07-15'
    const former = places.within(['20044'], today).find(({ code, to }) => to !== null && code !== '20044')!
    const year = '/lam-viec/danh-muc/2028'
    const [product] = await products()
    await db
      .updateTable('product')
      .set({ place_code: former.code, place_day: former.to! })
      .where('id', '=', product!.id)
      .execute()
    const offer = `value="${product!.id}"`
    expect((await commune.get(year)).body).toContain(offer)
    expect((await outsider.get(year)).body).not.toContain(offer)

    const idea = {
      aim: 'idea',
      productName: 'Mật ong rừng',
      producerName: 'Tổ hợp tác',
      communeCode: '20044',
    }
    expect((await commune.post(`${year}/them`, idea)).status).toBe(303)
    const { id } = await db
      .updateTable('enrolment')
      .set({ commune_code: former.code, commune_day: former.to! })
      .where('year', '=', 2028)
      .where('product_name', '=', 'Mật ong rừng')
      .returning('id')
      .executeTakeFirstOrThrow()
    expect((await commune.get(year)).body).toContain('Mật ong rừng')
    expect((await outsider.get(year)).body).not.toContain('Mật ong rừng')
    const dropped = { action: 'drop', reason: 'Chủ thể xin rút' }
    expect((await outsider.post(`${year}/${id}`, dropped)).status).toBe(422)
    expect((await commune.post(`${year}/${id}`, dropped)).status).toBe(303)
  })
})
