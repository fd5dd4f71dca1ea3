/** Lời của phần nhập liệu. */
export const messages = {
  title: 'Nhập liệu',
  lead: 'Nhập danh sách từ Excel (.xlsx) hoặc CSV UTF-8. Hệ thống kiểm tra trước, chưa ghi gì cho đến khi ông/bà bấm “Ghi vào hệ thống”.',
  upload: 'Kiểm tra một danh sách',
  kind: 'Loại danh sách',
  file: 'Tệp danh sách',
  fileHint:
    'Tối đa 64 MB, 200.000 dòng. Có thể có vài dòng tiêu đề phía trên; ô gộp được hiểu cho mọi dòng nó phủ.',
  check: 'Kiểm tra',
  columns: 'Các cột được hiểu',
  columnRequired: 'bắt buộc',
  runs: 'Các lần nhập',
  runsNone: 'Chưa có lần nhập nào',
  runsNoneHint: 'Chọn tệp ở trên để kiểm tra danh sách đầu tiên.',
  when: 'Lúc',
  who: 'Người nhập',
  state: 'Tình trạng',
  states: {
    waiting: 'Chờ kiểm tra',
    checking: 'Đang kiểm tra',
    checked: 'Đã kiểm tra, chờ ghi',
    writing: 'Đang ghi',
    written: 'Đã ghi',
    undone: 'Đã hoàn tác',
    refused: 'Không nhận',
  },
  working: 'Đã xem {rows} dòng. Trang này tự cập nhật; có thể rời đi và quay lại sau.',
  rows: 'Số dòng',
  created: 'Mới',
  updated: 'Cập nhật',
  unchanged: 'Đã có',
  refusedCount: 'Từ chối',
  doubtfulCount: 'Còn ngờ',
  understood: 'Hiểu rõ',
  checkedTitle: 'Kiểm tra xong, chưa ghi gì',
  checkedWords:
    'Ghi sẽ thêm {created} dòng mới, cập nhật {updated}; {refused} dòng bị từ chối sẽ không được ghi.',
  commit: 'Ghi vào hệ thống',
  writtenWords: 'Đã ghi lúc {when}. Có thể hoàn tác chừng nào chưa có gì dựa lên dữ liệu này.',
  undo: 'Hoàn tác cả lần nhập',
  undoneWords: 'Đã hoàn tác lúc {when} bởi {who}.',
  refusedTitle: 'Không nhận được danh sách này',
  show: 'Xem',
  tabs: { attention: 'Cần xem', refused: 'Từ chối', doubtful: 'Còn ngờ', all: 'Tất cả' },
  line: 'Dòng',
  name: 'Tên',
  outcome: 'Kết quả',
  outcomes: { created: 'Mới', updated: 'Cập nhật', unchanged: 'Đã có', refused: 'Từ chối' },
  why: 'Lý do, lưu ý',
  printed: 'Dòng gốc',
  rowsNone: 'Không có dòng nào cần xem',
  rowsNoneHint: 'Mọi dòng đều được hiểu rõ.',
  download: 'Tải báo cáo (CSV)',
  page: 'Trang {page}',
  next: 'Trang sau',
  previous: 'Trang trước',
} as const
export type ImportWords = {
  [K in keyof typeof messages]: (typeof messages)[K] extends string
    ? string
    : Readonly<Record<string, string>>
}

/** Lời của các lý do một danh sách hoặc một dòng bị từ chối, còn ngờ, hoặc cần lưu ý. */
export const problems = {
  'import-kind-unknown': 'Không nhập được loại danh sách “{kind}”. Các loại: {known}.',
  'list-not-found': 'Không tìm thấy tệp {path}.',
  'list-encoding':
    'Tệp không phải chữ UTF-8 nên dấu tiếng Việt sẽ hỏng. Trong Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi gửi lại.',
  'list-broken-quote':
    'Tệp CSV hỏng ở dòng {line}: dấu ngoặc kép mở mà không đóng, hoặc đứng sai chỗ. Chưa dòng nào được ghi.',
  'list-record-too-long':
    'Dòng {line} dài bất thường, có thể vì một dấu ngoặc kép không được đóng. Chưa dòng nào được ghi.',
  'list-too-long': 'Danh sách dài hơn {maximum} dòng. Hãy chia thành nhiều tệp.',
  'list-too-wide': 'Danh sách rộng hơn {maximum} cột có chữ.',
  'list-too-complex':
    'Tệp Excel quá phức tạp để mở. Hãy lưu riêng trang tính cần nhập, hoặc lưu dạng CSV UTF-8.',
  'list-not-workbook': 'Tệp Excel hỏng hoặc không phải .xlsx. Hãy mở bằng Excel và lưu lại dạng .xlsx.',
  'list-old-workbook': 'Tệp dạng Excel cũ (.xls). Hãy mở và lưu lại dạng .xlsx hoặc CSV UTF-8.',
  'list-not-list': 'Tệp này không phải danh sách. Cần tệp .xlsx hoặc CSV UTF-8.',
  'list-without-heading': 'Không tìm thấy dòng tiêu đề cột trong 20 dòng đầu. Cột còn thiếu: {missing}.',
  'cell-without-heading':
    'Ô cột thứ {column} (“{text}”) nằm ngoài các cột có tiêu đề: các ô của dòng này có thể đã bị lệch.',
  'row-repeated': 'Dòng này giống hệt dòng {line}; chỉ tính một lần.',
  'key-twice': 'Dòng này cùng mã với dòng {line} nhưng nội dung khác ({key}).',
  'import-not-written': 'Lần nhập này chưa ghi hoặc đã hoàn tác.',
  'import-not-checked': 'Lần nhập này chưa kiểm tra xong hoặc đã xử lý.',
  'import-in-use':
    'Chưa hoàn tác được vì có dữ liệu đã được sửa hoặc đang được dùng sau khi nhập: {names}. Không mục nào bị bỏ.',
  'status-unknown': 'Không hiểu tình trạng “{text}”; giữ nguyên chữ của nguồn.',
  'star-unknown': 'Hạng sao “{text}” không đọc được; cần 3, 4 hoặc 5.',
  'star-below-three': 'Dưới 3 sao không được công nhận; chỉ giữ làm thông tin của nguồn.',
  'year-unknown': 'Năm “{text}” không đọc được; cần từ {first} đến năm nay.',
  'day-before-programme': 'Ngày trước khi có Chương trình OCOP (07/5/2018).',
  'day-is-no-issue': 'Ngày nguồn nêu không phải ngày quyết định ({kind}); không dùng làm ngày công nhận.',
  'set-unknown': 'Không có bộ sản phẩm này.',
  'score-unknown': 'Điểm “{text}” không nằm trong 0–100; giữ nguyên chữ của nguồn.',
  'name-pictograph': 'Tên có ký hiệu hình hoặc ký tự hỏng, không in được trên giấy chứng nhận.',
  'capitals-shown-otherwise':
    'Nguồn in hoa toàn bộ tên; hiển thị chữ thường, giữ nguyên bản in: “{printed}”.',
  'owner-not-stated': 'Nguồn không nêu chủ thể.',
  'owner-ambiguous': 'Có {count} chủ thể cùng tên “{name}” trong tỉnh; cần thêm xã để biết là chủ thể nào.',
  'place-not-stated': 'Nguồn không nêu nơi sản xuất.',
  'commune-name-differs': 'Mã là {unit}, nhưng tên xã ghi là {stated}.',
  'province-assumed': 'Danh sách không có cột tỉnh; hiểu là {province}.',
  'province-unknown': 'Không có tỉnh, thành phố “{text}”.',
  'place-unknown': 'Không tìm thấy “{text}”; giữ nguyên chữ của nguồn.',
  'place-ambiguous': '“{text}” có thể là nhiều nơi; giữ nguyên chữ của nguồn.',
  'place-of-another-time': 'Tên {name} thuộc thời gian khác; hiểu theo đơn vị đó.',
  'commune-as-printed': 'Giữ tên xã như nguồn ghi ({commune}): chưa có danh mục xã của tỉnh này.',
  'not-public': 'Nguồn ghi không đạt: giữ trong hồ sơ, không hiện công khai.',
  'product-other-name': 'Hiểu là sản phẩm đã có “{name}” (tên khác của cùng chủ thể). Xin kiểm tra.',
  'product-near': 'Hiểu là sản phẩm đã có “{name}” (tên lệch một chữ cái). Xin kiểm tra.',
  'product-said-again':
    'Nguồn ghi công nhận lại, không nêu chủ thể; hiểu là sản phẩm đã có “{name}”. Xin kiểm tra.',
  'product-maybe-same':
    'Đã có {count} sản phẩm “{name}” ở nơi này nhưng không đủ căn cứ để coi là một; ghi thành sản phẩm riêng.',
  'same-name-elsewhere': 'Có {count} sản phẩm cùng tên của chủ thể khác hoặc ở nơi khác.',
  'edited-here-since': '“{name}” đã được sửa tại đây sau lần nhập trước; giữ bản đang có.',
  'recognition-has-history': 'Có lần công nhận đã bị thay đổi sau khi nhập nên chưa hoàn tác được.',
} as const
