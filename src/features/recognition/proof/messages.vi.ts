/** Lời của trang khóa ký. */
export const messages = {
  title: 'Khóa ký giấy chứng nhận',
  lead: 'Khóa ký thông tin trong mã QR của giấy chứng nhận. Khóa công khai của mọi thời kỳ đều được công bố, nên giấy ký bằng khóa cũ vẫn kiểm tra được, kể cả khi không có mạng.',
  key: 'Khóa',
  state: 'Tình trạng',
  inUse: 'Đang ký',
  retired: 'Thôi ký, vẫn kiểm tra được',
  from: 'Ký từ',
  to: 'Đến',
  certificates: 'Giấy đã ký',
  thumbprint: 'Dấu vân của khóa công khai (RFC 7638)',
  none: 'Chưa có khóa nào',
  noneHint: 'Khóa đầu tiên được tạo khi cấp giấy chứng nhận đầu tiên.',
  rotateTitle: 'Đổi khóa',
  rotateWhen:
    'Đổi khi thư mục khóa hoặc một bản sao lưu có thể đã lộ, khi người giữ máy chủ nghỉ việc, hoặc định kỳ. Giấy đã cấp không phải cấp lại. Nếu khóa cũ đã lộ, giấy giả ký bằng khóa đó vẫn bị phát hiện khi tra số giấy trên mạng.',
  rotate: 'Đổi sang khóa mới',
  rotated: 'Đã đổi: từ nay ký bằng khóa {id}. Sao lưu lại thư mục khóa.',
  published: 'Danh sách khóa công khai',
}
export type KeyWords = typeof messages

export const problems = {
  'certificate-key-just-made': 'Khóa {key} vừa được tạo, chưa cần đổi.',
}
