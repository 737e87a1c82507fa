import 'fake-indexeddb/auto'
import { openAccount } from '../../src/offline/accountKeys.ts'
import { addLocalFile, chunkBytes } from '../../src/offline/localFiles.ts'
import { uploadFile } from '../../src/offline/uploadFile.ts'
import { FakeServer } from '../offline/support/fakeServer.ts'
import { randomFrom } from '../support/randomFrom.ts'

const accountId = '0195a000-0000-7000-8000-00000000000a'

interface UploadBytes {
  /** Requests with their headers, as this phone sends them. */
  wire: number
  requests: number
  /** The baseline: one POST for each original. */
  naive: number
  /** Bytes of bodies sent more than once, and how often the network was cut. */
  wasted: number
  cuts: number
  chunk: number
}

/**
 * What three photos cost on the wire, against their originals in one request each; and what is sent twice when
 * the network is cut `cuts` times at random, with a seed.
 * @param cameraBytes of each photo as its camera made it
 * @param preparedBytes once the phone has made it ready
 */
export async function measureUploads(
  cameraBytes: number, preparedBytes: number, cuts: number,
): Promise<UploadBytes> {
  await openAccount(accountId)
  const whole = await sendPhotos(preparedBytes, [])
  const broken = await sendPhotos(preparedBytes, randomCuts(cuts))
  return {
    wire: whole.wire, requests: whole.requests, naive: 3 * (cameraBytes + headerBytes('POST', '/api/uploads', {})),
    wasted: broken.bodies - 3 * preparedBytes, cuts: broken.cuts, chunk: chunkBytes,
  }
}

async function sendPhotos(size: number, cuts: number[]) {
  const server = new FakeServer(accountId)
  const count = { wire: 0, requests: 0, bodies: 0, cuts: 0 }
  const left = [...cuts]
  const send: typeof fetch = async (input, init = {}) => {
    const body = init.body instanceof ArrayBuffer ? init.body : new ArrayBuffer(0)
    const cut = body.byteLength > 0 ? left.shift() : undefined
    // Not every request is cut: those that are get a share of their bytes out.
    const gone = cut === undefined || cut > 1 ? body.byteLength : Math.floor(body.byteLength * cut)
    count.requests += 1
    count.bodies += gone
    count.wire += gone + headerBytes(init.method ?? 'GET', String(input), init.headers)
    if (gone === body.byteLength) return server.fetch(input, init)
    count.cuts += 1
    throw new TypeError('network')
  }
  for (let photo = 0; photo < 3; photo += 1) {
    const bytes = new Uint8Array(size).fill(photo)
    const file = { filingId: 'f', materialId: 'm', name: `${photo}.jpg`, type: 'image/jpeg', bytes: bytes.buffer }
    const { id } = await addLocalFile(accountId, file)
    while (!(await uploadFile(accountId, id, { fetch: send })).ok);
  }
  return count
}

/** Every other request or so is cut somewhere; the same ones every time. */
function randomCuts(count: number): number[] {
  const random = randomFrom(20_260_506)
  const all: number[] = []
  for (let made = 0; made < count;) {
    const cut = random() < 0.5 ? random() : 2
    if (cut < 1) made += 1
    all.push(cut)
  }
  return all
}

/** Request line and headers in HTTP/1.1, with those a browser adds by itself. */
function headerBytes(method: string, path: string, headers: RequestInit['headers']): number {
  const browser = {
    'host': 'permits.example', 'cookie': `session=${'x'.repeat(43)}`, 'accept': '*/*', 'origin': 'https://permits.example',
    'user-agent': 'x'.repeat(130), 'accept-language': 'zh-CN', 'accept-encoding': 'gzip, deflate, br', 'content-length': '524288',
  }
  const lines = [`${method} ${path} HTTP/1.1`, ...[...new Headers({ ...browser, ...headers as Record<string, string> })]
    .map(([name, value]) => `${name}: ${value}`), '', '']
  return new TextEncoder().encode(lines.join('\r\n')).byteLength
}
