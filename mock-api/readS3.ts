import { wrong } from './wrongSetting.ts'

/** An object store that speaks S3, and the bucket that is ours. */
export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const names = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** Endpoint, bucket and keys belong together; the region is what stores without regions expect. */
export function readS3(env: (name: string) => string | undefined): S3Settings | undefined {
  const endpoint = env('S3_ENDPOINT')
  const [bucket, accessKeyId, secretAccessKey] = names.map(env)
  if (!endpoint) {
    const set = [...names, 'S3_REGION'].find((name) => env(name) !== undefined)
    if (set) wrong(`设置了 ${set} 但没有 S3_ENDPOINT`, `${set} needs S3_ENDPOINT`)
    return undefined
  }
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol) || new URL(endpoint).username) {
    // A password in it must not get into a log.
    wrong('S3_ENDPOINT 应为不含密码的 http(s) 地址', 'S3_ENDPOINT must be an http(s) URL without credentials')
  }
  if (!bucket || !accessKeyId || !secretAccessKey) {
    const missing = names.find((name) => env(name) === undefined) ?? names[0]
    return wrong(`设置了 S3_ENDPOINT 但没有 ${missing}`, `S3_ENDPOINT needs ${missing}`)
  }
  return { endpoint, bucket, region: env('S3_REGION') ?? 'us-east-1', accessKeyId, secretAccessKey }
}
