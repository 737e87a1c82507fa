export interface StorageUsage {
  usedBytes: number
  quotaBytes: number
  /** The browser promised not to clear it by itself. */
  persistent: boolean
}

/** Asks the browser not to evict what is unsent; it may say no, and the screens then say so. */
export async function askPersistence(): Promise<boolean> {
  const { storage } = navigator
  if (!storage?.persist) return false
  return await storage.persisted() || await storage.persist()
}

/** What this app really uses; undefined where the browser does not tell. */
export async function storageUsage(): Promise<StorageUsage | undefined> {
  const { storage } = navigator
  if (!storage?.estimate) return undefined
  const { usage = 0, quota = 0 } = await storage.estimate()
  return { usedBytes: usage, quotaBytes: quota, persistent: await storage.persisted?.() ?? false }
}
