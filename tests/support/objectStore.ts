import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import type { S3Settings } from '../../mock-api/readS3.ts'

/** The keys that s3rver knows. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }

export interface ObjectStore {
  settings: S3Settings
  /** Nobody answers on its port any more; what was stored stays. */
  stop(): Promise<void>
  startAgain(): Promise<void>
  close(): Promise<void>
}

/** An S3-compatible server on a port of its own, with one empty bucket. */
export async function startObjectStore(): Promise<ObjectStore> {
  const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-s3-'))
  const bucket = 'materials'
  const start = async (port: number) => {
    const server = new S3rver({
      address: '127.0.0.1', port, silent: true, directory, configureBuckets: [{ name: bucket }],
    })
    return { server, port: (await server.run()).port }
  }
  let running = await start(0)
  const { port } = running
  return {
    settings: { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', ...credentials },
    stop: () => running.server.close(),
    startAgain: async () => { running = await start(port) },
    close: async () => {
      await running.server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
