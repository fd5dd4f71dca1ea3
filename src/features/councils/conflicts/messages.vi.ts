/** Lời của sơ đồ quan hệ. */
export const messages = {
  title: 'Sơ đồ quan hệ',
  summary: '{members} thành viên có quan hệ với {products} sản phẩm; {undecided} quan hệ chưa quyết định.',
  member: 'Thành viên',
  product: 'Sản phẩm',
  path: 'Quan hệ đi qua',
  standing: 'Tình trạng',
  number: 'Số',
  goto: 'Xem và quyết định',
} as const

type Widen<T> = { [K in keyof T]: string }
export type GraphWords = Widen<typeof messages>
