import { beforeEach, expect, it } from 'vitest'
import { openAccount } from '../../src/offline/accountKeys.ts'
import { countForgotten, deleteDraft, findDraft, listDrafts, saveDraft, sweepDrafts } from '../../src/offline/drafts.ts'
import { addLocalFile, deleteLocalFile, listLocalFiles, readLocalFile } from '../../src/offline/localFiles.ts'
import { sweepDevice } from '../../src/offline/sweepDevice.ts'
import {
  ann, bob, draftOf, freshDevice, isPattern, later, morning, pattern, queueFiling, readRawRows, restartPage,
} from './support/device.ts'

beforeEach(freshDevice)

const day = 86_400
const photo = (filingId: string, size = 700_000) =>
  ({ filingId, materialId: 'photo', name: '照片.jpg', type: 'image/jpeg', bytes: new Blob([pattern(size)]) })

it('survives a restart as it was', async () => {
  const draft = draftOf(ann, 'f1')
  await saveDraft(draft, morning)
  await restartPage()
  expect(await findDraft(ann, 'f1')).toEqual({
    ...draft, updatedAt: '2026-05-06T01:00:00.000Z', expiresAt: '2026-06-05T01:00:00.000Z',
  })
})

it('lists what was touched last first', async () => {
  await saveDraft(draftOf(ann, 'f1'), morning)
  await saveDraft(draftOf(ann, 'f2'), later(1))
  await saveDraft(draftOf(ann, 'f1'), later(2))
  expect((await listDrafts(ann)).map(({ filingId }) => filingId)).toEqual(['f1', 'f2'])
})

it('is nobody else’s', async () => {
  await openAccount(bob)
  await saveDraft(draftOf(ann, 'f1'), morning)
  await deleteDraft(bob, 'f1')
  expect(await findDraft(bob, 'f1')).toBeUndefined()
  expect(await listDrafts(bob)).toEqual([])
  expect(await findDraft(ann, 'f1')).toBeDefined()
})

it('takes its files with it', async () => {
  await saveDraft(draftOf(ann, 'f1'), morning)
  await addLocalFile(ann, photo('f1'))
  const kept = await addLocalFile(ann, photo('f2', 10))
  await deleteDraft(ann, 'f1')
  const rows = await readRawRows()
  expect(rows.files).toMatchObject([{ id: kept.id }])
  expect(rows.fileChunks).toMatchObject([{ fileId: kept.id }])
})

it('goes after 30 idle days, and not a second earlier', async () => {
  await saveDraft(draftOf(ann, 'f1'), morning)
  expect(await sweepDrafts(later(30 * day - 1))).toBe(0)
  expect(await sweepDrafts(later(30 * day))).toBe(1)
  expect(await listDrafts(ann)).toEqual([])
})

it('is reminded of from the third day without a change until it goes, to whom it belongs, unless it waits in the outbox', async () => {
  await openAccount(bob)
  await saveDraft(draftOf(ann, 'f1'), morning)
  await saveDraft(draftOf(ann, 'f2'), later(day))
  await saveDraft(draftOf(bob, 'f3'), morning)
  await queueFiling(ann)
  expect(await countForgotten(ann, later(3 * day - 1))).toBe(0)
  expect(await countForgotten(ann, later(3 * day))).toBe(1)
  expect(await countForgotten(ann, later(4 * day))).toBe(2)
  expect(await countForgotten(bob, later(4 * day))).toBe(1)
  expect(await countForgotten(ann, later(30 * day))).toBe(1)
})

it('stays as long as its filing waits in the outbox', async () => {
  const { filingId } = await queueFiling(ann)
  expect(await sweepDrafts(later(31 * day))).toBe(0)
  await sweepDevice(later(31 * day))
  expect(await findDraft(ann, filingId)).toBeDefined()
  expect(await listLocalFiles(ann, filingId)).toHaveLength(1)
})

it('a file comes back byte for byte', async () => {
  const file = await addLocalFile(ann, photo('f1', 1_200_000))
  const blob = await readLocalFile(ann, file.id)
  expect(blob.type).toBe('image/jpeg')
  expect(isPattern(await blob.arrayBuffer(), 1_200_000)).toBe(true)
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(await listLocalFiles(ann, 'f1')).toEqual([file])
})

it('a deleted file leaves no chunk', async () => {
  const file = await addLocalFile(ann, photo('f1'))
  await deleteLocalFile(ann, file.id)
  expect((await readRawRows()).fileChunks).toEqual([])
  await expect(readLocalFile(ann, file.id)).rejects.toThrow()
})

it('the sweep takes files that no draft and no entry refers to, after a month', async () => {
  await addLocalFile(ann, photo('never-saved', 10))
  await sweepDevice(new Date())
  expect((await readRawRows()).files).toHaveLength(1)
  await sweepDevice(new Date(Date.now() + 31 * day * 1000))
  expect((await readRawRows()).files).toEqual([])
})
