/** Lời của chuyển đổi số. */
export const messages = {
  title: 'Chuyển đổi số',
  lead: 'Truy xuất bằng mã QR, gian hàng trực tuyến còn hoạt động, hồ sơ điện tử, văn bản ký số: cả thành phố và từng xã, phường.',
  year: 'Năm {year}',
  figures: {
    'traced-products': 'Sản phẩm có mã QR truy xuất',
    'shop-links': 'Sản phẩm có liên kết bán hàng còn hoạt động',
    'e-dossiers': 'Hồ sơ do chủ thể tự nộp trực tuyến',
    'signed-papers': 'Văn bản ký số',
  },
  definitions: {
    'traced-products':
      'Trong số sản phẩm còn hiệu lực công nhận vào ngày cuối kỳ: sản phẩm có mã GTIN hoặc có lô chưa bị thu hồi trên trang truy xuất.',
    'shop-links':
      'Trong số sản phẩm còn hiệu lực công nhận: sản phẩm có ít nhất một liên kết bán hàng đã trả lời trong 30 ngày; hệ thống tự kiểm tra mỗi tuần, không đọc nội dung trang.',
    'e-dossiers':
      'Trong số hồ sơ nộp trên hệ thống trong kỳ: hồ sơ do chính chủ thể nộp, không phải cán bộ nộp thay.',
    'signed-papers':
      'Trong số văn bản phát hành trên hệ thống trong kỳ (giấy chứng nhận trừ bản đã hủy, quyết định, kế hoạch, báo cáo): văn bản có chữ ký số kiểm tra được trên chính tệp; bản chụp chữ ký tay không tính. Văn bản cấp tỉnh không thuộc xã, phường nào.',
  },
  of: '{count}/{base}',
  ofDetail: '{percent}% trong {base}',
  byCommune: 'Theo xã, phường',
  commune: 'Xã, phường',
  elsewhere: 'Toàn tỉnh, hoặc chưa rõ xã, phường',
  plotSummary:
    '{count}/{base} sản phẩm còn hiệu lực công nhận ({percent}%); mỗi dòng một xã, phường có sản phẩm.',
  has: 'Đã có',
  hasNot: 'Chưa có',
  records: 'Bản ghi',
  record: 'Bản ghi',
  detail: 'Chi tiết',
  day: 'Ngày',
  none: 'Chưa có bản ghi nào.',
  noneHint: 'Số này tính từ sổ đăng ký, trang truy xuất, hồ sơ và văn bản phát hành trên hệ thống.',
  definition: 'Cách tính',
  links: 'Liên kết bán hàng đã kiểm tra',
  linksLead:
    'Mỗi đêm hệ thống hỏi những liên kết đã quá bảy ngày chưa hỏi; chỉ xem trang có trả lời hay không.',
  linkNone: 'Chưa có liên kết nào được kiểm tra.',
  address: 'Địa chỉ',
  product: 'Sản phẩm',
  outcome: 'Kết quả',
  checkedAt: 'Kiểm tra lúc',
  outcomes: {
    answers: 'Hoạt động',
    gone: 'Trang không còn',
    refused: 'Địa chỉ không được hỏi',
    unreachable: 'Không kết nối được',
  },
  csv: 'Tải bảng (CSV)',
  demo: 'Dữ liệu minh họa',
  back: 'Về chuyển đổi số',
}

export type DigitalWords = {
  [K in keyof typeof messages]: (typeof messages)[K] extends string
    ? string
    : Record<keyof (typeof messages)[K], string>
}
