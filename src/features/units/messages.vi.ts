/** Lời của danh bạ đơn vị hỗ trợ. */
export const messages = {
  units: 'Đơn vị hỗ trợ',
  lead: 'Nơi chủ thể hỏi việc, nhờ hướng dẫn hồ sơ, kiểm nghiệm, nhãn hiệu, truy xuất nguồn gốc.',
  none: 'Danh bạ chưa có đơn vị nào.',
  noneHint: 'Cơ quan tham mưu OCOP cấp tỉnh cập nhật danh bạ tại mục Đơn vị hỗ trợ trong khu làm việc.',
  name: 'Tên đơn vị',
  nameEn: 'Tên tiếng Anh',
  services: 'Việc hỗ trợ',
  servicesEn: 'Việc hỗ trợ, tiếng Anh',
  address: 'Địa chỉ',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  hours: 'Giờ làm việc',
  website: 'Trang mạng',
  add: 'Thêm đơn vị',
  save: 'Lưu',
  remove: 'Bỏ khỏi danh bạ',
  demo: 'Dữ liệu minh họa',
}
export type UnitWords = typeof messages
export const problems = {
  'website-invalid': 'Địa chỉ trang mạng phải bắt đầu bằng http:// hoặc https://.',
  'email-invalid': 'Địa chỉ thư điện tử không đúng.',
}
