import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../mock-api/settings.ts'

const mebibyte = 1_048_576
const usualQuotas = { uploads: 300, uploadBytes: 600 * mebibyte, filings: 40 }
const provider = { OIDC_ISSUER: 'https://idp.example', OIDC_CLIENT_ID: 'us' }
const objectStore = {
  S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 'hidden',
}
const real = { ...provider, DATABASE_URL: 'postgres://u:secret@db/x', PUBLIC_URL: 'https://permits.example' }

function read(environment: Record<string, string>) {
  const settings = readSettings(environment)
  if (!settings.ok) throw new Error(settings.error)
  return settings.value
}

describe('the settings', () => {
  it('are a demonstration for this machine alone when nothing is set', () => {
    expect(read({})).toEqual({
      demo: true, host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', dataDir: resolve('data'),
      officer: 'standIn', trustProxy: false, quotas: usualQuotas,
    })
  })

  it('are read from the environment, and empty ones are not set', () => {
    expect(read({
      ...real, PORT: '8080', HOST: '0.0.0.0', DATA_DIR: '/srv/data', OIDC_CLIENT_SECRET: 's', OFFICER: 'manual',
      TRUST_PROXY: '10.0.0.0/8, ::1', DEMO: '', CLAMD: 'clamd.internal:3310', QUOTA_UPLOADS: '10', QUOTA_UPLOAD_MB: '20',
      QUOTA_FILINGS: '3', CATALOGUE_DIR: 'ours',
    })).toEqual({
      catalogueDir: resolve('ours'), demo: false, host: '0.0.0.0', port: 8080, publicUrl: 'https://permits.example', dataDir: '/srv/data',
      databaseUrl: real.DATABASE_URL, oidc: { issuer: 'https://idp.example', clientId: 'us', clientSecret: 's' },
      officer: 'manual', trustProxy: '10.0.0.0/8,::1', clamd: { host: 'clamd.internal', port: 3310 },
      quotas: { uploads: 10, uploadBytes: 20 * mebibyte, filings: 3 },
    })
  })

  it.each([
    [{}, true],
    [{ DATA_DIR: '/x' }, true],
    [{ DEMO: '1', DATABASE_URL: 'postgres://db/x' }, true],
    [{ DEMO: '1', ...objectStore }, true],
    [{ ...provider, ...objectStore }, false],
    [real, false],
    [provider, false],
  ])('%j: demo mode is %s', (environment, demo) => {
    expect(read(environment as Record<string, string>).demo).toBe(demo)
  })

  it.each([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('find the scanner at %s', (text, address) => {
    expect(read({ CLAMD: text }).clamd).toEqual(address)
  })

  it('put uploads into an object store', () => {
    const s3 = {
      endpoint: 'https://s3.example', bucket: 'b', region: 'us-east-1', accessKeyId: 'k', secretAccessKey: 'hidden',
    }
    expect(read({ DEMO: '1', ...objectStore }).s3).toEqual(s3)
    expect(read({ DEMO: '1', ...objectStore, S3_REGION: 'cn-south-1' }).s3).toEqual({ ...s3, region: 'cn-south-1' })
    expect(read({}).s3).toBeUndefined()
  })

  it('never has the stand-in officer outside demo mode', () => {
    expect(read({}).officer).toBe('standIn')
    expect(read({ OFFICER: 'manual' }).officer).toBe('manual')
    expect(read(real).officer).toBe('manual')
  })

  it.each<[Record<string, string>, string]>([
    [{ DEMO: '1', OIDC_ISSUER: 'https://idp.example' }, 'OIDC_ISSUER'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ DEMO: '0' }, 'OIDC_ISSUER'],
    [{ DATABASE_URL: 'postgres://db/x' }, 'OIDC_ISSUER'],
    [objectStore, 'OIDC_ISSUER'],
    [{ ...provider, S3_ENDPOINT: 'https://s3.example' }, 'S3_BUCKET'],
    [{ ...provider, ...objectStore, S3_ACCESS_KEY_ID: '' }, 'S3_ACCESS_KEY_ID'],
    [{ ...provider, ...objectStore, S3_SECRET_ACCESS_KEY: '' }, 'S3_SECRET_ACCESS_KEY'],
    [{ ...provider, ...objectStore, S3_ENDPOINT: 's3.example' }, 'S3_ENDPOINT'],
    [{ ...provider, ...objectStore, S3_ENDPOINT: 'https://u:hidden@s3.example' }, 'S3_ENDPOINT'],
    [{ S3_BUCKET: 'b' }, 'S3_ENDPOINT'],
    [{ S3_REGION: 'cn-south-1' }, 'S3_REGION'],
    [{ OIDC_ISSUER: 'https://idp.example' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_CLIENT_ID: 'us' }, 'OIDC_ISSUER'],
    [{ ...provider, OIDC_ISSUER: 'idp.example' }, 'OIDC_ISSUER'],
    [{ PORT: '0' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PUBLIC_URL: 'permits.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://permits.example/app' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'ftp://permits.example' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://db/x', ...provider }, 'DATABASE_URL'],
    [{ OFFICER: 'robot' }, 'OFFICER'],
    [{ ...real, OFFICER: 'auto' }, 'OFFICER'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/8/8' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '::1/129' }, 'TRUST_PROXY'],
    [{ CLAMD: 'clamd' }, 'CLAMD'],
    [{ CLAMD: 'clamd:0' }, 'CLAMD'],
    [{ CLAMD: 'clamd:65536' }, 'CLAMD'],
    [{ CLAMD: '::1:3310' }, 'CLAMD'],
    [{ CLAMD: 'tcp://clamd:3310' }, 'CLAMD'],
    [{ QUOTA_UPLOADS: '0' }, 'QUOTA_UPLOADS'],
    [{ QUOTA_UPLOAD_MB: '1.5' }, 'QUOTA_UPLOAD_MB'],
    [{ QUOTA_FILINGS: 'many' }, 'QUOTA_FILINGS'],
    [{ QUOTA_FILINGS: '-1' }, 'QUOTA_FILINGS'],
    // Everybody would be believed.
    [{ TRUST_PROXY: '0.0.0.0/0' }, 'TRUST_PROXY'],
  ])('%j stops the start with one line that names %s', (environment, name) => {
    const settings = readSettings(environment)
    expect(settings.ok).toBe(false)
    const line = settings.ok ? '' : settings.error
    expect(line).toContain(name)
    expect(line).toMatch(/\p{Script=Han}.* \| .*[A-Za-z]/u)
    expect(line).not.toContain('\n')
    expect(line).not.toContain('hidden')
  })

  it('never repeat a password', () => {
    const settings = readSettings({ ...provider, DATABASE_URL: 'mysql://u:secret@db/x' })
    expect(settings.ok || settings.error).not.toContain('secret')
  })
})
