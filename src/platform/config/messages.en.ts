import type { ConfigVariable } from './config.ts'

/** What each variable must be, for the terminal at start. */
export const configMessages: Record<ConfigVariable, string> = {
  PORT: 'PORT must be a port number from 0 to 65535 (0 takes any free one).',
  HOST: 'HOST must be a host name or an address, such as localhost or 0.0.0.0.',
  BASE_URL: 'BASE_URL must be the site’s address without a path, such as https://sao.example.vn.',
  DATA_DIR: 'DATA_DIR must be the path of a folder.',
  DATABASE_URL: 'DATABASE_URL must look like postgres://user:password@host:5432/database.',
  DATABASE_READ_URL: 'DATABASE_READ_URL must look like postgres://user:password@standby:5432/database.',
  STORAGE_URL:
    'STORAGE_URL must look like file:///var/lib/saolang/files or s3://key:secret@host/bucket?region=….',
  SMTP_URL: 'SMTP_URL must begin with smtp: or smtps:, such as smtps://user:password@mail.example.vn:465.',
  OIDC_URL: 'OIDC_URL must look like https://client:secret@issuer (http: only on this very machine).',
  OIDC_NAME: 'OIDC_NAME is the provider’s name on the sign-in page, at most 60 characters.',
  BACKUP_DIR: 'BACKUP_DIR must be the path of the folder for backups.',
  BACKUP_PASSPHRASE: 'BACKUP_PASSPHRASE must have 12 to 400 characters.',
  METRICS_TOKEN: 'METRICS_TOKEN must have 16 to 200 characters.',
  TRUSTED_PROXIES:
    'TRUSTED_PROXIES must be addresses or networks of your proxies, separated by commas, such as loopback,10.0.0.0/8.',
  SCANNER_URL: 'SCANNER_URL must look like clamd://127.0.0.1:3310 or clamd:///run/clamav/clamd.ctl.',
  UPLOAD_LIMITS:
    'UPLOAD_LIMITS must be files a day, MB a day and MB a year for one person, such as 1000,2000,20000, or none.',
  SECOND_FACTOR_ROLES:
    'SECOND_FACTOR_ROLES must be names of roles, such as administrator,leader (docs/permissions.md), or none.',
  DEMO: 'DEMO must be 1 (load the demo province into an empty database) or 0.',
  LOG_LEVEL: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
}
