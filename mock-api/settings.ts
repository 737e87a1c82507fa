import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fail, ok } from '../src/domain/result.ts'
import type { Result } from '../src/domain/result.ts'
import type { ClamdAddress } from './adapters/malware-scan/askClamd.ts'
import { readClamd } from './readClamd.ts'
import { readQuotas } from './readQuotas.ts'
import type { Quotas } from './readQuotas.ts'
import { readS3 } from './readS3.ts'
import type { S3Settings } from './readS3.ts'
import { WrongSetting, wrong } from './wrongSetting.ts'

export interface Settings {
  demo: boolean
  host: string
  port: number
  /** Origin under which browsers reach the server, without a trailing slash. */
  publicUrl: string
  dataDir: string
  /** The bureau's own catalogue instead of the one that comes with the program. */
  catalogueDir?: string
  databaseUrl?: string
  oidc?: { issuer: string, clientId: string, clientSecret?: string }
  /** `standIn` decides by itself; `manual` leaves cases to the officer routes. */
  officer: 'standIn' | 'manual'
  /** Proxies in front whose X-Forwarded-For is believed: addresses, networks, or `loopback`, `uniquelocal`. */
  trustProxy: false | string
  /** What looks for malware in uploads. */
  clamd?: ClamdAddress
  /** Where uploads lie; without it in a folder under `dataDir`. */
  s3?: S3Settings
  quotas: Quotas
}

type Environment = Record<string, string | undefined>

/**
 * Reads the settings; all are optional.
 * @returns the one line that says what is wrong and how to mend it
 */
export function readSettings(environment: Environment): Result<Settings, string> {
  const env = (name: string) => environment[name]?.trim() || undefined
  try {
    const demo = readDemo(env)
    const port = readPort(env('PORT'))
    const catalogueDir = env('CATALOGUE_DIR')
    const databaseUrl = readDatabaseUrl(env('DATABASE_URL'))
    const oidc = readOidc(env)
    const clamd = readClamd(env('CLAMD'))
    const s3 = readS3(env)
    if (!demo && !oidc) wrong('OIDC_ISSUER 未设置：非演示模式需要身份提供方', 'OIDC_ISSUER is required outside demo mode')
    return ok({
      demo,
      host: env('HOST') ?? (demo ? '127.0.0.1' : '0.0.0.0'),
      port,
      publicUrl: readOrigin('PUBLIC_URL', env('PUBLIC_URL') ?? `http://127.0.0.1:${port}`),
      dataDir: resolve(env('DATA_DIR') ?? 'data'),
      ...(catalogueDir && { catalogueDir: resolve(catalogueDir) }),
      ...(databaseUrl && { databaseUrl }),
      ...(oidc && { oidc }),
      officer: readOfficer(env('OFFICER'), demo),
      trustProxy: readTrustProxy(env('TRUST_PROXY')),
      ...(clamd && { clamd }),
      ...(s3 && { s3 }),
      quotas: readQuotas(env),
    })
  } catch (error) {
    if (error instanceof WrongSetting) return fail(error.message)
    throw error
  }
}

type Env = (name: string) => string | undefined

function readDemo(env: Env): boolean {
  const demo = env('DEMO')
  if (demo !== undefined && demo !== '1' && demo !== '0') wrong(`DEMO=${demo} 只能是 1 或 0`, 'DEMO must be 1 or 0')
  if (demo === '1' && env('OIDC_ISSUER')) {
    wrong('DEMO=1 与 OIDC_ISSUER 不能同时设置', 'DEMO=1 and OIDC_ISSUER exclude each other')
  }
  if (demo !== undefined) return demo === '1'
  return !env('DATABASE_URL') && !env('OIDC_ISSUER') && !env('S3_ENDPOINT')
}

function readPort(text = '3000'): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    wrong(`PORT=${text} 不是端口号`, 'PORT must be a number from 1 to 65535')
  }
  return port
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol))) return text
  // The value may hold a password: it is not repeated.
  return wrong('DATABASE_URL 不是 postgres:// 地址', 'DATABASE_URL must start with postgres://')
}

function readOidc(env: Env): Settings['oidc'] {
  const issuer = env('OIDC_ISSUER')
  const clientId = env('OIDC_CLIENT_ID')
  const clientSecret = env('OIDC_CLIENT_SECRET')
  if (!issuer) {
    if (clientId || clientSecret) wrong('设置了 OIDC_CLIENT_* 但没有 OIDC_ISSUER', 'OIDC_CLIENT_* needs OIDC_ISSUER')
    return undefined
  }
  if (!clientId) wrong('设置了 OIDC_ISSUER 但没有 OIDC_CLIENT_ID', 'OIDC_ISSUER needs OIDC_CLIENT_ID')
  readHttpUrl('OIDC_ISSUER', issuer)
  return { issuer, clientId, ...(clientSecret && { clientSecret }) }
}

function readHttpUrl(name: string, text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    wrong(`${name}=${text} 不是 http(s) 地址`, `${name} must be an http(s) URL`)
  }
  return new URL(text)
}

function readOrigin(name: string, text: string): string {
  const url = readHttpUrl(name, text)
  if (url.href !== `${url.origin}/`) wrong(`${name}=${text} 不能带路径`, `${name} must be an origin without a path`)
  return url.origin
}

function readOfficer(text: string | undefined, demo: boolean): Settings['officer'] {
  if (text !== undefined && text !== 'manual' && text !== 'auto') {
    wrong(`OFFICER=${text} 只能是 auto 或 manual`, 'OFFICER must be auto or manual')
  }
  // The stand-in officer exists in demo mode only.
  if (text === 'auto' && !demo) wrong('OFFICER=auto 只能用于演示模式', 'OFFICER=auto is for demo mode only')
  return demo && text !== 'manual' ? 'standIn' : 'manual'
}

function readTrustProxy(text: string | undefined): Settings['trustProxy'] {
  if (text === undefined) return false
  const parts = text.split(',').map((part) => part.trim())
  if (parts.every(isProxy)) return parts.join(',')
  return wrong(`TRUST_PROXY=${text} 应为代理的地址或网段`, 'TRUST_PROXY must list addresses or networks, or be loopback')
}

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
}
