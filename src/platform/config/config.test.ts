import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configMessagesEn, configMessagesVi, configVariables, readConfig } from './index.ts'

describe('readConfig', () => {
  it('runs on nothing, and takes an empty variable for none', () => {
    const expected = {
      ok: true,
      value: {
        port: 3000,
        host: 'localhost',
        baseUrl: 'http://localhost:3000',
        dataDir: resolve('data'),
        storage: { kind: 'file', dir: resolve('data/files') },
        uploadLimits: { filesADay: 1000, megabytesADay: 2000, megabytesAYear: 20000 },
        trustedProxies: ['loopback'],
        secondFactorRoles: ['administrator'],
        demo: true,
        logLevel: 'info',
      },
    }
    expect(readConfig({})).toEqual(expected)
    expect(readConfig({ PORT: '', DATABASE_URL: '', DEMO: '' })).toEqual(expected)
  })

  it('takes everything that is set', () => {
    expect(
      readConfig({
        PORT: '0',
        HOST: '::',
        BASE_URL: 'https://ocop.example.vn/',
        DATA_DIR: '/srv/sao',
        DATABASE_URL: 'postgres://a:b@db/x',
        STORAGE_URL: 'file:///srv/files',
        SMTP_URL: 'smtp://mail.example.vn',
        UPLOAD_LIMITS: 'none',
        TRUSTED_PROXIES: 'loopback,10.0.0.0/8,fd00::1',
        SECOND_FACTOR_ROLES: 'administrator,leader',
        DEMO: '0',
        LOG_LEVEL: 'warn',
      }),
    ).toEqual({
      ok: true,
      value: {
        port: 0,
        host: '::',
        baseUrl: 'https://ocop.example.vn',
        dataDir: '/srv/sao',
        databaseUrl: 'postgres://a:b@db/x',
        storage: { kind: 'file', dir: '/srv/files' },
        smtpUrl: 'smtp://mail.example.vn',
        trustedProxies: ['loopback', '10.0.0.0/8', 'fd00::1'],
        secondFactorRoles: ['administrator', 'leader'],
        demo: false,
        logLevel: 'warn',
      },
    })
  })

  it.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['HOST', 'two words'],
    ['BASE_URL', 'ocop.vn'],
    ['BASE_URL', 'https://ocop.vn/path'],
    ['DATABASE_URL', 'mysql://x'],
    ['STORAGE_URL', 'https://x'],
    ['STORAGE_URL', 'file://host/x'],
    ['STORAGE_URL', 's3://bucket'],
    ['STORAGE_URL', 's3://key:secret@host/'],
    ['SMTP_URL', 'mail.example.vn'],
    ['UPLOAD_LIMITS', '1000'],
    ['SECOND_FACTOR_ROLES', 'Quản trị'],
    ['OIDC_URL', 'https://id.example.vn'],
    ['OIDC_URL', 'http://client:secret@id.example.vn'],
    ['BACKUP_PASSPHRASE', 'short'],
    ['METRICS_TOKEN', 'short'],
    ['TRUSTED_PROXIES', 'proxy.example.vn'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['SCANNER_URL', 'tcp://127.0.0.1:3310'],
    ['DEMO', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s at its name', (field, value) => {
    const result = readConfig({ [field]: value })
    expect(result).toMatchObject({ ok: false, problems: [{ code: `config.${field}`, field }] })
  })

  it('reads a bucket and a provider from their addresses', () => {
    const read = readConfig({
      DATA_DIR: '/srv/sao',
      STORAGE_URL: 's3://id:s%2Fcret@s3.example.vn:9000/sao-lang/tep?region=hue&tls=0',
      OIDC_URL: 'https://client:s%40cret@id.example.vn/realm',
    })
    expect(read).toMatchObject({
      value: {
        storage: {
          kind: 's3',
          endpoint: 'http://s3.example.vn:9000',
          bucket: 'sao-lang',
          prefix: 'tep/',
          region: 'hue',
          accessKeyId: 'id',
          secretAccessKey: 's/cret',
          incoming: '/srv/sao/incoming',
        },
        openId: {
          issuer: 'https://id.example.vn/realm',
          clientId: 'client',
          clientSecret: 's@cret',
          name: 'id.example.vn',
        },
      },
    })
  })

  it('reports every fault at once and repeats no secret', () => {
    const result = readConfig({ PORT: 'x', DATABASE_URL: 'mysql://u:hunter2@h/x' })
    expect(result).toMatchObject({ ok: false, problems: [{ field: 'PORT' }, { field: 'DATABASE_URL' }] })
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })

  it('is explained in both languages and in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8')
    for (const name of configVariables) {
      expect(configMessagesEn[name]).toContain(name)
      expect(configMessagesVi[name]).toContain(name)
      expect(example).toMatch(new RegExp(`^#? ?${name}=`, 'm'))
    }
  })
})
