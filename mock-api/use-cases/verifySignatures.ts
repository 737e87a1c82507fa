import type { FilingInput, SignatureInput } from '../../src/contract/filing.ts'
import type { ProblemCode, ProblemValue } from '../../src/contract/problems.ts'
import { renderDocument } from '../../src/domain/documents.ts'
import { listFilingDocuments } from '../../src/domain/filingDocuments.ts'
import type { FilingDocument } from '../../src/domain/filingDocuments.ts'
import { compare, addDays, isPlainDate } from '../../src/domain/plainDate.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import type { Catalogue } from '../catalogue/loadCatalogue.ts'
import type { Profile } from '../database/schema.ts'
import type { DeviceKey } from '../repositories/deviceKeys.ts'
import { sha256Hex } from './hashChain.ts'
import { isSigned } from './isSigned.ts'
import type { JudgedFiling } from './judgeFiling.ts'
import { foldName } from './proveCapacity.ts'

/** A filing may wait offline; longer than this its texts are out of date. The phone's day may be one ahead. */
const oldestDays = 30
const aheadDays = 1
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Signing {
  catalogue: Catalogue
  profile: Profile
  filing: FilingInput
  judged: JudgedFiling
  /** Of every file handed in, by its upload id. */
  fileHashes: ReadonlyMap<string, string>
  /** The account's own keys by id. */
  keys: Map<string, DeviceKey>
  today: PlainDate
}

/**
 * Checks that exactly the documents of this filing are signed: each in the version in force, over the very text the
 * server renders from its own data, every statement ticked, by a key of this account (电子签名法 第十三条).
 * Gives the first problem found: `signature-missing`, `notice-outdated`, `document-mismatch`, `key-unknown`,
 * `key-revoked`, `signature-invalid`.
 */
export function verifySignatures(signing: Signing): ProblemValue | undefined {
  const { signatures } = signing.filing
  const dated = checkSigningDay(signatures, signing.today)
  if (dated) return dated
  const documents = documentsToSign(signing)
  const missing = documents.some(({ template }) => !signatures.some((one) => one.documentId === template.id))
  if (missing || documents.length !== signatures.length) return at('', 'signature-missing', 'signature-missing')
  for (const [index, signature] of signatures.entries()) {
    const document = documents.find(({ template }) => template.id === signature.documentId)
    const problem = document ? checkSignature(signing, document, signature, `/${index}`)
      : at(`/${index}`, 'signature-missing', 'signature-unasked')
    if (problem) return problem
  }
  return undefined
}

/** The texts depend on the day they were signed, so they are rendered as of that day. */
function documentsToSign({ catalogue, profile, filing, judged, fileHashes, today }: Signing): FilingDocument[] {
  const { item } = judged
  const signedOn = filing.signatures[0]?.signedOn ?? today
  const facts = { ...judged.facts, today: signedOn }
  return listFilingDocuments({
    item, facts, verdict: assessFiling(item, facts, catalogue.view.calendar), signedOn,
    words: catalogue.view.documentWords, templates: catalogue.view.documents, fileHashes,
    identity: {
      filingId: filing.filingId, capacity: filing.capacity, applicantName: filing.applicant.name,
      applicantIdKind: filing.applicant.idKind, applicantIdNumber: filing.applicant.idNumber,
      ...(filing.applicant.birthDate && { applicantBirthDate: filing.applicant.birthDate }),
      filerName: profile.name, filerPhone: profile.phone,
      ...(filing.organisation && {
        organisationName: filing.organisation.name, organisationCode: filing.organisation.uscc,
      }),
      ...(filing.helper && { helper: filing.helper }),
    },
  })
}

function checkSigningDay(signatures: SignatureInput[], today: PlainDate): ProblemValue | undefined {
  const day = signatures[0]?.signedOn ?? today
  const real = isPlainDate(day) && signatures.every((one) => one.signedOn === day)
  const current = real && compare(day, addDays(today, -oldestDays)) >= 0 && compare(day, addDays(today, aheadDays)) <= 0
  return current ? undefined : at('/0/signedOn', 'document-mismatch', 'signing-day')
}

function checkSignature(
  { profile, keys }: Signing, { template, params }: FilingDocument, signature: SignatureInput, pointer: string,
): ProblemValue | undefined {
  if (signature.documentVersion !== template.version) {
    return { ...at(`${pointer}/documentVersion`, 'notice-outdated', 'notice-outdated'),
      facts: { documentId: template.id, currentVersion: template.version } }
  }
  if (signature.text !== renderDocument(template, params)) return at(`${pointer}/text`, 'document-mismatch', 'text')
  if (signature.sha256 !== sha256Hex(signature.text)) return at(`${pointer}/sha256`, 'document-mismatch', 'sha256')
  const statements = template.statements.map((statement) => statement.id)
  if (JSON.stringify(signature.statements) !== JSON.stringify(statements)) {
    return at(`${pointer}/statements`, 'signature-missing', 'statement-unticked')
  }
  // Read to the end or heard to the end, else nobody knows what was signed (ES-03).
  if (!signature.shown.scrolledToEnd && !signature.shown.listened) {
    return at(`${pointer}/shown`, 'signature-invalid', 'not-read')
  }
  if (foldName(signature.signerName) !== foldName(profile.name)) {
    return at(`${pointer}/signerName`, 'signature-invalid', 'signer-name')
  }
  const drawing = readDrawing(signature)
  if (drawing && !drawing.subarray(0, pngMagic.length).equals(pngMagic)) {
    return at(`${pointer}/drawing`, 'signature-invalid', 'drawing')
  }
  return checkKey(keys.get(signature.keyId), signature, drawing, pointer)
}

function checkKey(
  key: DeviceKey | undefined, signature: SignatureInput, drawing: Buffer | undefined, pointer: string,
): ProblemValue | undefined {
  if (!key) return at(`${pointer}/keyId`, 'key-unknown', 'key-unknown')
  if (key.revokedAt !== null) return at(`${pointer}/keyId`, 'key-revoked', 'key-revoked')
  const valid = isSigned(key.publicKey, { ...signature, drawingSha256: drawing ? sha256Hex(drawing) : '' }, signature.value)
  return valid ? undefined : at(`${pointer}/value`, 'signature-invalid', 'signature')
}

export function readDrawing({ drawing }: SignatureInput): Buffer | undefined {
  return drawing === undefined ? undefined : Buffer.from(drawing.slice(drawing.indexOf(',') + 1), 'base64')
}

function at(pointer: string, code: ProblemCode, detail: string): ProblemValue {
  return { code, errors: [{ pointer: `/signatures${pointer}`, code: detail }] }
}
