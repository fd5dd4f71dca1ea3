/** Lời của bộ kiểm tra trước khi nộp: nói điều thiếu, rồi cách bổ sung. `{…}` lấy từ dữ liệu của phát hiện. */
export const words = {
  'already-recognised': {
    says: 'Sản phẩm đang được công nhận {star} sao đến ngày {until}, nên không đăng ký lần đầu.',
    mend: 'Chọn nâng hạng, hoặc đánh giá lại khi đến thời gian nộp hồ sơ.',
  },
  'nothing-recognised-before': {
    says: 'Chưa có quyết định công nhận nào của sản phẩm trong hệ thống.',
    mend: 'Đăng ký lần đầu; nếu đã được công nhận trước đây, đề nghị cơ quan cấp tỉnh ghi nhận quyết định cũ.',
  },
  'upgrade-not-higher': {
    says: 'Hạng mong muốn ({wish} sao) không cao hơn hạng đang có ({star} sao).',
    mend: 'Chọn hạng cao hơn {star} sao, hoặc chờ đánh giá lại.',
  },
  'upgrade-points-not-higher': {
    says: 'Theo điểm tự chấm, sản phẩm đạt {reached} sao, chưa cao hơn {star} sao đang có.',
    mend: 'Xem đường lên hạng kế tiếp ở phần tự chấm điểm trước khi nộp.',
  },
  'upgrade-on-a-lapsing-certificate': {
    says: 'Giấy chứng nhận hiện tại hết hạn ngày {until}, đã vào thời gian nộp hồ sơ đánh giá lại.',
    mend: 'Hỏi UBND xã nên nộp nâng hạng hay đánh giá lại để không gián đoạn hiệu lực.',
  },
  'filed-too-early': {
    says: 'Chưa đến ngày nộp hồ sơ đánh giá lại: sớm nhất là ngày {earliest} (180 ngày trước khi hết hạn).',
    mend: 'Giữ bản nháp; nộp từ ngày {earliest}.',
  },
  'filed-too-late': {
    says: 'Đã quá ngày {latest}, hạn cuối nộp hồ sơ đánh giá lại (120 ngày trước khi hết hạn).',
    mend: 'Nộp ngay và liên hệ UBND xã: chỉ giấy chứng nhận thuộc diện chuyển tiếp mới được kéo dài, không quá 180 ngày.',
  },
  'update-missing': {
    says: 'Chưa cập nhật nội dung: {topic}.',
    mend: 'Ghi thay đổi và kết quả sau thời gian được công nhận; nếu không đổi, ghi “Không thay đổi”.',
  },
  'legal-papers-not-renewed': {
    says: 'Chưa có giấy tờ pháp lý có thời hạn nào được đính kèm.',
    mend: 'Đính kèm bản còn hiệu lực của giấy đủ điều kiện, phiếu kiểm nghiệm, chứng nhận chất lượng.',
  },
  'samples-to-hand-over': {
    says: 'Cần chuẩn bị {samples} sản phẩm mẫu gửi kèm hồ sơ.',
    mend: 'Giao sản phẩm mẫu cho UBND xã khi nộp; xã gửi kèm hồ sơ lên tỉnh.',
  },
  'round-is-near': {
    says: 'Xã có 15 ngày làm việc, trong khi đợt này nhận đề nghị trước ngày {before}; nộp từ sau ngày {fileBy} có thể lỡ đợt.',
    mend: 'Nộp sớm và báo UBND xã, hoặc chuẩn bị cho đợt sau.',
  },
  'field-missing': {
    says: 'Chưa điền: {label}.',
    mend: 'Mở mục này và điền; mẫu của Quyết định bắt buộc phải có.',
  },
  'phone-malformed': {
    says: 'Số điện thoại chưa đúng: {label}.',
    mend: 'Ghi đủ 10 hoặc 11 chữ số, bắt đầu bằng 0. Ví dụ 0905 123 456.',
  },
  'email-malformed': {
    says: 'Địa chỉ email chưa đúng.',
    mend: 'Ghi dạng ten@nhacungcap.vn. Chưa có email thì nhờ UBND xã giúp lập.',
  },
  'date-malformed': {
    says: 'Ngày chưa đúng: {label}.',
    mend: 'Ghi ngày/tháng/năm có thật, ví dụ 05/03/2019.',
  },
  'date-in-future': {
    says: 'Ngày ở tương lai: {label}.',
    mend: 'Xem lại năm đã ghi.',
  },
  'option-unknown': {
    says: 'Lựa chọn không có trong mẫu: {label}.',
    mend: 'Chọn lại một trong các mục của mẫu.',
  },
  'answer-is-filler': {
    says: 'Mục “{label}” mới ghi tạm.',
    mend: 'Thay bằng nội dung thật trước khi nộp.',
  },
  'text-is-thin': {
    says: 'Mục “{label}” còn rất ngắn.',
    mend: 'Viết thêm vài câu: làm gì, từ bao giờ, bao nhiêu, cho ai. Hội đồng chỉ biết những gì đọc được.',
  },
  'text-is-repeated': {
    says: 'Mục “{label}” giống hệt mục “{other}”.',
    mend: 'Viết đúng điều mục này hỏi.',
  },
  'owner-not-admitted': {
    says: 'Loại hình này không được đăng ký cho bộ sản phẩm đã chọn.',
    mend: 'Hội, hiệp hội, trung tâm điều hành chỉ tham gia nhóm du lịch; chọn lại bộ sản phẩm hoặc chủ thể.',
  },
  'household-not-registered': {
    says: 'Trang trại, hộ sản xuất, hộ gia đình phải có đăng ký kinh doanh.',
    mend: 'Ghi số giấy đăng ký và đính kèm bản sao; chưa có thì đăng ký tại xã.',
  },
  'registration-not-shown': {
    says: 'Đã ghi số đăng ký kinh doanh nhưng chưa có bản sao.',
    mend: 'Chụp hoặc quét giấy đăng ký, đưa vào kho tài liệu.',
  },
  'business-registration-not-shown': {
    says: 'Đã đánh dấu có giấy đăng ký kinh doanh nhưng chưa đính kèm.',
    mend: 'Đính kèm bản sao, hoặc bỏ dấu.',
  },
  'quality-declaration-not-shown': {
    says: 'Đã đánh dấu có công bố chất lượng nhưng chưa đính kèm.',
    mend: 'Đính kèm bản tự công bố hoặc bản đăng ký công bố, hoặc bỏ dấu.',
  },
  'food-safety-not-shown': {
    says: 'Đã đánh dấu có giấy chứng nhận đủ điều kiện an toàn thực phẩm nhưng chưa đính kèm.',
    mend: 'Đính kèm bản sao còn hiệu lực, hoặc bỏ dấu.',
  },
  'mandatory-certificate-not-shown': {
    says: 'Đã đánh dấu có giấy chứng nhận đủ điều kiện sản xuất bắt buộc nhưng chưa đính kèm.',
    mend: 'Đính kèm bản sao còn hiệu lực, hoặc bỏ dấu.',
  },
  'property-not-shown': {
    says: 'Đã đánh dấu sở hữu trí tuệ nhưng chưa có văn bằng hay đơn được chấp nhận.',
    mend: 'Đính kèm văn bằng, giấy ghi nhận quyền sử dụng hoặc đơn đã được chấp nhận, công bố.',
  },
  'property-not-named': {
    says: 'Đã đánh dấu có sở hữu trí tuệ nhưng chưa nói loại nào.',
    mend: 'Đánh dấu loại văn bằng ở mục 7.d.',
  },
  'property-box-forgotten': {
    says: 'Có đánh dấu loại văn bằng nhưng chưa đánh dấu “Đã có đăng ký sở hữu trí tuệ”.',
    mend: 'Đánh dấu mục 7.d cho khớp.',
  },
  'no-quality-declaration': {
    says: 'Chưa có công bố chất lượng sản phẩm.',
    mend: 'Nếu sản phẩm thuộc diện phải công bố, làm công bố rồi đính kèm; hỏi UBND xã khi chưa rõ.',
  },
  'no-food-safety-certificate': {
    says: 'Phiếu của bộ này loại hồ sơ không tuân thủ quy định về giấy chứng nhận an toàn thực phẩm; chưa thấy giấy nào.',
    mend: 'Đính kèm giấy chứng nhận; nếu cơ sở thuộc diện không phải cấp, đính kèm bản cam kết và ghi rõ căn cứ.',
  },
  'product-name-differs': {
    says: 'Tên sản phẩm trong hồ sơ (“{typed}”) khác tên đã đăng ký (“{recorded}”).',
    mend: 'Dùng một tên duy nhất, đúng như trên nhãn và bản công bố.',
  },
  'owner-name-differs': {
    says: 'Tên chủ thể trong hồ sơ (“{typed}”) khác tên đã đăng ký (“{recorded}”).',
    mend: 'Ghi đúng tên trên giấy đăng ký; nếu đã đổi tên, sửa ở trang chủ thể.',
  },
  'product-name-claims-a-star': {
    says: 'Tên sản phẩm có chữ OCOP hoặc số sao.',
    mend: 'Bỏ chữ OCOP và số sao khỏi tên; dấu OCOP chỉ dùng sau khi được công nhận.',
  },
  'wish-star-missing': {
    says: 'Chưa chọn hạng sao mong muốn.',
    mend: 'Chọn hạng ở phần tự chấm điểm để được nhắc đúng yêu cầu tối thiểu.',
  },
  'self-assessment-empty': {
    says: 'Chưa tự chấm điểm tiêu chí nào.',
    mend: 'Mở phần tự chấm điểm và chọn mức cho từng tiêu chí.',
  },
  'criterion-unanswered': {
    says: 'Chưa chọn mức nào ở tiêu chí {criterion}; tính 0 điểm.',
    mend: 'Chọn mức đúng thực tế, kể cả mức thấp nhất.',
  },
  'points-without-proof': {
    says: 'Tiêu chí {criterion} có điểm nhưng không có mô tả, cũng không có tài liệu.',
    mend: 'Ghi vài câu chứng minh hoặc gắn tài liệu minh chứng vào tiêu chí này.',
  },
  'points-without-description': {
    says: 'Tiêu chí {criterion} chưa có mô tả.',
    mend: 'Viết ngắn gọn vì sao chọn mức này.',
  },
  'mark-without-paper': {
    says: 'Tiêu chí {criterion}: mức đã chọn là yêu cầu tối thiểu của {star} sao nhưng chưa gắn tài liệu nào.',
    mend: 'Gắn tài liệu chứng minh vào tiêu chí; thiếu nó, hội đồng không thể công nhận {star} sao.',
  },
  'mark-missed': {
    says: 'Tiêu chí {criterion} chưa đạt yêu cầu tối thiểu của {star} sao.',
    mend: 'Nâng lên mức có dấu {star} sao, hoặc chọn hạng mong muốn thấp hơn.',
  },
  'points-below-wish': {
    says: 'Tự chấm {points} điểm; {star} sao cần từ {from} điểm, còn thiếu {missing} điểm.',
    mend: 'Xem đường ngắn nhất lên hạng kế tiếp ở phần tự chấm điểm.',
  },
  'no-certificate-below-three': {
    says: 'Tự chấm {points} điểm: dưới {from} điểm không có quyết định công nhận và giấy chứng nhận.',
    mend: 'Hoàn thiện sản phẩm trước khi nộp, hoặc nộp để được hướng dẫn.',
  },
  'knocked-out': {
    says: 'Tiêu chí {criterion}: “{text}” — sản phẩm sẽ bị loại.',
    mend: 'Khắc phục rồi chọn lại mức; nếu chọn nhầm, sửa lại.',
  },
  'scoring-stops': {
    says: 'Tiêu chí {criterion}: “{text}” — {lost} tiêu chí sau đó không được chấm.',
    mend: 'Khắc phục điều này trước; các điểm phía sau mới được tính.',
  },
  'depends-on-nothing': {
    says: 'Tiêu chí {criterion} chỉ tính khi tiêu chí {base} có điểm.',
    mend: 'Chọn mức ở tiêu chí {base}, hoặc bỏ chọn tiêu chí này.',
  },
  'own-knock-out-to-confirm': {
    says: 'Tiêu chí {criterion} có điều kiện loại: “{text}”',
    mend: 'Ghi một câu xác nhận sản phẩm không thuộc trường hợp này.',
  },
  'owner-type-disagrees': {
    says: 'Mức chọn ở tiêu chí {criterion} không khớp với loại hình tổ chức đã khai.',
    mend: 'Chọn mức đúng với loại hình, hoặc sửa loại hình.',
  },
  'representative-disagrees': {
    says: 'Tiêu chí {criterion} có điểm, nhưng người đại diện khai là nam, dân tộc Kinh.',
    mend: 'Nếu lấy điểm vì lý do khác trong tiêu chí, ghi rõ và kèm giấy tờ; nếu không, bỏ chọn.',
  },
  'representative-point-forgotten': {
    says: 'Tiêu chí {criterion}: theo lời khai, chủ thể có thể được 1 điểm mà chưa chọn.',
    mend: 'Đọc lại tiêu chí và chọn nếu đúng.',
  },
  'label-without-origin': {
    says: 'Tiêu chí {criterion}: mô tả chưa nói nhãn có ghi xuất xứ, tên và địa chỉ cơ sở.',
    mend: 'Ghi rõ những nội dung bắt buộc đã có trên nhãn.',
  },
  'label-without-picture': {
    says: 'Tiêu chí {criterion}: chưa có ảnh nhãn.',
    mend: 'Chụp rõ mặt trước, mặt sau của nhãn và gắn vào tiêu chí.',
  },
  'requirement-not-addressed': {
    says: 'Tiêu chí {criterion} in yêu cầu “{text}”, mô tả chưa nói tới.',
    mend: 'Ghi một câu cho biết sản phẩm đáp ứng yêu cầu này thế nào.',
  },
  'not-proven-dang-ky-kinh-doanh': {
    says: 'Tiêu chí {criterion} chưa có giấy đăng ký kinh doanh.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-du-dieu-kien-san-xuat': {
    says: 'Tiêu chí {criterion} chưa có giấy chứng nhận cơ sở đủ điều kiện sản xuất.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-nguon-goc-nguyen-lieu': {
    says: 'Tiêu chí {criterion}: tỷ lệ, nguồn gốc nguyên liệu địa phương chưa được chứng minh.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-moi-truong-cong-nghe': {
    says: 'Tiêu chí {criterion} chưa có hồ sơ môi trường hoặc hình ảnh công nghệ.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-lao-dong-dia-phuong': {
    says: 'Tiêu chí {criterion}: tỷ lệ lao động địa phương chưa được chứng minh.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-tang-truong': {
    says: 'Tiêu chí {criterion} chưa có kết quả phân loại hợp tác xã hoặc báo cáo tài chính.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-so-huu-tri-tue': {
    says: 'Tiêu chí {criterion} chưa có văn bằng hoặc đơn đăng ký nhãn hiệu.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-thi-truong-xuc-tien': {
    says: 'Tiêu chí {criterion} chưa có hợp đồng, hóa đơn chứng minh thị trường.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-quang-ba': {
    says: 'Tiêu chí {criterion} chưa có minh chứng quảng bá.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-cau-chuyen': {
    says: 'Tiêu chí {criterion} chưa có bản câu chuyện sản phẩm.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-cong-bo-chat-luong': {
    says: 'Tiêu chí {criterion} chưa có bản công bố chất lượng.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-phieu-kiem-nghiem': {
    says: 'Tiêu chí {criterion} chưa có phiếu kiểm nghiệm.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-ma-vach-truy-xuat': {
    says: 'Tiêu chí {criterion} chưa có minh chứng nhãn, mã vạch, tem truy xuất.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-he-thong-chat-luong': {
    says: 'Tiêu chí {criterion} chưa có chứng nhận hệ thống quản lý chất lượng.',
    mend: 'Gắn: {needs}.',
  },
  'not-proven-giai-thuong': {
    says: 'Tiêu chí {criterion} chưa có minh chứng giải thưởng.',
    mend: 'Gắn: {needs}.',
  },
  'paper-expired': {
    says: '“{paper}” đã hết hạn ngày {until}.',
    mend: 'Thay bằng bản còn hiệu lực; bản cũ vẫn được giữ trong kho.',
  },
  'paper-expires-soon': {
    says: '“{paper}” hết hạn ngày {until}, có thể trước khi hội đồng họp.',
    mend: 'Làm thủ tục gia hạn và bổ sung khi có bản mới.',
  },
  'paper-without-end': {
    says: '“{paper}” là loại giấy thường có thời hạn nhưng chưa ghi ngày hết hạn.',
    mend: 'Ghi ngày hết hạn in trên giấy; nếu vô thời hạn, ghi vào mô tả.',
  },
  'test-report-old': {
    says: '“{paper}” lập ngày {issued}, đã quá {months} tháng.',
    mend: 'Kiểm nghiệm lại và thay phiếu mới.',
  },
  'test-report-undated': {
    says: '“{paper}” chưa ghi ngày lập phiếu.',
    mend: 'Ghi ngày in trên phiếu kiểm nghiệm.',
  },
  'paper-from-the-future': {
    says: '“{paper}” ghi ngày cấp {issued}, ở tương lai.',
    mend: 'Xem lại ngày cấp.',
  },
  'paper-without-pages': {
    says: '“{paper}” chưa có trang nào.',
    mend: 'Chụp hoặc tải bản quét lên.',
  },
  'page-not-there': {
    says: '“{paper}” được gắn ở trang {page} nhưng chỉ có {pages} trang.',
    mend: 'Gắn lại đúng trang.',
  },
  'certificate-without-number': {
    says: '“{paper}” chưa ghi số hiệu.',
    mend: 'Ghi số in trên giấy.',
  },
  'certificate-without-issuer': {
    says: '“{paper}” chưa ghi nơi cấp.',
    mend: 'Ghi cơ quan cấp giấy.',
  },
  'paper-does-not-fit': {
    says: '“{paper}” thuộc loại “{label}”, không phải loại tiêu chí {criterion} cần.',
    mend: 'Kiểm tra lại loại tài liệu, hoặc gắn vào tiêu chí phù hợp.',
  },
  'paper-proves-nothing': {
    says: '“{paper}” gắn vào tiêu chí {criterion} nhưng tiêu chí này chưa có điểm.',
    mend: 'Chọn mức điểm cho tiêu chí, hoặc bỏ gắn.',
  },
  'same-file-in-two-papers': {
    says: '“{paper}” dùng cùng một tệp với “{other}”.',
    mend: 'Một giấy chỉ cần tải một lần; gắn một giấy vào nhiều tiêu chí được.',
  },
  'growth-of-one-year': {
    says: '“{paper}”: bảng minh chứng yêu cầu báo cáo tài chính 2 năm gần nhất, mới thấy một.',
    mend: 'Bổ sung báo cáo của năm còn lại.',
  },
} as const satisfies Record<string, { says: string; mend: string }>
