/** Lời của những lý do kho tệp từ chối một tệp. */
export const fileProblemWords = {
  'file-empty': 'Tệp trống (0 byte). Xin chọn lại tệp.',
  'file-too-large': 'Tệp lớn hơn {maximum} MB. Xin nén hoặc chia nhỏ rồi gửi lại.',
  'file-type': 'Chỉ nhận PDF, ảnh JPEG, PNG, WebP, Word (.docx) và Excel (.xlsx).',
  'file-type-mismatch':
    'Nội dung tệp không đúng với tên hoặc kiểu đã ghi. Xin lưu lại tệp đúng định dạng rồi gửi.',
  'file-broken': 'Tệp hỏng hoặc thiếu, không mở được. Xin kiểm tra rồi gửi lại.',
  'file-has-macros': 'Tệp có chứa macro nên không được nhận. Xin lưu lại dưới dạng không có macro.',
  'file-unpacks-too-large': 'Tệp nén bất thường, khi mở ra quá lớn nên không được nhận.',
  'picture-too-large':
    'Ảnh {width} × {height} điểm là quá lớn (tối đa {maximum} triệu điểm). Xin thu nhỏ ảnh.',
  'file-infected': 'Tệp có mã độc ({name}) nên không được nhận. Xin quét máy rồi gửi tệp khác.',
  'scanner-silent': 'Chưa quét được mã độc nên tệp chưa được nhận. Xin thử lại sau ít phút.',
  'storage-full': 'Máy chủ sắp hết chỗ lưu tệp. Xin báo quản trị viên; tệp chưa được lưu.',
} as const
