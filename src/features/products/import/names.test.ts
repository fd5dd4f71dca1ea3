import { describe, expect, it } from 'vitest'
import { displayName, sameProductName } from './names.ts'

describe('a name in capitals', () => {
  it.each([
    ['NƯỚC MẮM LÚ HUẾ', 'Nước Mắm Lú Huế'],
    ['TRÀ RAU MÁ OCOP', 'Trà Rau Má OCOP'],
    ['HTX NÔNG NGHIỆP ĐÔNG PHÚ', 'HTX Nông Nghiệp Đông Phú'],
    ['DỪA SÁP VICOSAP', 'Dừa Sáp VICOSAP'],
  ])('%s is shown as %s', (printed, shown) => {
    expect(displayName(printed)).toBe(shown)
  })

  it.each(['Nước mắm Lú Huế', 'VICOSAP', 'SM', 'Cà phê DAKMARK', 'Tinh dầu NEO'])('%s stays', (name) => {
    expect(displayName(name)).toBe(name)
  })
})

describe('two names of one owner', () => {
  it.each([
    ['Nước mắm Hoà Phú', 'NƯỚC MẮM HÒA PHÚ', 'same'],
    ['Đèn lồng Dé Lantana', 'Đèn lồng Hội An (Đèn lồng Dé Lantana)', 'other-name'],
    ['Đèn lồng Dé Latana', 'Đèn lồng Hội An (Đèn lồng Dé Lantana)', 'near'],
    ['Nước mắm Thanh Quốc 43 độ đạm', 'Nước mắm Thanh Quốc 40 độ đạm', null],
    ['Tinh bột nghệ nếp đỏ', 'Tinh bột nghệ nếp đen', null],
    ['Bánh tráng Hải An', 'Bánh trứng Hải An', null],
    ['Cà phê (rang xay)', 'Cà phê (hòa tan)', null],
    ['Chả cá Thát lát chiên Văn Tới', 'Chả cá Thát lát Văn Tới', null],
    ['Mật nho 39', 'Vang nho 39', null],
    ['Kem đậu xanh', 'Kem dừa non', null],
  ])('%s / %s: %s', (a, b, match) => {
    expect(sameProductName(a, b)).toBe(match)
    expect(sameProductName(b, a)).toBe(match)
  })
})
