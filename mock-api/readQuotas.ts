import { wrong } from './wrongSetting.ts'

/** What one person may do in a day of the bureau's clock. */
export interface Quotas {
  uploads: number
  /** Announced, whether or not they came. */
  uploadBytes: number
  filings: number
}

const mebibyte = 1_048_576

/** Nobody who files for a family or a firm comes near the defaults; a script does within minutes. */
export function readQuotas(env: (name: string) => string | undefined): Quotas {
  return {
    uploads: readCount('QUOTA_UPLOADS', env('QUOTA_UPLOADS') ?? '300'),
    uploadBytes: readCount('QUOTA_UPLOAD_MB', env('QUOTA_UPLOAD_MB') ?? '600') * mebibyte,
    filings: readCount('QUOTA_FILINGS', env('QUOTA_FILINGS') ?? '40'),
  }
}

function readCount(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  return wrong(`${name}=${text} 应为正整数`, `${name} must be a whole number above 0`)
}
