import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { isVietnamese, spoken } from './spoken.ts'

describe('a text of the records', () => {
  it.each([
    'Nước mắm cá cơm Làng Sóng',
    'Cỏ bàng Maries',
    'Hợp tác xã Dệt zèng Suối Hoa',
    'HTX DV chế biến, thu mua, tiêu thụ mắm Tân Thành',
    '26. Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch',
    'Nguyễn Thị Hoài Phương',
    'Ủy ban nhân dân thành phố Huế'.normalize('NFD'),
  ])('is Vietnamese: %s', (text) => expect(isVietnamese(text)).toBe(true))

  it.each([
    'Làng Sóng anchovy fish sauce',
    'Settle the appeal: Nước mắm cá cơm Làng Sóng',
    'Under Quyết định 26/2026/QĐ-TTg, for dossiers filed from today',
    'Valid until 14/03/2028',
    'OCOP',
    '',
  ])('is not: %s', (text) => expect(isVietnamese(text)).toBe(false))
})

it('is marked on an English page where it stands, by its own element if it has one, and left alone on a Vietnamese one', () => {
  const made = () => (
    <>
      <a href="/a">Gạo đỏ nương</a> and <b>rice</b>
      {['Mắm ruốc', 7]}
      <i lang="en">Tôm chua</i>
    </>
  )
  const html = (lang: 'vi' | 'en') => renderToString(<p>{spoken(made(), lang)}</p>)
  expect(html('en')).toBe(
    '<p><a href="/a" lang="vi">Gạo đỏ nương</a> and <b>rice</b><span lang="vi">Mắm ruốc</span>7<i lang="en">Tôm chua</i></p>',
  )
  expect(html('vi')).not.toContain('lang="vi"')
})
