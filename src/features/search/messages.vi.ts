/** Lời của ô tìm kiếm chung. */
export const messages = {
  title: 'Tìm kiếm',
  titleFor: 'Kết quả tìm “{q}”',
  box: 'Tìm sản phẩm, chủ thể, tin, văn bản, đơn vị',
  hint: 'Gõ có dấu hay không dấu đều được; số văn bản gõ liền hay cách đều được; đặt “…” để tìm đúng cụm từ.',
  found: '{count} kết quả',
  many: 'hơn {count} kết quả',
  none: 'Không tìm thấy gì cho “{q}”.',
  noneHint: 'Thử bớt từ, bỏ dấu, hoặc tìm theo tên xã, tên chủ thể, số văn bản.',
  corrected: 'Không có kết quả cho “{q}”. Đây là kết quả cho “{meant}”.',
  partly: 'Không có mục nào chứa đủ các từ của “{q}”. Dưới đây là các mục gần nhất.',
  empty: 'Nhập từ cần tìm.',
  all: 'Tất cả',
  kind: {
    product: 'Sản phẩm',
    producer: 'Chủ thể',
    article: 'Tin tức',
    document: 'Văn bản',
    unit: 'Đơn vị hỗ trợ',
    attachment: 'Tập tin',
  } as Record<string, string>,
  more: 'Xem thêm trong mục này',
  demo: 'Dữ liệu minh họa',
  when: 'Lọc theo ngày',
  tryThese: 'Có thể thử',
  missTitle: 'Tìm không thấy',
  missLead:
    'Những từ người đọc đã tìm trên cổng mà không có kết quả, trong {days} ngày qua. Không ghi ai đã tìm.',
  missWords: 'Từ đã gõ (không dấu)',
  missTimes: 'Số lần',
  missLast: 'Lần cuối',
  missEmpty: 'Chưa có từ nào tìm không thấy.',
  missEmptyHint:
    'Khi người đọc tìm mà không có kết quả, từ đó hiện ở đây để ông/bà bổ sung tin, văn bản hoặc sản phẩm.',
  missTry: 'Tìm lại',
}
export type SearchWords = typeof messages
