/** Lời của những lỗi khi tra danh mục. */
export const problems = {
  'sector-unknown': 'Không có ngành này. Các ngành: {known}.',
  'page-too-deep':
    'Chỉ đếm trang đến sản phẩm thứ {deepest}. Dùng “after” với giá trị “next” của trang trước để lấy tiếp.',
} as const
