/** The public keys receipts are verified by, kept so that an old receipt verifies offline after a change of keys. */
import { endpointPath } from '../contract/endpoints.ts'
import type { ReceiptKeyView } from '../contract/accountViews.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import { sendByFetch } from './sendRequest.ts'
import type { Send } from './sendRequest.ts'

/** Public data, so in clear, and nobody's: it outlives a sign-out. */
const row = 'receiptKeys'

/** As this phone has them. */
export async function readReceiptKeys(): Promise<ReceiptKeyView[]> {
  return (await (await openDeviceDatabase()).get('meta', row))?.value as ReceiptKeyView[] | undefined ?? []
}

/**
 * Asks the server for its keys and adds those that are new. A key once kept is never exchanged by another of its name.
 * Without a network, or where nothing may be kept, as far as it gets. Gives all there are.
 */
export async function fetchReceiptKeys(send: Send = sendByFetch): Promise<ReceiptKeyView[]> {
  return add(await ask(send))
}

export interface KnownKeys {
  keys: ReceiptKeyView[]
  /** The server has just said which are its own: a receipt under any other is forged. */
  complete: boolean
}

/** The keys to check a receipt by that names `keyId`; the server is asked only when that one is not here yet. */
export async function findReceiptKeys(keyId: string, send: Send = sendByFetch): Promise<KnownKeys> {
  const kept = await readReceiptKeys().catch(() => [])
  if (kept.some((one) => one.keyId === keyId)) return { keys: kept, complete: false }
  const fresh = await ask(send)
  return { keys: await add(fresh), complete: fresh.length > 0 }
}

async function add(fresh: ReceiptKeyView[]): Promise<ReceiptKeyView[]> {
  const kept = await readReceiptKeys().catch(() => [])
  const added = fresh.filter(({ keyId }) => !kept.some((one) => one.keyId === keyId))
  const all = [...kept, ...added]
  if (added.length > 0) await keep(all).catch(() => undefined)
  return all
}

async function ask(send: Send): Promise<ReceiptKeyView[]> {
  try {
    const reply = await send(endpointPath('listReceiptKeys'), {
      headers: { accept: 'application/json' }, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000),
    })
    const keys: unknown = reply.ok ? await reply.json() : []
    return Array.isArray(keys) ? keys as ReceiptKeyView[] : []
  } catch {
    return []
  }
}

async function keep(keys: ReceiptKeyView[]): Promise<void> {
  await (await openDeviceDatabase()).put('meta', { key: row, value: keys })
}
