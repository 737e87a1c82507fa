/**
 * Whether files may leave this device now: the resident may have paused them, and mobile data costs money. Asked before
 * every chunk, by every tab and by the service worker, so the choice lies in the database. It is the device's own.
 */
import { openDeviceDatabase } from './deviceDatabase.ts'
import { announceOutbox } from './watchOutbox.ts'

export const mobileChoices = ['ask', 'always', 'never'] as const

export interface UploadChoice {
  onMobile: typeof mobileChoices[number]
  /** Said yes on the mobile network the phone is in; another network ends it. */
  granted: boolean
  paused: boolean
}

/** Why files wait: paused by hand, not asked yet on mobile data, or for Wi-Fi alone. */
export type UploadHold = 'paused' | 'ask' | 'wifi'

const key = 'uploadChoice'
const unchosen: UploadChoice = { onMobile: 'ask', granted: false, paused: false }

export async function readUploadChoice(): Promise<UploadChoice> {
  const kept = (await (await openDeviceDatabase()).get('meta', key))?.value as Partial<UploadChoice> | undefined
  return { ...unchosen, ...kept }
}

/** Changes some of it, for every tab. */
export async function saveUploadChoice(change: Partial<UploadChoice>): Promise<UploadChoice> {
  const transaction = (await openDeviceDatabase()).transaction('meta', 'readwrite')
  const kept = (await transaction.store.get(key))?.value as Partial<UploadChoice> | undefined
  const value = { ...unchosen, ...kept, ...change }
  await transaction.store.put({ key, value })
  await transaction.done
  announceOutbox()
  return value
}

/** Undefined when files may go. */
export function holdOf({ onMobile, granted, paused }: UploadChoice, metered: boolean): UploadHold | undefined {
  if (paused) return 'paused'
  if (!metered || granted || onMobile === 'always') return undefined
  return onMobile === 'never' ? 'wifi' : 'ask'
}

/** The hold at this moment. */
export async function findUploadHold(): Promise<UploadHold | undefined> {
  return holdOf(await readUploadChoice(), isMetered())
}

interface NetworkInformation extends EventTarget {
  type?: string
  saveData?: boolean
}

/** Mobile data, or a wish to save data, where the browser tells (NetworkInformation); elsewhere one pauses by hand. */
export function isMetered(): boolean {
  const connection = connectionOf()
  return connection?.type === 'cellular' || connection?.saveData === true
}

/** Whether the browser tells what network the phone is in. */
export function knowsNetwork(): boolean {
  return connectionOf()?.type !== undefined
}

/** Calls `listener` when the phone has changed its network. Gives the function that stops it. */
export function watchNetwork(listener: () => void): () => void {
  const connection = connectionOf()
  connection?.addEventListener('change', listener)
  return () => connection?.removeEventListener('change', listener)
}

function connectionOf(): NetworkInformation | undefined {
  return (globalThis.navigator as { connection?: NetworkInformation } | undefined)?.connection
}
