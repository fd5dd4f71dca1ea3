/** Lời của ô tìm kiếm chung. */
export const messages = {
  title: 'Tìm kiếm',
  titleFor: 'Kết quả tìm “{q}”',
  box: 'Tìm sản phẩm, chủ thể, tin, văn bản',
  hint: 'Gõ có dấu hay không dấu đều được; số văn bản gõ liền hay cách đều được.',
  found: '{count} kết quả',
  many: 'hơn {count} kết quả',
  none: 'Không tìm thấy gì cho “{q}”.',
  noneHint: 'Thử bớt từ, bỏ dấu, hoặc tìm theo tên xã, tên chủ thể, số văn bản.',
  empty: 'Nhập từ cần tìm.',
  all: 'Tất cả',
  kind: {
    product: 'Sản phẩm',
    producer: 'Chủ thể',
    article: 'Tin tức',
    document: 'Văn bản',
    attachment: 'Tập tin',
  } as Record<string, string>,
  more: 'Xem thêm trong mục này',
  demo: 'Dữ liệu minh họa',
}
export type SearchWords = typeof messages
