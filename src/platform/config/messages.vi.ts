import type { ConfigVariable } from './config.ts'

/** Mỗi biến phải có dạng nào, in ra màn hình lệnh khi khởi động. */
export const configMessages: Record<ConfigVariable, string> = {
  PORT: 'PORT phải là số cổng từ 0 đến 65535 (0: lấy một cổng còn trống).',
  HOST: 'HOST phải là tên máy hoặc địa chỉ, ví dụ localhost hoặc 0.0.0.0.',
  BASE_URL: 'BASE_URL phải là địa chỉ trang, không kèm đường dẫn, ví dụ https://sao.example.vn.',
  DATA_DIR: 'DATA_DIR phải là đường dẫn tới một thư mục.',
  DATABASE_URL: 'DATABASE_URL phải có dạng postgres://nguoidung:matkhau@maychu:5432/csdl.',
  DATABASE_READ_URL: 'DATABASE_READ_URL phải có dạng postgres://nguoidung:matkhau@maychuduphong:5432/csdl.',
  STORAGE_URL:
    'STORAGE_URL phải có dạng file:///var/lib/saolang/files hoặc s3://khoa:bimat@maychu/thung?region=….',
  SMTP_URL:
    'SMTP_URL phải bắt đầu bằng smtp: hoặc smtps:, ví dụ smtps://nguoidung:matkhau@mail.example.vn:465.',
  OIDC_URL: 'OIDC_URL phải có dạng https://client:bimat@nhacungcap (http: chỉ được dùng trên chính máy này).',
  OIDC_NAME: 'OIDC_NAME là tên nhà cung cấp hiện trên trang đăng nhập, tối đa 60 ký tự.',
  BACKUP_DIR: 'BACKUP_DIR phải là đường dẫn tới thư mục chứa bản sao lưu.',
  BACKUP_PASSPHRASE: 'BACKUP_PASSPHRASE phải dài từ 12 đến 400 ký tự.',
  METRICS_TOKEN: 'METRICS_TOKEN phải dài từ 16 đến 200 ký tự.',
  TRUSTED_PROXIES:
    'TRUSTED_PROXIES phải là địa chỉ hoặc dải mạng của máy chủ trung gian, cách nhau bằng dấu phẩy, ví dụ loopback,10.0.0.0/8.',
  SCANNER_URL: 'SCANNER_URL phải có dạng clamd://127.0.0.1:3310 hoặc clamd:///run/clamav/clamd.ctl.',
  UPLOAD_LIMITS:
    'UPLOAD_LIMITS phải là số tệp một ngày, số MB một ngày và số MB một năm của một người, ví dụ 1000,2000,20000, hoặc none.',
  SECOND_FACTOR_ROLES:
    'SECOND_FACTOR_ROLES phải là tên các vai trò, ví dụ administrator,leader (docs/permissions.md), hoặc none.',
  DEMO: 'DEMO phải là 1 (nạp tỉnh minh họa vào cơ sở dữ liệu trống) hoặc 0.',
  LOG_LEVEL: 'LOG_LEVEL phải là một trong: fatal, error, warn, info, debug, trace, silent.',
}
