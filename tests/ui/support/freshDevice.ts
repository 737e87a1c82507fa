import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { closeDeviceDatabase } from '../../../src/offline/deviceDatabase.ts'

/** A new phone with a new page on it, in a secure context. */
export async function freshDevice(): Promise<void> {
  await closeDeviceDatabase()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('isSecureContext', true)
  restartPage()
}

/** The page is loaded again on the same phone. */
export function restartPage(): void {
  setActivePinia(createPinia())
}
