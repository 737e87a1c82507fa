import { IDBFactory } from 'fake-indexeddb'
import type { DocumentTemplate } from '../../../src/domain/documents.ts'
import { openAccount } from '../../../src/offline/accountKeys.ts'
import { closeDeviceDatabase, openDeviceDatabase } from '../../../src/offline/deviceDatabase.ts'
import type { DeviceStore } from '../../../src/offline/deviceSchema.ts'
import type { Draft } from '../../../src/offline/drafts.ts'
import { saveDraft } from '../../../src/offline/drafts.ts'
import { addLocalFile } from '../../../src/offline/localFiles.ts'
import { enqueue } from '../../../src/offline/outbox.ts'
import { signDocument } from '../../../src/offline/signDocuments.ts'

export const ann = '0195a000-0000-7000-8000-00000000000a'
export const bob = '0195a000-0000-7000-8000-00000000000b'
/** A Wednesday morning in Guangzhou. */
export const morning = new Date('2026-05-06T01:00:00.000Z')

export function later(seconds: number): Date {
  return new Date(morning.getTime() + seconds * 1000)
}

/** A phone on which Ann is signed in and nothing is stored. */
export async function freshDevice(): Promise<void> {
  await closeDeviceDatabase()
  globalThis.indexedDB = new IDBFactory()
  await openAccount(ann)
}

/** The page is closed or killed: nothing in memory survives, the database does. */
export async function restartPage(): Promise<void> {
  await closeDeviceDatabase()
}

export function draftOf(accountId: string, filingId: string): Draft {
  return {
    filingId, accountId, itemCode: '11449999000000019F4440100003001', itemVersion: 1, itemName: '往来港澳通行证首次申领',
    capacity: 'self', applicant: { name: '张秀英', idKind: 'citizenId', idNumber: '449999195801010022' },
    answers: { purpose: 'family' }, form: { phone: '13800000000' }, provisions: {}, noticesShown: [], step: 'form', lastField: '',
    createdAt: morning.toISOString(), updatedAt: morning.toISOString(), expiresAt: morning.toISOString(),
  }
}

/** A draft with one photo, signed and put into the outbox. */
export async function queueFiling(accountId: string, size = 1000) {
  const filingId = crypto.randomUUID()
  const file = await addLocalFile(accountId, {
    filingId, materialId: 'photo', name: '照片.jpg', type: 'image/jpeg', bytes: pattern(size).buffer,
  })
  const draft = await saveDraft(draftOf(accountId, filingId), morning)
  const id = await enqueue({
    verb: 'submitFiling', accountId, filingId, label: draft.itemName, localFileIds: [file.id],
    body: {
      filingId, itemCode: draft.itemCode, itemVersion: 1, capacity: 'self', applicant: draft.applicant!,
      answers: draft.answers, form: draft.form,
      provisions: { photo: { way: 'file', uploadIds: [file.id] }, home: { way: 'later' } },
      signatures: [await signDocument(accountId, {
        template: { id: 'application', version: 1 } as DocumentTemplate, text: '申请表', signerName: '张秀英', statements: [],
        signedAt: morning.toISOString(), signedOn: '2026-05-06',
        shown: { openedAt: morning.toISOString(), seconds: 9, scrolledToEnd: true },
      })],
      noticesShown: [], tappedAt: morning.toISOString(),
    },
  }, morning)
  return { id, filingId, fileId: file.id }
}

/** Bytes that differ everywhere, so that a misplaced chunk shows. */
export function pattern(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) % 251)
}

/** Compared natively: a deep comparison of a million bytes takes seconds. */
export function isPattern(bytes: Uint8Array | ArrayBuffer | undefined, size: number): boolean {
  return bytes !== undefined && Buffer.from(bytes as Uint8Array).equals(pattern(size))
}

/** Every row of every store, as the disk has it. */
export async function readRawRows(): Promise<Record<string, unknown[]>> {
  const database = await openDeviceDatabase()
  const rows: Record<string, unknown[]> = {}
  for (const name of database.objectStoreNames) rows[name] = await database.getAll(name as DeviceStore)
  return rows
}
