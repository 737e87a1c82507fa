import { beforeEach, expect, it } from 'vitest'
import { exportDraft, exportEntry } from '../../src/offline/exportDraft.ts'
import type { ExportedDraft } from '../../src/offline/exportDraft.ts'
import { findOutboxEntry } from '../../src/offline/outbox.ts'
import { ann, freshDevice, isPattern, morning, queueFiling } from './support/device.ts'

beforeEach(freshDevice)

const read = async (blob: Blob) => JSON.parse(await blob.text()) as ExportedDraft

it('holds everything typed and every byte chosen', async () => {
  const { filingId } = await queueFiling(ann, 600_000)
  const exported = await read(await exportDraft(ann, filingId, morning))
  expect(exported).toMatchObject({
    format: 'zhenghaoban-unsent', formatVersion: 1, draft: { filingId, form: { phone: '13800000000' } },
    files: [{ name: '照片.jpg', materialId: 'photo', size: 600_000 }],
  })
  expect(isPattern(Buffer.from(exported.files[0]!.base64, 'base64'), 600_000)).toBe(true)
})

it('of an entry names the problem and what would have been sent', async () => {
  const { id, filingId } = await queueFiling(ann)
  const exported = await read(await exportEntry((await findOutboxEntry(id))!, morning))
  expect(exported).toMatchObject({
    entry: { id, verb: 'submitFiling', body: { filingId } }, draft: { filingId }, files: [{ size: 1000 }],
  })
})
