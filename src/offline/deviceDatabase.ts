/**
 * The device's own database: what a resident typed and has not sent, and copies of what the server said. Rows carry
 * opaque ids, states and times in clear; everything about a person is sealed with the account's key.
 */
import { openDB } from 'idb'
import type { DeviceDatabase, DeviceSchema } from './deviceSchema.ts'
import { migrateDeviceDatabase } from './migrateDeviceDatabase.ts'

export const deviceDatabaseName = 'zhenghaoban'
export const deviceDatabaseVersion = 3

let opened: Promise<DeviceDatabase> | undefined

/**
 * Gives the open database. iOS closes IndexedDB behind a page that slept, and another tab may need it closed to
 * upgrade: the next call opens it again. Rejects where the browser offers no storage.
 */
export async function openDeviceDatabase(): Promise<DeviceDatabase> {
  opened ??= open()
  const mine = opened
  try {
    const database = await mine
    // Throws on a connection that was closed without an event, as iOS does.
    database.transaction('meta')
    return database
  } catch (error) {
    if (opened === mine) opened = undefined
    if (error instanceof DOMException && error.name === 'InvalidStateError') return openDeviceDatabase()
    throw error
  }
}

/** Closes the connection; the next `openDeviceDatabase` opens a new one. */
export async function closeDeviceDatabase(): Promise<void> {
  const closing = opened
  opened = undefined
  ;(await closing)?.close()
}

function open(): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(deviceDatabaseName, deviceDatabaseVersion, {
    upgrade: migrateDeviceDatabase,
    blocking: () => void closeDeviceDatabase(),
    terminated: () => { opened = undefined },
  })
}
