import { endpointPath } from '../contract/endpoints.ts'
import type { KeyInput } from '../contract/filing.ts'
import type { KeyView } from '../contract/accountViews.ts'
import { ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { postJson, sendByFetch } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { getSigningKey } from './signingKey.ts'

/** Makes the account's device key known to the server, once, and gives the id the server knows it by. */
export async function ensureKeyRegistered(
  accountId: string, send: Send = sendByFetch,
): Promise<Result<string, SendFailure>> {
  const key = await getSigningKey(accountId)
  if (key.keyId !== undefined) return ok(key.keyId)
  const body: KeyInput = { publicKey: key.publicJwk }
  const reply = await postJson<KeyView>(send, endpointPath('registerKey'), JSON.stringify(body), key.registrationId)
  if (!reply.ok) return reply
  await key.saveKeyId(reply.value.keyId)
  return ok(reply.value.keyId)
}
