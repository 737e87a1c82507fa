import { S3 } from '@aws-sdk/client-s3'
import type { S3Settings } from '../../readS3.ts'

export interface StoredObject {
  key: string
  size: number
  /** When it was written, milliseconds since 1970. */
  at: number
}

export type Bucket = ReturnType<typeof openBucket>

/** How long the store may take for one request before it counts as away. */
const patience = { connectionTimeout: 5_000, requestTimeout: 30_000 }
/** As many keys as one request may delete. */
const deletedAtOnce = 1000

/** The few requests we make of an object store; every one that speaks S3 knows them. */
export function openBucket({ endpoint, bucket: Bucket, region, ...credentials }: S3Settings) {
  const s3 = new S3({
    endpoint, region, credentials, forcePathStyle: true, requestHandler: patience,
    // Checksums behind the body are Amazon's own: other stores keep them as part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    async put(Key: string, Body: Buffer): Promise<void> {
      await s3.putObject({ Bucket, Key, Body })
    },
    /** @returns false when there is such an object already; a store that does not know `If-None-Match` replaces it */
    async putNew(Key: string, Body: Buffer): Promise<boolean> {
      try {
        await s3.putObject({ Bucket, Key, Body, IfNoneMatch: '*' })
        return true
      } catch (error) {
        const { name = '' } = error as { name?: string }
        if (name === 'PreconditionFailed' || name === 'ConditionalRequestConflict') return false
        throw error
      }
    },
    /** undefined when there is no such object. */
    async find(Key: string): Promise<Buffer | undefined> {
      try {
        const { Body } = await s3.getObject({ Bucket, Key })
        return Body && Buffer.from(await Body.transformToByteArray())
      } catch (error) {
        if ((error as { name?: string }).name === 'NoSuchKey') return undefined
        throw error
      }
    },
    /** All objects whose key begins so, by key. */
    async list(Prefix = ''): Promise<StoredObject[]> {
      const found: StoredObject[] = []
      let token: string | undefined
      do {
        const page = await s3.listObjectsV2({ Bucket, Prefix, ContinuationToken: token })
        for (const { Key: key = '', Size: size = 0, LastModified } of page.Contents ?? []) {
          found.push({ key, size, at: LastModified?.getTime() ?? Infinity })
        }
        token = page.NextContinuationToken
      } while (token)
      return found
    },
    async remove(keys: string[]): Promise<void> {
      for (let at = 0; at < keys.length; at += deletedAtOnce) {
        const Objects = keys.slice(at, at + deletedAtOnce).map((Key) => ({ Key }))
        const { Errors: [failed] = [] } = await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } })
        if (failed) throw new Error(`${failed.Key}: ${failed.Code}`)
      }
    },
  }
}
