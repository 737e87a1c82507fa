import type { LightMyRequestResponse } from 'fastify'
import type { TestClient } from './testServer.ts'

const tus = { 'tus-resumable': '1.0.0' }

/** Sends files as a phone does (tus 1.0.0), from the page of this origin. */
export function uploadBy(client: TestClient, origin: string) {
  const create = (size: number) => client.send({
    method: 'POST', url: '/api/uploads', headers: { origin, ...tus, 'upload-length': String(size) },
  })
  const append = (url: string, payload: Buffer, offset = 0) => client.send({
    method: 'PATCH', url, payload, headers: {
      origin, ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream',
    },
  })
  return {
    create,
    append,
    find: (url: string) => client.send({ method: 'HEAD', url, headers: tus }),
    cancel: (url: string) => client.send({ method: 'DELETE', url, headers: { origin, ...tus } }),
    /** Announces and sends all of it. */
    send: async (bytes: Buffer): Promise<{ url: string, id: string, reply: LightMyRequestResponse }> => {
      const created = await create(bytes.length)
      if (created.statusCode !== 201) throw new Error(created.body)
      const url = String(created.headers.location)
      return { url, id: url.slice(url.lastIndexOf('/') + 1), reply: await append(url, bytes) }
    },
  }
}
