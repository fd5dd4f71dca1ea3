/** Lời của dòng lệnh. `{…}` được điền khi in. */
export const cliMessages = {
  title: 'Sao Làng — dòng lệnh. Dùng: npx saolang <việc> [tham số]',
  verbs: 'Các việc:',
  more: 'Xem một việc: npx saolang <việc> --help. Mọi việc đều có --json (cho máy đọc) và --lang vi|en.',
  codes: 'Mã thoát: 0 tốt, 1 có điều sai được tìm thấy hoặc không làm được, 2 dùng sai.',
  'broken-off': 'Đã dừng theo yêu cầu.',
  usage: 'Dùng: {usage}',
  options: 'Tùy chọn:',
  'option-json': 'in một đối tượng JSON',
  'option-help': 'in phần này',
  'unknown-verb': 'Không có việc “{verb}”.',
  'wrong-arguments': 'Thiếu hoặc thừa tham số.',
  'option-deep': 'đọc lại từng tệp và so mã băm',
  'option-check': 'chỉ kiểm tra tệp sao lưu, không phục hồi',
  'option-drill': 'phục hồi thử vào một chỗ tạm, kiểm tra rồi bỏ đi',

  'migrate-about':
    'Cập nhật cấu trúc cơ sở dữ liệu lên bản này. Khi khởi động, máy chủ cũng tự làm việc này.',
  'migrate-none': 'Cơ sở dữ liệu đã ở bản mới nhất.',
  'migrate-done': 'Đã áp dụng: {name}',

  'option-dry-run': 'chỉ thử, không ghi gì',
  'import-about':
    'Nhập một danh sách (CSV UTF-8 hoặc .xlsx): ghi tất cả hoặc không ghi gì. Chạy lại cùng tệp không thay đổi gì. Máy chủ vẫn chạy.',
  'export-about': 'ghi toàn bộ dữ liệu ở định dạng mở (CSV, tệp, từ điển, mã băm) vào một thư mục mới',
  'export-done':
    'Đã xuất {tables} bảng, {rows} dòng, {files} tệp vào {path}. Mã nội dung: {digest}. Có dữ liệu cá nhân: giữ kín.',
  'import-instance-done': 'Đã nhập {tables} bảng, {rows} dòng, {files} tệp. Mã nội dung: {digest}',
  'import-kinds': 'Không nhập được loại “{kind}”. Các loại: {known}.',
  'import-tried':
    'Thử xong, chưa ghi gì: {rows} dòng — mới {created}, cập nhật {updated}, đã có {unchanged}.',
  'import-done': 'Đã nhập {rows} dòng — mới {created}, cập nhật {updated}, đã có {unchanged}.',
  'import-understood': 'Hiểu rõ {understood}, còn ngờ {doubtful}, từ chối {refused}.',
  'import-refused': 'Từ chối (dòng, tên: lý do):',
  'import-doubtful': 'Còn ngờ (dòng, tên: lý do):',
  'import-remark': 'Lưu ý ở {count} dòng, ví dụ: {text}',
  'import-ignored': 'Cột không dùng: {columns}',

  'check-about':
    'Kiểm tra những điều luôn phải đúng trên dữ liệu đang có: chuỗi nhật ký, tệp lưu, trạng thái hồ sơ và các ràng buộc của từng phần. Không sửa gì.',
  'check-good': '✓ {name}',
  'check-bad': '✗ {name}: {count} chỗ sai',
  'check-violation': '    {subject}: {message}',
  'check-more': '    … và {count} chỗ nữa (xem --json)',
  'check-total-good': 'Mọi điều kiểm tra đều đúng ({count}).',
  'check-total-bad': '{bad} trên {count} điều kiểm tra có chỗ sai.',

  'audit-verify-about':
    'Tính lại toàn bộ chuỗi nhật ký và các dấu niêm từng ngày; chỉ ra chỗ đầu tiên bị sửa hoặc thiếu.',
  'audit-good': 'Nhật ký nguyên vẹn: {entries} mục, {roots} ngày đã niêm. Đầu chuỗi: {head}',
  'audit-missing': 'Mục {seq} không còn trong nhật ký.',
  'audit-changed': 'Mục {seq} đã bị sửa: nội dung không khớp mã băm.',
  'audit-unlinked': 'Mục {seq} không nối tiếp mục trước nó.',
  'audit-head': 'Nhật ký bị cắt từ mục {seq}.',
  'audit-root': 'Dấu niêm của ngày {day} không khớp với nhật ký (từ mục {seq}).',

  'backup-about':
    'Ghi toàn bộ dữ liệu (cơ sở dữ liệu tại một thời điểm, tệp, khóa của máy) vào một tệp tar. Máy chủ vẫn chạy. Giữ tệp này kín như khóa.',
  'backup-done':
    'Đã sao lưu vào {path}: {tables} bảng, {rows} dòng, {files} tệp, {size} MB. Mã nội dung: {digest}',

  'restore-about':
    'Phục hồi một tệp sao lưu vào chỗ trống (DATA_DIR hoặc DATABASE_URL mới). Mọi phần được so mã băm trước khi ghi.',
  'restore-checked': 'Tệp sao lưu nguyên vẹn: {tables} bảng, {rows} dòng, {files} tệp. Mã nội dung: {digest}',
  'restore-done': 'Đã phục hồi {tables} bảng, {rows} dòng, {files} tệp. Mã nội dung: {digest}',
  'restore-drilled':
    'Diễn tập tốt: phục hồi xong trong {seconds} giây, nội dung giống hệt (mã {digest}), nhật ký nguyên vẹn.',
  'restore-drill-failed': 'Diễn tập không đạt: {reason}',

  'verify-about':
    'Kiểm tra một giấy chứng nhận: verify <tệp .pdf hoặc ảnh | số | chữ trong mã QR>. Kết thúc bằng 0 khi giấy thật và còn hiệu lực, 1 khi không.',
  'verify-unreadable': 'Không đọc được {path}.',
  'verify-original': 'Đúng bản gốc do hệ thống cấp.',
  'verify-copy': 'Mã hợp lệ.',
  'verify-altered': 'Tệp hoặc mã đã bị sửa.',
  'verify-unknown-key': 'Ký bằng khóa không được công bố.',
  'verify-nothing-found': 'Không tìm thấy giấy chứng nhận nào.',
  'verify-package-good': 'Bộ hồ sơ nguyên vẹn: {count} tệp, sản phẩm {product}.',
  'verify-package-bad': '{path}: {problem}',
  'verify-register':
    'Sổ đăng ký: {number}, {product}, {producer}, {star} sao, {status}, đến hết {validUntil}',
  'verify-signature': 'Chữ ký số: {verdict}, người ký {signer}',
  'score-about':
    'Chấm một phiếu theo quy định: score <quy định>/<bộ> <câu trả lời.json>, ví dụ score qd26-2026/1 tra-loi.json. Tệp là {"answers": {"<mã tiêu chí>": <số thứ tự từ 0>}, "findings": ["<mã>"]}.',
  'score-unknown': 'Không có phiếu {sheet}. Các quy định có trong hồ sơ: {regimes}.',
  'score-unreadable': 'Không đọc được {path}: cần một tệp JSON.',
  'score-points': '{points} điểm ({parts}); theo điểm: {starByPoints}; kết quả: {star}',
  'score-no-star': 'chưa đạt sao',
  'score-star': '{star} sao',
  'score-out': 'Bị loại: {criterion} — {text}',
  'score-block': 'Chặn {star} sao: {criterion} cần từ mức {option}',
  'score-next': 'Đường ngắn nhất tới {star} sao: {path}',

  'keys-rotate-about':
    'Đổi khóa ký giấy chứng nhận: khóa mới ký từ nay, khóa cũ vẫn dùng để kiểm tra giấy đã cấp.',
  'keys-rotated': 'Khóa {retired} thôi ký; từ nay ký bằng khóa {id}. Sao lưu lại thư mục keys.',
  'keys-just-made': 'Khóa đang dùng vừa được tạo, chưa cần đổi.',
  'user-add-about':
    'Tạo một tài khoản, giao vai trò nếu có, và in đường dẫn mời để người dùng tự đặt mật khẩu (hiệu lực 7 ngày). Không có --place: vai trò có hiệu lực toàn hệ thống.',
  'user-add-missing': 'Cần --username và --name.',
  'user-add-role': 'Không có vai trò “{role}”. Các vai trò: {roles}.',
  'user-add-day': '“{day}” không phải là ngày (dd/mm/yyyy hoặc yyyy-mm-dd).',
  'user-added': 'Đã tạo tài khoản {username}.',
  'user-invitation': 'Đường dẫn mời, chỉ hiện lần này; hãy gửi riêng cho người dùng:',
  'user-reset-factor-about':
    'Gỡ xác nhận hai bước và mọi khóa truy cập của một tài khoản: khi mất điện thoại mà không còn quản trị nào vào được, hoặc khi khóa đăng nhập của máy đã đổi. Mọi phiên và mã truy cập API của tài khoản kết thúc.',
  'user-reset-factor-missing': 'Cần --username và --reason.',
  'user-unknown': 'Không có tài khoản {username}.',
  'user-factor-reset':
    'Đã gỡ xác nhận hai bước và khóa truy cập của {username}; người này đăng nhập bằng mật khẩu rồi bật lại.',
  'option-reason': 'lý do, ghi vào nhật ký',
  'option-username': 'tên đăng nhập',
  'option-name': 'họ và tên',
  'option-role': 'vai trò (producer, commune-officer, provincial-office, …)',
  'option-place': 'mã tỉnh hoặc xã mà vai trò có hiệu lực',
  'option-agency': 'mã cơ quan, với vai trò agency',
  'option-producer': 'mã chủ thể, với vai trò producer',
  'option-from': 'ngày đầu (mặc định: hôm nay)',
  'option-to': 'ngày cuối',
  'option-email': 'thư điện tử',
  'option-phone': 'điện thoại',
} as const
