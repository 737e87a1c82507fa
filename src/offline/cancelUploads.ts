import { ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { checkAuthor } from './checkAuthor.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { discardUpload } from './tusRequests.ts'
import { unwantedKeys, unwantedUrl } from './unwantedUploads.ts'

/**
 * Throws away on the server what its owner removed here. What fails stays for the next time; what is never reached,
 * the server sweeps by itself.
 */
export async function cancelUploads(accountId: string, send: Send): Promise<Result<true, SendFailure>> {
  const database = await openDeviceDatabase()
  const unwanted = (await database.getAll('meta', unwantedKeys())).filter(({ value }) => value === accountId)
  if (unwanted.length === 0) return ok(true)
  const author = await checkAuthor(accountId, send)
  if (!author.ok) return author
  for (const { key } of unwanted) {
    const discarded = await discardUpload({ send }, unwantedUrl(key))
    if (!discarded.ok) return discarded
    await database.delete('meta', key)
  }
  return ok(true)
}
