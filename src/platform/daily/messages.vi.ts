/** Lời khi một người đã gửi hoặc làm quá mức của một ngày, một năm. */
export const problemWords = {
  'too-many-today': 'Hôm nay đã làm việc này {maximum} lần. Xin quay lại vào ngày mai.',
  'upload-day-files': 'Hôm nay ông/bà đã gửi đủ {maximum} tệp. Xin gửi tiếp vào ngày mai.',
  'upload-day-bytes':
    'Tệp này làm tổng dung lượng gửi trong ngày vượt {maximum} MB. Xin gửi tệp nhỏ hơn, hoặc gửi tiếp vào ngày mai.',
  'upload-year-bytes':
    'Tệp này làm tổng dung lượng gửi trong 365 ngày vượt {maximum} MB. Xin liên hệ quản trị hệ thống.',
} as const
