interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> }
}

/** Asks the browser, where it can, to wake the service worker for the outbox when the network is back. */
export async function requestBackgroundSync(): Promise<void> {
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration()
  // Refused in private mode and by battery savers: foreground and reconnect still send.
  await registration?.sync?.register('outbox').catch(() => undefined)
}
