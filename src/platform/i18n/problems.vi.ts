/** Lời của những lỗi mà nền tảng tự trả lời; lời của nghiệp vụ nằm trong từng tính năng. */
export const kernelProblemWords = {
  'not-found': 'Không tìm thấy trang hoặc dữ liệu này.',
  forbidden: 'Tài khoản của ông/bà không có quyền xem hoặc làm việc này.',
  'sign-in-needed': 'Cần đăng nhập để tiếp tục.',
  'changed-meanwhile':
    'Nội dung này vừa được người khác sửa. Xem lại bản mới rồi lưu lần nữa; những gì đã nhập vẫn còn trên màn hình.',
  invalid: 'Giá trị không hợp lệ.',
  required: 'Mục này phải điền.',
  'too-long': 'Dài quá mức cho phép (tối đa {maximum} ký tự).',
  'too-short': 'Ngắn quá mức cho phép (tối thiểu {minimum} ký tự).',
  'too-large': 'Lớn quá mức cho phép.',
  'too-many-fields':
    'Biểu mẫu gửi lên có quá nhiều giá trị (tối đa {maximum}). Xin chia thành nhiều lần gửi.',
  'too-small': 'Nhỏ quá mức cho phép.',
  'unknown-field': 'Có trường không được chờ đợi.',
  'media-type': 'Kiểu nội dung gửi lên không được nhận.',
  'too-many-requests': 'Quá nhiều yêu cầu. Xin thử lại sau một phút.',
  busy: 'Hệ thống đang quá tải. Xin thử lại sau vài giây.',
  'another-account':
    'Máy này đang đăng nhập bằng tài khoản khác. Người đã ghi nội dung này cần đăng nhập lại để gửi.',
  'done-already': 'Việc này đã được ghi ở lần gửi trước, không ghi thêm lần nữa.',
  defect: 'Hệ thống gặp lỗi. Việc vừa làm chưa được ghi; xin thử lại. Lỗi đã được lưu để sửa.',
  'file-not-expected': 'Tệp gửi lên không đúng chỗ.',
} as const
