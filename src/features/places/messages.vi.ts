/** Words of what the rules of places find wrong or doubtful. */
export const problems = {
  'unknown-place': 'Không có đơn vị hành chính này trong hồ sơ: {text}{place}.',
  'place-of-other-time': 'Mã {place} không dùng vào ngày này. Mã này đúng cho: {right}.',
  'ambiguous-place': 'Có nhiều đơn vị cùng tên {text}: {among}. Ghi thêm cấp huyện hoặc chọn theo mã.',
  'commune-not-on-file': 'Chưa có đơn vị cấp xã {commune} trong hồ sơ; chỉ ghi nhận được cấp trên.',
  'district-not-on-file': 'Chưa có đơn vị cấp huyện này trong hồ sơ; chỉ ghi nhận được tỉnh.',
  'district-differs': 'Đơn vị cấp huyện ghi trong nguồn ({district}) không khớp với đơn vị cấp xã.',
  'other-time': 'Tên {name} là tên của thời gian khác với ngày của bản ghi.',
  'place-abolished': '{place} đã chấm dứt và không có đơn vị kế tục để quy đổi số liệu.',
  'share-not-on-file': 'Chưa có tỷ lệ chia của {place} cho các đơn vị kế tục nên không quy đổi được số liệu.',
}
