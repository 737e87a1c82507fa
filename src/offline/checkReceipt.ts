/** Whether a receipt is what the server signed, and says what this phone has: all on the phone, by WebCrypto. */
import type { ReceiptKeyView } from '../contract/accountViews.ts'
import { canonicalJson } from '../domain/canonicalJson.ts'
import { receiptKeyId, statementText } from '../domain/receiptProof.ts'
import type { PartState, ReceiptCheck, ReceiptContents, ReceiptProof, SignedStatement } from '../domain/receiptProof.ts'
import { fromBase64Url, toBase64Url } from './encoding.ts'
import type { SentParts } from './outboxEntry.ts'
import type { KnownKeys } from './receiptKeys.ts'

/** What the screen shows beside the receipt. */
export interface ShownReceipt {
  caseNo: string
  receivedAt: string
  verdict?: ReceiptContents['verdict']
}

/** What there is on this phone to compare with; what is left out is not compared. */
export interface LocalParts extends Partial<SentParts> {
  shown: ShownReceipt
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** What `statement` is worth: signed by this key, not signed, or under a key that is none of the server's. */
export async function checkStatement(
  statement: SignedStatement, { keys, complete }: KnownKeys,
): Promise<Pick<ReceiptCheck, 'key' | 'signature'>> {
  const found = keys.find(({ keyId }) => keyId === statement.keyId)
  if (!found) return { key: complete ? 'differs' : 'unchecked', signature: 'unchecked' }
  const { kty, crv, x, y } = found.publicKey
  // RFC 7638: the name of a key is made from the key.
  const name = receiptKeyId(await digest(JSON.stringify({ crv, kty, x, y })))
  if (name !== found.keyId) return { key: 'differs', signature: 'unchecked' }
  const valid = await verify(found, statement).catch(() => false)
  return { key: 'match', signature: valid ? 'match' : 'differs' }
}

/** Compares every part of a receipt with what it is signed as, shown as and with what this phone has sent. */
export async function checkReceipt(
  proof: ReceiptProof, known: KnownKeys, { shown, documents, files }: LocalParts,
): Promise<ReceiptCheck> {
  const { contents, caseNo, receivedAt } = proof
  const statement = { caseNo, receivedAt, ...(contents.verdict && { verdict: contents.verdict }) }
  return {
    ...await checkStatement(proof, known),
    contents: state(await digest(canonicalJson(contents)) === proof.digest),
    shown: state(canonicalJson(shown) === canonicalJson(statement)),
    documents: compare(documents, contents.documents),
    files: compare(files, contents.files),
  }
}

async function verify({ publicKey }: ReceiptKeyView, statement: SignedStatement): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', publicKey, curve, false, ['verify'])
  const bytes = new TextEncoder().encode(statementText(statement))
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64Url(statement.signature), bytes)
}

async function digest(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

/** The same things, in whatever order. */
function compare(own: object[] | undefined, received: object[]): PartState {
  if (!own) return 'unchecked'
  const sorted = (all: object[]) => canonicalJson(all.map((one) => canonicalJson(one)).sort())
  return state(sorted(own) === sorted(received))
}

function state(holds: boolean): PartState {
  return holds ? 'match' : 'differs'
}
