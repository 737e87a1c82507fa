/** Tells every tab, and the service worker, that the outbox changed. No data travels: the listener reads again. */
const listeners = new Set<() => void>()
let channel: BroadcastChannel | undefined

/** Calls `listener` after every change of the outbox, here or in another tab. Gives the function that stops it. */
export function watchOutbox(listener: () => void): () => void {
  openChannel()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) closeChannel()
  }
}

/** Called after a change is in the database. */
export function announceOutbox(): void {
  for (const listener of listeners) listener()
  if (typeof BroadcastChannel === 'undefined') return
  if (channel) {
    channel.postMessage('changed')
    return
  }
  const once = new BroadcastChannel('outbox')
  once.postMessage('changed')
  once.close()
}

function openChannel(): void {
  if (channel || typeof BroadcastChannel === 'undefined') return
  channel = new BroadcastChannel('outbox')
  channel.onmessage = () => {
    for (const listener of listeners) listener()
  }
}

function closeChannel(): void {
  channel?.close()
  channel = undefined
}
