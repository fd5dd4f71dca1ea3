/** Lời của trang chủ. */
export const messages = {
  title: 'Sao Làng',
  hero: 'Mỗi xã một sản phẩm, mỗi ngôi sao một lời cam kết',
  heroLead: 'Tra cứu sản phẩm OCOP của Huế, kiểm tra giấy chứng nhận còn hiệu lực, theo dõi Chương trình.',
  search: 'Tìm trên cổng',
  searchPlaceholder: 'Tên sản phẩm, chủ thể, xã, số văn bản…',
  verify: 'Kiểm tra giấy chứng nhận',
  verifyHint: 'Quét mã QR hoặc nhập số trên bao bì',
  tryScore: 'Chấm thử sản phẩm',
  tryScoreHint: 'Biết trước còn thiếu gì để lên hạng',
  figures: 'Chương trình hiện nay',
  news: 'Tin mới',
  allNews: 'Tất cả tin',
  documents: 'Văn bản',
  allDocuments: 'Tất cả văn bản',
  products: 'Sản phẩm mới được công nhận',
  allProducts: 'Tất cả sản phẩm',
  description:
    'Cổng thông tin Chương trình OCOP thành phố Huế: sản phẩm, chủ thể, xác thực giấy chứng nhận, tin tức, văn bản.',
}
export type HomeWords = typeof messages
