/** Which notices of personal-data handling an account was shown on this phone: each is shown once a version. */
import type { FilingInput } from '../contract/filing.ts'
import { openAccountTransaction, shownNoticesKey } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'

export type ShownNotices = FilingInput['noticesShown']

export async function rememberShownNotices(accountId: string, shown: ShownNotices): Promise<void> {
  const others = (await listShownNotices(accountId))
    .filter(({ documentId }) => !shown.some((one) => one.documentId === documentId))
  const transaction = await openAccountTransaction(accountId, ['meta'])
  await transaction.objectStore('meta').put({ key: shownNoticesKey(accountId), value: [...others, ...shown] })
  await transaction.done
}

/** Of each notice the version shown last, and when. */
export async function listShownNotices(accountId: string): Promise<ShownNotices> {
  const row = await (await openDeviceDatabase()).get('meta', shownNoticesKey(accountId))
  return row?.value as ShownNotices | undefined ?? []
}
