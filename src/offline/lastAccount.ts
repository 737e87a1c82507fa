import type { AccountView } from '../contract/accountViews.ts'
import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { Sealed } from './deviceSchema.ts'

interface LastAccount {
  accountId: string
  sealed: Sealed
}

/** Remembers who signed in last, for use without a network: the id in clear, the person sealed. */
export async function rememberAccount(account: AccountView): Promise<void> {
  const value: LastAccount = { accountId: account.id, sealed: await encryptJson(account.id, account) }
  const transaction = await openAccountTransaction(account.id, ['meta'], value.sealed)
  await transaction.objectStore('meta').put({ key: 'lastAccount', value })
  await transaction.done
}

/** The account that signed in last on this device and has not signed out. */
export async function findLastAccount(): Promise<AccountView | undefined> {
  const last = await findRow()
  return last && decryptJson<AccountView>(last.accountId, last.sealed)
}

/** Its opaque id: all the service worker needs. */
export async function findLastAccountId(): Promise<string | undefined> {
  return (await findRow())?.accountId
}

async function findRow(): Promise<LastAccount | undefined> {
  return (await (await openDeviceDatabase()).get('meta', 'lastAccount'))?.value as LastAccount | undefined
}
