import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addLocalFile, chunkBytes } from '../../src/offline/localFiles.ts'
import { uploadFile } from '../../src/offline/uploadFile.ts'
import { ann, freshDevice, isPattern, pattern, restartPage } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'

/**
 * A network that breaks after so many bytes of request bodies, again and again: the server keeps any part of what was
 * on its way, or none of it.
 */
function breakingNetwork(server: FakeServer, cuts: { after: number, kept: number }[]) {
  const left = [...cuts]
  let sinceCut = 0
  let sent = 0
  let broken = 0
  const send: typeof fetch = async (input, init) => {
    const size = init?.body instanceof ArrayBuffer ? init.body.byteLength : 0
    const [cut] = left
    if (!cut || size === 0 || sinceCut + size <= cut.after) {
      sinceCut += size
      sent += size
      return server.fetch(input, init)
    }
    const gone = cut.after - sinceCut
    sent += gone
    sinceCut = 0
    broken += 1
    left.shift()
    const arrived = Math.floor(gone * cut.kept)
    if (arrived > 0) await server.fetch(input, { ...init, body: (init!.body as ArrayBuffer).slice(0, arrived) })
    throw new TypeError('network')
  }
  return { send, total: () => sent, broken: () => broken }
}

// Megabytes are sealed and compared, many times over.
const patience = { timeout: 60_000 }

it('wherever it is cut, it arrives whole, and at most one chunk a cut was sent for nothing', patience, async () => {
  const kept = fc.double({ min: 0, max: 1, noNaN: true })
  const cut = fc.record({ after: fc.integer({ min: 0, max: chunkBytes * 2 }), kept })
  await fc.assert(fc.asyncProperty(
    fc.integer({ min: 1, max: chunkBytes * 4 }), fc.array(cut, { maxLength: 6 }), async (size, cuts) => {
      await freshDevice()
      const server = new FakeServer(ann)
      const network = breakingNetwork(server, cuts)
      const file = { filingId: 'f', materialId: 'm', name: '照片.jpg', type: 'image/jpeg', bytes: pattern(size).buffer }
      const { id } = await addLocalFile(ann, file)
      for (let round = 0; round <= cuts.length; round += 1) {
        await uploadFile(ann, id, { fetch: network.send })
        await restartPage()
      }
      const [upload] = server.uploads.values()
      expect(isPattern(upload?.bytes, size)).toBe(true)
      expect(network.total() - size).toBeLessThanOrEqual(network.broken() * chunkBytes)
    }), { seed: 20260506, numRuns: 25 })
})
