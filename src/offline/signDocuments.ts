/**
 * 演示签名: an ECDSA P-256 signature by this device's key over the exact text shown (电子签名法 第十三条 needs content
 * and signature changes to be detectable; a drawn name alone is neither).
 */
import type { SignatureInput } from '../contract/filing.ts'
import { signingPayload } from '../domain/documents.ts'
import type { DocumentTemplate, SignedParts } from '../domain/documents.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import { fromBase64, sha256Hex } from './encoding.ts'
import { getSigningKey } from './signingKey.ts'

export interface DocumentToSign {
  template: DocumentTemplate
  /** As `renderDocument` gave it and the screen showed it. */
  text: string
  signerName: string
  /** PNG data URL of the drawn name. */
  drawingPng?: string
  /** Ids of the statements ticked, in the template's order. */
  statements: string[]
  shown: SignatureInput['shown']
  signedOn: PlainDate
  /** Instant on the signer's device. */
  signedAt: string
}

/**
 * Stands in for the key's id while the key is not registered: the id is no part of what is signed, and the outbox
 * fills it in when it sends.
 */
export const unregisteredKeyId = '00000000-0000-0000-0000-000000000000'

/** Signs one document with the account's device key, offline if need be. */
export async function signDocument(accountId: string, document: DocumentToSign): Promise<SignatureInput> {
  const { template, text, signerName, drawingPng, statements, shown, signedOn, signedAt } = document
  const key = await getSigningKey(accountId)
  const parts = {
    documentId: template.id, documentVersion: template.version, text, statements, signedAt, signedOn, shown, signerName,
    ...(drawingPng !== undefined && { drawing: drawingPng }),
  }
  return {
    ...parts,
    sha256: await sha256Hex(new TextEncoder().encode(text)),
    keyId: key.keyId ?? unregisteredKeyId,
    value: await key.sign(await payloadOf(parts)),
  }
}

/** What is under a signature, as text. */
export async function payloadOf(
  { drawing, ...parts }: Omit<SignedParts, 'drawingSha256'> & Pick<SignatureInput, 'drawing'>,
): Promise<string> {
  const bytes = drawing === undefined ? undefined : fromBase64(drawing.slice(drawing.indexOf(',') + 1))
  return signingPayload({ ...parts, drawingSha256: bytes ? await sha256Hex(bytes) : '' })
}
