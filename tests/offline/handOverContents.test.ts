import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { draftFormat, migrateDraft } from '../../src/offline/draftFormats.ts'
import { findDraft, listDrafts } from '../../src/offline/drafts.ts'
import { encryptJson } from '../../src/offline/accountKeys.ts'
import { openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import { unpackDraft } from '../../src/offline/handOver.ts'
import { sealBox } from '../../src/offline/handOverBox.ts'
import { readContents } from '../../src/offline/handOverContents.ts'
import { ann, draftOf, freshDevice } from './support/device.ts'

const filingId = '0195a000-0000-4000-8000-000000000001'
const { expiresAt, ...draft } = draftOf(ann, filingId)
const file = { materialId: 'photo', name: '照片.jpg', type: 'image/jpeg', size: 5, sha256: 'a'.repeat(64) }
const good = { format: draftFormat, draft, files: [file], left: 0 }
const read = (value: unknown) => readContents(new TextEncoder().encode(JSON.stringify(value)))

describe('contents', () => {
  it('as this version writes them are read', () => {
    expect(read(good)).toEqual({ ok: true, value: { draft, files: [file], left: 0 } })
  })

  it.each<[string, unknown]>([
    ['no object', 'x'], ['a list', []], ['nothing', null],
    ['an unknown key', { ...good, more: 1 }],
    ['an unknown key of the draft', { ...good, draft: { ...draft, handedOverAt: draft.createdAt } }],
    ['a list for a draft', { ...good, draft: [] }],
    ['no format', { ...good, format: undefined }], ['half a format', { ...good, format: 1.5 }],
    ['a filing id of its own making', { ...good, draft: { ...draft, filingId: '../../x' } }],
    ['an account that is none', { ...good, draft: { ...draft, accountId: 7 } }],
    ['another item code', { ...good, draft: { ...draft, itemCode: 'x' } }],
    ['a version that is text', { ...good, draft: { ...draft, itemVersion: '1' } }],
    ['a capacity of its own', { ...good, draft: { ...draft, capacity: 'king' } }],
    ['a step that is an address', { ...good, draft: { ...draft, step: '/cases' } }],
    ['a field that is a selector', { ...good, draft: { ...draft, lastField: 'a]b' } }],
    ['a date that is none', { ...good, draft: { ...draft, updatedAt: '2026-99-99T00:00:00Z' } }],
    ['an answer that is an object', { ...good, draft: { ...draft, answers: { purpose: {} } } }],
    ['a text without end', { ...good, draft: { ...draft, form: { phone: 'x'.repeat(10_001) } } }],
    ['too many answers', { ...good, draft: { ...draft, answers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, ''])) } }],
    ['a way that is none', { ...good, draft: { ...draft, provisions: { photo: { way: 'steal' } } } }],
    ['sixty-one files', { ...good, files: Array.from({ length: 61 }, () => file) }],
    ['a file too large', { ...good, files: [{ ...file, size: 10 * 1_048_576 + 1 }] }],
    ['files too large together', { ...good, files: Array.from({ length: 21 }, () => ({ ...file, size: 10 * 1_048_576 })) }],
    ['a file that is a program', { ...good, files: [{ ...file, type: 'text/html' }] }],
    ['a name with control characters', { ...good, files: [{ ...file, name: 'a\u0000b' }] }],
    ['a fault nobody finds', { ...good, files: [{ ...file, faults: ['ugly'] }] }],
  ])('with %s are refused', (_what, value) => {
    expect(read(value)).toEqual({ ok: false, error: 'damaged' })
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('never take a name every object has: %s', (name) => {
    for (const where of ['answers', 'form', 'provisions']) {
      const inner = `{"${name}": ${where === 'provisions' ? '{"way":"later"}' : '"x"'}}`
      const text = JSON.stringify({ ...good, draft: { ...draft, [where]: 'HERE' } }).replace('"HERE"', inner)
      const refused = readContents(new TextEncoder().encode(text))
      // `prototype` is a name like any other of a plain object.
      expect(refused.ok).toBe(name === 'prototype')
    }
    expect(readContents(new TextEncoder().encode(`{"${name}":{"polluted":true}}`)).ok).toBe(false)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('nested too deep, cut off, or not UTF-8 are refused', () => {
    for (const text of ['['.repeat(200_000), '{"a":'.repeat(50_000), JSON.stringify(good).slice(0, -1)]) {
      expect(readContents(new TextEncoder().encode(text)).ok).toBe(false)
    }
    expect(readContents(new Uint8Array([0x22, 0xff, 0x22])).ok).toBe(false)
  })

  it('of any JSON whatever are a value, never an exception', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(readContents(new TextEncoder().encode(text)).ok).toBe(false)
    }), { numRuns: 300 })
  })

  it('of any change of one place are read or refused, never an exception', () => {
    const keys = Object.keys(draft) as (keyof typeof draft)[]
    fc.assert(fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      const result = read({ ...good, draft: { ...draft, [key]: value } })
      expect(result.ok || result.error === 'damaged').toBe(true)
    }), { numRuns: 300 })
  })
})

describe('a gzip', () => {
  const seal = (bytes: Uint8Array<ArrayBuffer>) => sealBox('1', true, [async () => bytes])

  it('that would fill the memory is left folded', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(300 * 1_048_576), { level: 9 }))
    const before = process.memoryUsage().arrayBuffers
    expect(await unpackDraft(await seal(bomb), '1')).toEqual({ ok: false, error: 'damaged' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1_048_576)
  })

  it('that is none, or cut off, is refused', async () => {
    const whole = new Uint8Array(gzipSync(JSON.stringify({ ...good, files: [] })))
    expect((await unpackDraft(await seal(whole), '1')).ok).toBe(true)
    expect(await unpackDraft(await seal(whole.slice(0, -9)), '1')).toEqual({ ok: false, error: 'damaged' })
    expect(await unpackDraft(await seal(new Uint8Array([1, 2, 3])), '1')).toEqual({ ok: false, error: 'damaged' })
  })

  it('whose files are not in the box is refused', async () => {
    const whole = new Uint8Array(gzipSync(JSON.stringify(good)))
    expect(await unpackDraft(await seal(whole), '1')).toEqual({ ok: false, error: 'damaged' })
  })

  it('whose photo is another one than it says is refused', async () => {
    const contents = new Uint8Array(gzipSync(JSON.stringify(good)))
    const box = await sealBox('1', true, [async () => contents, async () => new Uint8Array(5)])
    const unpacked = await unpackDraft(box, '1')
    expect(unpacked.ok && await unpacked.value.readFile(0)).toEqual({ ok: false, error: 'damaged' })
  })
})

describe('a draft of another version of the app', () => {
  beforeEach(freshDevice)
  const { lastField, ...first } = draft

  it('of the first format is brought up to date, from another phone', () => {
    const migrated = { ...first, lastField }
    expect(read({ ...good, format: 1, draft: first })).toMatchObject({ ok: true, value: { draft: migrated } })
  })

  it('of the first format is brought up to date, on this phone', async () => {
    const kept = { ...first, expiresAt }
    const { updatedAt } = kept
    const row = { filingId, accountId: ann, updatedAt, expiresAt, sealed: await encryptJson(ann, kept) }
    await (await openDeviceDatabase()).put('drafts', row)
    expect(await findDraft(ann, filingId)).toEqual({ ...kept, lastField: '' })
    expect(await listDrafts(ann)).toEqual([{ ...kept, lastField: '' }])
  })

  it('of a newer format is told to be one', () => {
    expect(read({ ...good, format: draftFormat + 1, draft: { whatever: [] } })).toEqual({ ok: false, error: 'newer-format' })
    expect(migrateDraft({}, draftFormat + 1)).toBeUndefined()
  })
})
