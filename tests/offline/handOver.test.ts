import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openAccount } from '../../src/offline/accountKeys.ts'
import { findDraft, markHandedOver, saveDraft } from '../../src/offline/drafts.ts'
import type { Draft } from '../../src/offline/drafts.ts'
import { inspectHandOver, packDraft, unpackDraft } from '../../src/offline/handOver.ts'
import { addLocalFile, listLocalFiles, readLocalFile } from '../../src/offline/localFiles.ts'
import { newPassphrase } from '../../src/offline/passphrase.ts'
import { findStanding, receiveDraft } from '../../src/offline/receiveDraft.ts'
import { ann, bob, draftOf, freshDevice, later, morning, pattern, queueFiling, readRawRows } from './support/device.ts'

beforeEach(freshDevice)

const passphrase = '1234 5678 9012 3456 7890'
const filingId = '0195a000-0000-4000-8000-000000000001'
const draft = draftOf(ann, filingId)

/** Ann's draft on her first phone, with photos of these sizes. */
async function begin(over: Partial<Draft> = {}, sizes: number[] = []): Promise<void> {
  await saveDraft({ ...draft, ...over }, morning)
  for (const [index, size] of sizes.entries()) {
    await addLocalFile(ann, {
      filingId, materialId: index % 2 === 0 ? 'photo' : 'lease', name: `照片 ${index}.jpg`, type: 'image/jpeg', bytes: pattern(size).buffer,
      ...index === 0 && { faults: ['blurred' as const] },
    })
  }
}

async function pack(withFiles = true, id = filingId): Promise<Blob> {
  const packed = await packDraft(ann, id, passphrase, withFiles)
  if (!packed.ok) throw new Error(packed.error)
  return packed.value
}

async function unpack(file: Blob, typed = passphrase) {
  const unpacked = await unpackDraft(file, typed)
  if (!unpacked.ok) throw new Error(unpacked.error)
  return unpacked.value
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer())

describe('a draft handed over', () => {
  it('arrives as it was, files and all, under names of the new phone, with thirty days of its own', { timeout: 60_000 }, async () => {
    await begin({
      step: 'materials', lastField: 'control-form-children.2.childName',
      provisions: { photo: { way: 'file', uploadIds: ['x', 'y'] }, lease: { way: 'file', uploadIds: [] }, home: { way: 'later' }, family: { way: 'declare', commitmentId: 'c1' } },
    }, [700_000, 5, 12])
    await markHandedOver(ann, filingId, later(60))
    const file = await pack()
    const before = await listLocalFiles(ann, filingId)
    await freshDevice()
    const received = await receiveDraft(ann, await unpack(file), later(7200))
    const files = await listLocalFiles(ann, filingId)
    const ids = (materialId: string) => files.filter((one) => one.materialId === materialId).map(({ id }) => id)
    expect(await findDraft(ann, filingId)).toEqual({
      ...draft, step: 'materials', lastField: 'control-form-children.2.childName',
      updatedAt: morning.toISOString(), expiresAt: later(30 * 86_400 + 7200).toISOString(),
      provisions: { photo: { way: 'file', uploadIds: ids('photo') }, lease: { way: 'file', uploadIds: ids('lease') }, home: { way: 'later' }, family: { way: 'declare', commitmentId: 'c1' } },
    })
    expect(received).toEqual({ ok: true, value: await findDraft(ann, filingId) })
    expect(files.map(({ id: _, ...about }) => about)).toEqual(before.map(({ id: _, ...about }) => about))
    expect(files.some(({ id }) => before.some((old) => old.id === id))).toBe(false)
    for (const [index, size] of [700_000, 5, 12].entries()) {
      const { id } = files.find(({ name }) => name === `照片 ${index}.jpg`)!
      const bytes = await (await readLocalFile(ann, id)).arrayBuffer()
      expect(Buffer.from(bytes).equals(pattern(size))).toBe(true)
    }
  })

  it('comes back as whatever was typed, for any text and any bytes', { timeout: 120_000 }, async () => {
    const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,20}$/).filter((one) => !(one in {}))
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map((any) => any.toWellFormed())
    const values = fc.dictionary(name, text, { maxKeys: 8, noNullPrototype: true })
    const file = fc.uint8Array({ minLength: 1, maxLength: 300 })
    const few = fc.array(file, { maxLength: 3 })
    await fc.assert(fc.asyncProperty(values, values, few, async (answers, form, photos) => {
      await freshDevice()
      await saveDraft({ ...draft, answers, form }, morning)
      for (const [index, bytes] of photos.entries()) {
        await addLocalFile(ann, { filingId, materialId: 'photo', name: `${index}`, type: 'image/jpeg', bytes: new Uint8Array(bytes).buffer })
      }
      const unpacked = await unpack(await pack())
      expect(unpacked.draft).toMatchObject({ answers, form })
      const order = photos.map((_, index) => unpacked.files.findIndex(({ name: called }) => called === `${index}`))
      const read = await Promise.all(order.map((index) => unpacked.readFile(index)))
      expect(read.map((one) => one.ok && [...new Uint8Array(one.value)])).toEqual(photos.map((bytes) => [...bytes]))
    }), { numRuns: 12 })
  })

  it('without its files says how many stayed behind', async () => {
    await begin({ provisions: { photo: { way: 'file', uploadIds: ['x'] } } }, [10, 20])
    const unpacked = await unpack(await pack(false))
    expect(unpacked).toMatchObject({ files: [], left: 2 })
    await freshDevice()
    await receiveDraft(ann, unpacked, later(60))
    expect((await findDraft(ann, filingId))?.provisions).toEqual({ photo: { way: 'file', uploadIds: [] } })
  })

  it('takes the place of an older copy with its files, and nothing else', async () => {
    await begin({ form: { phone: '1' } }, [10])
    const file = await pack()
    await saveDraft({ ...draft, form: { phone: '2' } }, later(60))
    const other = await addLocalFile(ann, { filingId: crypto.randomUUID(), materialId: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: pattern(3).buffer })
    await receiveDraft(ann, await unpack(file), later(120))
    expect(await findDraft(ann, filingId)).toMatchObject({ form: { phone: '1' }, updatedAt: morning.toISOString() })
    const rows = await readRawRows()
    expect(rows['files']).toHaveLength(2)
    expect(rows['fileChunks']).toHaveLength(2)
    expect(await listLocalFiles(ann, other.filingId)).toEqual([other])
  })

  it('leaves no trace of the person or the passphrase in the file', async () => {
    await begin({}, [10])
    const text = Buffer.from(await bytesOf(await pack())).toString('latin1')
    for (const word of [filingId, ann, '13800000000', '449999195801010022', '1234', '12345678901234567890']) {
      expect(text).not.toContain(word)
    }
  })
})

describe('a box that is not right', () => {
  it('is refused at every byte that is not as it was sealed', { timeout: 120_000 }, async () => {
    await begin({ answers: {}, form: {} }, [20])
    const whole = await bytesOf(await pack())
    const accepted: number[] = []
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = whole.slice()
      bytes[at]! ^= 1 << (at % 8)
      const unpacked = await unpackDraft(new Blob([bytes]), passphrase)
      if (!unpacked.ok) continue
      // The draft is whole: then it is the photo that was touched.
      if ((await unpacked.value.readFile(0)).ok) accepted.push(at)
    }
    expect(accepted).toEqual([])
  })

  it.each([2, 90])('with its check sum made to fit is refused by its cipher (byte %i of it)', async (at) => {
    await begin()
    const bytes = await bytesOf(await pack())
    bytes[46 + at]! ^= 1
    expect(await unpackDraft(new Blob([await withSum(bytes)]), passphrase)).toEqual({ ok: false, error: 'wrong-passphrase' })
  })

  it('cut off anywhere is refused', { timeout: 60_000 }, async () => {
    await begin({}, [20])
    const whole = await pack()
    for (let end = 0; end < whole.size; end += 7) {
      expect((await unpackDraft(whole.slice(0, end), passphrase)).ok).toBe(false)
    }
    const longer = new Blob([whole, new Uint8Array(1)])
    expect(await unpackDraft(longer, passphrase)).toEqual({ ok: false, error: 'damaged' })
  })

  it('with another passphrase says that it is the passphrase', async () => {
    await begin()
    expect(await unpackDraft(await pack(), newPassphrase())).toEqual({ ok: false, error: 'wrong-passphrase' })
  })

  it('takes the passphrase however it is spaced, and in full-width digits', async () => {
    await begin()
    await unpack(await pack(), '１２３４-5678 90123456.7890')
  })

  it.each([
    ['nothing', '', 'not-hand-over'], ['a photo', '\xff\xd8\xff\xe0', 'not-hand-over'], ['its magic alone', 'ZHBD', 'damaged'],
  ])('of %s is told from a hand-over', async (_what, text, problem) => {
    expect(await inspectHandOver(new Blob([Buffer.from(text, 'latin1')]))).toBe(problem)
  })

  it.each([[4, 2, 'newer-format'], [4, 0, 'damaged'], [5, 2, 'newer-format'], [6, 0xff, 'damaged'], [7, 0, 'damaged']] as const)(
    'whose header byte %i is %i is %s', async (at, value, problem) => {
      await begin()
      const bytes = await bytesOf(await pack())
      bytes[at] = value
      expect(await inspectHandOver(new Blob([bytes]))).toBe(problem)
    })

  it('is compressed', async () => {
    await begin({ form: { note: '一样的话'.repeat(500) } })
    expect((await pack()).size).toBeLessThan(1500)
  })
})

it('a text longer than any form takes cannot be handed over, and says so', async () => {
  await begin({ form: { note: 'x'.repeat(10_001) } })
  expect(await packDraft(ann, filingId, passphrase, true)).toEqual({ ok: false, error: 'too-large' })
})

describe('what stands on the phone already', () => {
  it('is nothing, a draft, a queued filing, or a filed one', async () => {
    expect(await findStanding(ann, filingId)).toEqual({ kind: 'nothing' })
    await begin()
    expect(await findStanding(ann, filingId)).toMatchObject({ kind: 'draft', draft: { filingId } })
    await openAccount(bob)
    expect(await findStanding(bob, filingId)).toEqual({ kind: 'nothing' })
    const queued = await queueFiling(ann)
    expect(await findStanding(ann, queued.filingId)).toMatchObject({ kind: 'queued', entry: { id: queued.id } })
  })
})

it('a damaged photo leaves the older copy as it was, and no file behind', async () => {
  await begin({}, [10])
  const unpacked = await unpack(await pack())
  const broken = { ...unpacked, readFile: async () => ({ ok: false as const, error: 'damaged' as const }) }
  expect(await receiveDraft(ann, broken, later(60))).toEqual({ ok: false, error: 'damaged' })
  expect((await readRawRows())['files']).toHaveLength(1)
})

it('marking a draft as handed over is no change of it', async () => {
  await begin()
  await markHandedOver(ann, filingId, later(600))
  expect(await findDraft(ann, filingId)).toMatchObject({
    handedOverAt: later(600).toISOString(), updatedAt: morning.toISOString(),
    expiresAt: later(30 * 86_400).toISOString(),
  })
})

/** Puts the check sum of the first part right again, as somebody who forges a box would. */
async function withSum(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await crypto.subtle.digest('SHA-256', bytes.slice(46))
  const sum = await crypto.subtle.digest('SHA-256', await new Blob([bytes.slice(0, 38), new Uint8Array(4), hash]).arrayBuffer())
  bytes.set(new Uint8Array(sum, 0, 4), 42)
  return bytes
}
