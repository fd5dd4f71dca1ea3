import { beforeAll, describe, expect, it } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import type { Application } from '../../application.ts'

let app: Application
let office: Browser

beforeAll(async () => {
  app = await testApplication()
  office = new Browser(app, '198.51.100.31')
  const signedIn = await office.post('/dang-nhap', { login: 'van-phong-1', password: 'saolang-demo-2026' })
  expect(signedIn.status).toBe(303)
})

const anybody = () => new Browser(app, '203.0.113.31')
async function reported(typed: Record<string, string> = {}): Promise<string> {
  const sent = await anybody().post('/bao-sai-pham', {
    seenAt: 'Chợ Đông Ba',
    words: 'Dán nhãn OCOP lên gói hàng khác',
    product: '',
    contact: '',
    ...typed,
  })
  expect(sent.status).toBe(303)
  return sent.to!.match(/([A-Z0-9]{8})$/)![1]!
}
const reportOf = (code: string) =>
  app.kernel.db.selectFrom('misuse_report').selectAll().where('code', '=', code).executeTakeFirstOrThrow()

describe('a report of misuse', () => {
  it('says nothing of a product that is not public, whatever address is named', async () => {
    await app.kernel.pool.query(
      `INSERT INTO product (id, slug, name, name_folded, province_code, is_public)
       VALUES (gen_random_uuid(), 'chua-cong-khai', 'Sản phẩm chưa công khai', 'x', '46', false)`,
    )
    const code = await reported({ 'san-pham': 'chua-cong-khai' })
    expect((await anybody().get(`/bao-sai-pham/${code}`)).body).not.toContain('Sản phẩm chưa công khai')
    expect(await reportOf(code)).toMatchObject({ product_id: null, product_name: '' })
  })

  it('whose handling is refused keeps what was typed, at its own card', async () => {
    const [code, other] = [await reported(), await reported()]
    const { id } = await reportOf(code)
    const handle = (version: string, outcome: string) =>
      office.post(`/lam-viec/bao-sai-pham/${id}`, {
        status: outcome ? 'checking' : 'confirmed',
        outcome,
        version,
      })
    const lacking = await handle('1', '')
    expect(lacking.status).toBe(422)
    expect(lacking.body).toContain(`href="#f-${code}-outcome"`)
    expect(lacking.body).not.toContain(`href="#f-${other}-outcome"`)
    expect((await handle('1', 'Đang hỏi chợ')).status).toBe(303)
    const late = await handle('1', 'Đã đến tận nơi, chờ chủ sạp')
    expect([late.status, late.body.includes('Đã đến tận nơi, chờ chủ sạp')]).toEqual([422, true])
    expect(late.body).toContain('name="version" value="2"')
  })
})
