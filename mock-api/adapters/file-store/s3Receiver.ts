import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { Bucket, StoredObject } from './s3Bucket.ts'

/**
 * Unfinished uploads in a bucket, each request's bytes as an object of its own: what was acknowledged is never moved
 * again before the file is whole, so a server that is killed loses at most the request it was in, and nothing of a
 * resident's papers lies on a server's own disk. (Multipart uploads would do neither: their parts are 5 MiB at least.)
 *
 * Keys: `<id>.info` what tus knows · `<id>.<offset>` the bytes from there on · `<id>` the whole file.
 */
export class S3Receiver extends DataStore {
  // The size is known before the first byte: it is what the limit and the quota are checked against.
  override extensions = ['creation', 'creation-with-upload', 'termination']

  private readonly bucket: Bucket

  constructor(bucket: Bucket) {
    super()
    this.bucket = bucket
  }

  override async create(upload: Upload): Promise<Upload> {
    const { size, metadata, creation_date } = upload
    await this.bucket.put(`${upload.id}.info`, Buffer.from(JSON.stringify({ size, metadata, creation_date })))
    return upload
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { bytes, cut } = await readAll(source)
    // Under the offset's own key: a request that comes twice writes the same place.
    if (bytes.length > 0) await this.bucket.put(pieceKey(id, offset), bytes)
    if (cut) throw cut.reason
    return offset + bytes.length
  }

  override async getUpload(id: string): Promise<Upload> {
    const info = await this.bucket.find(`${id}.info`)
    if (!info) throw ERRORS.FILE_NOT_FOUND
    const known = JSON.parse(info.toString()) as Pick<Upload, 'size' | 'metadata' | 'creation_date'>
    const objects = await this.bucket.list(id)
    const whole = objects.find(({ key }) => key === id)
    return new Upload({ id, ...known, offset: whole?.size ?? endOf(listPieces(id, objects)) })
  }

  override async remove(id: string): Promise<void> {
    await this.bucket.remove((await this.bucket.list(id)).map(({ key }) => key))
  }

  /** The file: whole, or put together from its pieces. Throws when it is not there. */
  async readFile(id: string): Promise<Buffer> {
    const whole = await this.bucket.find(id)
    if (whole) return whole
    const pieces = listPieces(id, await this.bucket.list(id))
    const parts = await Promise.all(pieces.map(({ key }) => this.bucket.find(key)))
    if (parts.length > 0 && !parts.includes(undefined)) return Buffer.concat(parts as Buffer[])
    // Kept as one object while its pieces were being read.
    const kept = await this.bucket.find(id)
    if (!kept) throw new Error(`${id} is not in the bucket`)
    return kept
  }

  /**
   * Keeps these bytes as the file; its pieces go, whatever they have become meanwhile. Again is harmless.
   * @returns false when it has been kept with other bytes
   */
  async keep(id: string, bytes: Buffer): Promise<boolean> {
    const before = await this.bucket.find(id)
    const kept = before ?? (await this.bucket.putNew(id, bytes) ? bytes : await this.bucket.find(id))
    if (!kept?.equals(bytes)) return false
    const pieces = (await this.bucket.list(id)).filter(({ key }) => key.startsWith(`${id}.`) && !key.endsWith('.info'))
    await this.bucket.remove(pieces.map(({ key }) => key))
    return true
  }
}

/** All that comes, and why no more came where the connection was cut: what is here need not be sent again. */
async function readAll(source: Readable): Promise<{ bytes: Buffer, cut?: { reason: unknown } }> {
  const parts: Buffer[] = []
  try {
    for await (const part of source) parts.push(part as Buffer)
    return { bytes: Buffer.concat(parts) }
  } catch (reason) {
    return { bytes: Buffer.concat(parts), cut: { reason } }
  }
}

/** Ten digits, so that names sort as numbers do. */
function pieceKey(id: string, offset: number): string {
  return `${id}.${String(offset).padStart(10, '0')}`
}

/** The pieces that follow one another from the first byte; one that an interrupted twin left elsewhere is not seen. */
function listPieces(id: string, objects: StoredObject[]): StoredObject[] {
  const byKey = new Map(objects.map((object) => [object.key, object]))
  const pieces: StoredObject[] = []
  for (let next = byKey.get(pieceKey(id, 0)); next; next = byKey.get(pieceKey(id, endOf(pieces)))) pieces.push(next)
  return pieces
}

function endOf(pieces: StoredObject[]): number {
  return pieces.reduce((sum, { size }) => sum + size, 0)
}
