/** Lời của những lý do một lần tải lên không nhận được. */
export const uploadProblemWords = {
  'upload-unknown': 'Không tìm thấy tệp đã tải lên; có thể đã quá 7 ngày. Xin chọn lại tệp.',
  'upload-unfinished': 'Tệp chưa tải lên xong. Xin đợi đến khi xong rồi lưu.',
  'upload-too-many': 'Đang có quá nhiều tệp tải dở (tối đa {maximum}). Xin lưu hoặc bỏ bớt.',
} as const
