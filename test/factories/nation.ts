import { type WrittenColumn, writeWorkbook } from '../../src/platform/spreadsheet/index.ts'

/** As many products as the whole nation had. */
export const nationwide = 17_316

const goods = [
  'Mè xửng',
  'Tôm chua',
  'Mắm ruốc',
  'Gạo nếp',
  'Trà sâm',
  'Mật ong rừng',
  'Bún khô',
  'Tinh dầu tràm',
  'Rượu gạo',
  'Chả cá',
  'Bánh ép',
  'Nấm linh chi',
  'Nón lá',
  'Đan lát',
  'Cà phê rang',
  'Hạt sen sấy',
]
const kinds = [
  'truyền thống',
  'hữu cơ',
  'thượng hạng',
  'sấy lạnh',
  'đóng chai',
  'nguyên chất',
  'vị gừng',
  'vị sả',
]
const owners = ['Hợp tác xã Nông nghiệp', 'Tổ hợp tác', 'Cơ sở sản xuất', 'Công ty TNHH', 'Hộ kinh doanh']
const family = [
  'An',
  'Bình',
  'Châu',
  'Dung',
  'Giang',
  'Hà',
  'Khánh',
  'Lan',
  'Minh',
  'Nga',
  'Phúc',
  'Quý',
  'Sơn',
  'Tâm',
  'Uyên',
  'Vân',
]
/** Communes of the home province today, and provinces elsewhere. */
const communes = [
  'Phường Phú Xuân',
  'Phường Thuận Hóa',
  'Xã Quảng Điền',
  'Xã Phú Lộc',
  'Xã A Lưới 1',
  'Phường Hương Trà',
]
const provinces = [
  'Quảng Trị',
  'Nghệ An',
  'Lâm Đồng',
  'Cà Mau',
  'Sơn La',
  'Thanh Hóa',
  'Đồng Tháp',
  'Gia Lai',
]

export const nationHeads = [
  'Mã dòng',
  'Tên sản phẩm',
  'Chủ thể',
  'Xã, phường',
  'Tỉnh, thành phố',
  'Bộ sản phẩm',
  'Hạng sao',
  'Số quyết định',
  'Ngày quyết định',
  'Loại ngày',
  'Nguồn',
] as const

/** Lines of a made-up list of the nation's products: names are invented, two producers in five hold several products. */
export function* nationRows(count: number): Generator<(string | number)[]> {
  for (let n = 0; n < count; n++) {
    const home = n % 9 === 0
    const owner = Math.floor(n / 1.86)
    const year = 2022 + (n % 4)
    yield [
      `minh-hoa-${n}`,
      `${goods[n % goods.length]} ${kinds[(n >> 4) % kinds.length]} ${family[(n >> 7) % family.length]} ${n}`,
      `${owners[owner % owners.length]} ${family[owner % family.length]} ${owner}`,
      home ? communes[n % communes.length]! : '',
      home ? 'Thành phố Huế' : provinces[n % provinces.length]!,
      1 + (n % 26),
      3 + (n % 10 === 0 ? 2 : n % 4 === 0 ? 1 : 0),
      `${100 + (n % 300)}/QĐ-UBND`,
      `${year}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
      'decision',
      `https://example.org/minh-hoa/${n}`,
    ]
  }
}

/** The same as a workbook, as an office would hand it in. */
export function nationWorkbook(count: number): Buffer {
  const columns = nationHeads.map(
    (head): WrittenColumn => ({
      head,
      kind:
        head === 'Hạng sao' || head === 'Bộ sản phẩm'
          ? 'number'
          : head === 'Ngày quyết định'
            ? 'day'
            : 'text',
      width: 20,
    }),
  )
  return writeWorkbook(
    [
      {
        name: 'Danh sách',
        title: 'DANH SÁCH SẢN PHẨM OCOP (DỮ LIỆU MINH HỌA)',
        columns,
        rows: nationRows(count),
      },
    ],
    { title: 'Danh sách sản phẩm OCOP', at: new Date(0) },
  )
}
