import type { S3Settings } from '../../readS3.ts'
import type { FileStore } from './port.ts'
import { openBucket } from './s3Bucket.ts'
import { S3Receiver } from './s3Receiver.ts'

/** Written, read and thrown away at every start. */
const probe = 'start-check'

/**
 * Files in a bucket, named by their upload id, for several servers at once. An object is durable once the store has
 * answered.
 *
 * @throws Error when nothing can be written there with these keys
 */
export async function s3FileStore(settings: S3Settings): Promise<FileStore> {
  const bucket = openBucket(settings)
  const receiver = new S3Receiver(bucket)
  await bucket.put(probe, Buffer.from(probe))
  await bucket.list(probe)
  await bucket.remove([probe])
  return {
    receiver,
    findSize: async (id) => {
      try {
        return (await receiver.getUpload(id)).offset
      } catch (error) {
        if ((error as { status_code?: number }).status_code === 404) return undefined
        throw error
      }
    },
    read: (id) => receiver.readFile(id),
    flush: (id, bytes) => receiver.keep(id, bytes),
    remove: (id) => receiver.remove(id),
    listUntouchedSince: async (instant) => {
      const lastWrites = new Map<string, number>()
      for (const { key, at } of await bucket.list()) {
        const [id = key] = key.split('.')
        lastWrites.set(id, Math.max(lastWrites.get(id) ?? 0, at))
      }
      return [...lastWrites].flatMap(([id, at]) => at < Date.parse(instant) ? [id] : [])
    },
  }
}
