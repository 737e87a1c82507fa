/**
 * Locks what is open, in every tab. Each tab keeps its own key in memory, so each saves what is being typed in it
 * before it forgets the key; unlocking is every tab's own business: a key never travels between them.
 */
import { dropHeldKeys } from './heldKeys.ts'

const channelName = 'account-lock'
/** A save that hangs must not keep the phone open. */
const savingMilliseconds = 2_000

const savers = new Set<() => Promise<unknown>>()
const listeners = new Set<() => void>()
let channel: BroadcastChannel | undefined

/** Has `save` called, and waited for, before the key goes. Gives the function that stops it. */
export function onBeforeLock(save: () => Promise<unknown>): () => void {
  savers.add(save)
  return () => { savers.delete(save) }
}

/** Calls `listener` once this tab is locked, by itself or by another. Gives the function that stops it. */
export function watchLock(listener: () => void): () => void {
  if (!channel && typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel(channelName)
    channel.onmessage = () => void lockThisTab()
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    channel?.close()
    channel = undefined
  }
}

/** 立即锁定, the end of a sign-in and a sign-out: this tab and every other. */
export async function lockAllTabs(): Promise<void> {
  lockOtherTabs()
  await lockThisTab()
}

/** A tab that lay idle; one in use goes on, and locks itself when it is left in its turn. */
export async function lockThisTab(): Promise<void> {
  await closeThisTab()
  for (const listener of listeners) listener()
}

/** Saves what is being typed and forgets the key. */
export async function closeThisTab(): Promise<void> {
  const saving = Promise.allSettled([...savers].map((save) => save()))
  await Promise.race([saving, new Promise((resolve) => { setTimeout(resolve, savingMilliseconds) })])
  dropHeldKeys()
}

/** A PIN was just set: the others have no key for what is sealed from now on. */
export function lockOtherTabs(): void {
  if (typeof BroadcastChannel === 'undefined') return
  const once = channel ?? new BroadcastChannel(channelName)
  once.postMessage('lock')
  if (once !== channel) once.close()
}
