/** One worker at a time among all tabs and the service worker of this device. */
import { openDeviceDatabase } from './deviceDatabase.ts'

interface Lease {
  owner: string
  until: number
}

const leaseMilliseconds = 15_000
const pollMilliseconds = 200

/**
 * Runs `work` under the lock `name`. With `wait` it waits for its turn, without it gives undefined when somebody else
 * is at work. A tab that is killed loses its lock: at once with Web Locks, after 15 seconds without.
 */
export async function withLock<T>(
  name: string, wait: boolean, work: () => Promise<T>,
): Promise<{ value: T } | undefined> {
  const locks = globalThis.navigator?.locks
  if (locks) {
    return locks.request(name, { ifAvailable: !wait }, async (lock) => lock ? { value: await work() } : undefined)
  }
  return withLease(name, wait, work)
}

/** Web-views without Web Locks: a row with an owner and an end, renewed while the work runs. */
async function withLease<T>(name: string, wait: boolean, work: () => Promise<T>): Promise<{ value: T } | undefined> {
  const owner = crypto.randomUUID()
  while (!await takeLease(name, owner)) {
    if (!wait) return undefined
    await new Promise((resolve) => { setTimeout(resolve, pollMilliseconds) })
  }
  const renewal = setInterval(() => void takeLease(name, owner).catch(() => undefined), leaseMilliseconds / 3)
  try {
    return { value: await work() }
  } finally {
    clearInterval(renewal)
    await dropLease(name, owner)
  }
}

async function takeLease(name: string, owner: string): Promise<boolean> {
  const transaction = (await openDeviceDatabase()).transaction('meta', 'readwrite')
  const key = `lease:${name}`
  const held = (await transaction.store.get(key))?.value as Lease | undefined
  const free = !held || held.owner === owner || held.until <= Date.now()
  const lease: Lease = { owner, until: Date.now() + leaseMilliseconds }
  if (free) await transaction.store.put({ key, value: lease })
  await transaction.done
  return free
}

async function dropLease(name: string, owner: string): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('meta', 'readwrite')
  const key = `lease:${name}`
  const held = (await transaction.store.get(key))?.value as Lease | undefined
  if (held?.owner === owner) await transaction.store.delete(key)
  await transaction.done
}
