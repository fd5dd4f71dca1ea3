import { expect, test } from 'vitest'
import { pdfText } from '../../../test/factories/papers.ts'
import { renderTypst } from './index.ts'

const source = `#import "/state.typ": *
#let d = json(bytes(sys.inputs.data))
#show: paper-body.with(title: d.title)
#letterhead(above: "Tỉnh", own: d.own, number: "Số: 01/BC-UBND", place-date: [Phú Vang, ngày 01 tháng 9 năm 2026])
#paper-title("Báo cáo", d.title)
#typed(d.text)
#tick(true) Có #tick(false) Không
#signature("TM. Ủy ban nhân dân", name: d.name)`
const inputs = {
  title: 'Đánh giá một số nội dung',
  own: 'Ủy ban nhân dân xã Phú Vang',
  text: 'Sản phẩm của đồng bào Tà Ôi.\nDòng hai với #set và [dấu].',
  name: 'Nguyễn Thị Ưng',
}

test('equal inputs give equal bytes, and another day other bytes', async () => {
  const at = new Date('2026-09-01T00:00:00Z')
  const [one, two, later] = await Promise.all([
    renderTypst(source, inputs, { at }),
    renderTypst(source, inputs, { at }),
    renderTypst(source, inputs, { at: new Date('2026-09-02T00:00:00Z') }),
  ])
  expect(one.subarray(0, 5).toString()).toBe('%PDF-')
  expect(one.equals(two)).toBe(true)
  expect(one.equals(later)).toBe(false)
})

test('Vietnamese can be read back, and what was typed is never markup', async () => {
  const text = await pdfText(await renderTypst(source, inputs))
  expect(text).toContain('đồng bào Tà Ôi')
  expect(text).toContain('Dòng hai với #set và [dấu].')
  expect(text).toContain('Nguyễn Thị Ưng')
})

test('an emoji, decomposed text and a control character do not stop a paper', async () => {
  const typed = { ...inputs, text: `Chè 🍵 ngon${'é'.normalize('NFD')}\u0007 ★` }
  const text = await pdfText(await renderTypst(source, typed))
  expect(text).toContain('Chè')
  expect(text).toContain('ngoné')
  expect(text).not.toContain('🍵')
})

test('a source cannot read the machine it runs on', async () => {
  await expect(renderTypst('#read("/etc/passwd")', {})).rejects.toThrow(/not found|access denied/)
  await expect(renderTypst('#read("../../../../etc/passwd")', {})).rejects.toThrow(/access denied|not found/)
})

test('files given with one paper are not there for the next', async () => {
  const files = { 'p.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>') }
  const withPicture = '#set document(title: "x")\n#image("p.svg", alt: "x")'
  await expect(renderTypst(withPicture, {}, { files })).resolves.toBeInstanceOf(Buffer)
  await expect(renderTypst(withPicture, {})).rejects.toThrow(/not found/)
})
