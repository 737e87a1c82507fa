import type { FilingInput, SignatureInput } from '../../src/contract/filing.ts'
import { maskIdentifier } from '../../src/domain/identifiers/maskIdentifier.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { Account } from '../repositories/accounts.ts'
import type { DeviceKey } from '../repositories/deviceKeys.ts'
import type { SignatureRow } from '../repositories/signatures.ts'
import { chainStart, linkHash, sha256Hex } from './hashChain.ts'
import { readDrawing } from './verifySignatures.ts'

/** What is kept of the device a signature came from. */
export interface ClientSummary {
  ip: string
  userAgent: string
}

interface Signed {
  caseId: string
  account: Account
  filing: FilingInput
  keys: Map<string, DeviceKey>
  client: ClientSummary
  receivedAt: string
}

/** What a row's `record` holds, as `describe` writes it. */
export interface SignatureRecord extends Pick<SignatureInput, 'signerName' | 'statements' | 'shown' | 'signedAt'> {
  keyThumbprint: string
  drawing?: { sha256: string, png: string }
}

/**
 * The record to keep of each verified signature (电子签名法 第五条、第六条, ES-03), each row carrying the hash of the one
 * before it (ES-04).
 */
export function makeSignatureRows(signed: Signed): SignatureRow[] {
  const rows: SignatureRow[] = []
  for (const signature of signed.filing.signatures) {
    const prevHash = rows.at(-1)?.hash ?? chainStart
    const content = { id: uuidV7(Date.parse(signed.receivedAt)), ...describe(signed, signature) }
    rows.push({ ...content, prevHash, hash: linkHash(prevHash, content) })
  }
  return rows
}

function describe({ caseId, account, filing, keys, client, receivedAt }: Signed, signature: SignatureInput) {
  const { documentId, documentVersion, text, sha256, keyId, value } = signature
  const { profile, auth } = account
  const drawing = readDrawing(signature)
  return {
    caseId, documentId, documentVersion, text, sha256, keyId, algorithm: 'ES256', signature: value,
    serverReceivedAt: receivedAt,
    signer: {
      name: profile.name, idKind: profile.idKind, maskedNumber: maskIdentifier(profile.idNumber),
      capacity: filing.capacity,
    },
    record: {
      authentication: auth,
      keyThumbprint: keys.get(keyId)?.thumbprint,
      signerName: signature.signerName,
      statements: signature.statements,
      shown: { ...signature.shown, listened: signature.shown.listened ?? false },
      signedAt: signature.signedAt,
      signedOn: signature.signedOn,
      tappedAt: filing.tappedAt,
      ...(drawing && { drawing: { sha256: sha256Hex(drawing), png: drawing.toString('base64') } }),
      // Enough to compare with a log, not enough to look an address up.
      ipSha256: sha256Hex(`${filing.filingId} ${client.ip}`),
      userAgent: client.userAgent.slice(0, 300),
      verification: { result: 'valid', at: receivedAt },
    },
  }
}
