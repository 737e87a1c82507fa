import type { FilingInput, SupplementInput } from '../../src/contract/filing.ts'
import { canonicalJson } from '../../src/domain/canonicalJson.ts'
import type { Provision } from '../../src/domain/facts.ts'
import { maskName } from '../../src/domain/identifiers/maskName.ts'
import { receiptVerdict } from '../../src/domain/receiptProof.ts'
import type { ReceiptContents } from '../../src/domain/receiptProof.ts'
import type { CaseFile } from './caseFile.ts'
import { sha256Hex } from './hashChain.ts'
import type { JudgedFiling } from './judgeFiling.ts'

type FileHashes = ReadonlyMap<string, string>

/** What a filing consists of, by hash. */
export function filingContents(
  filing: FilingInput, { item, applicant, facts, verdict }: JudgedFiling, fileHashes: FileHashes,
): ReceiptContents {
  return {
    kind: 'filing', filingId: filing.filingId, item: `${item.code}@${item.version}`, applicant: maskName(applicant.name),
    documents: filing.signatures.map(({ documentId, documentVersion, sha256 }) => (
      { id: documentId, version: documentVersion, sha256 })),
    ...listGiven(facts.provisions, fileHashes),
    verdict: receiptVerdict(verdict),
  }
}

/** What a supplement consists of: it carries no signed document. */
export function supplementContents(
  { row }: Pick<CaseFile, 'row'>, { provisions, answers, form }: SupplementInput, fileHashes: FileHashes,
): ReceiptContents {
  return {
    kind: 'supplement', filingId: row.filingId, item: `${row.itemCode}@${row.itemVersion}`,
    applicant: maskName(row.applicant.name), documents: [], ...listGiven(provisions, fileHashes),
    ...(answers ?? form) && { filledIn: sha256Hex(canonicalJson({ answers, form })) },
  }
}

function listGiven(
  provisions: Record<string, Provision>, fileHashes: FileHashes,
): Pick<ReceiptContents, 'files' | 'ways'> {
  const given = Object.entries(provisions)
  return {
    files: given.flatMap(([materialId, provision]) => provision.way === 'file'
      ? provision.uploadIds.map((id) => ({ materialId, sha256: fileHashes.get(id) ?? '' })) : []),
    ways: given.flatMap(([materialId, { way }]) => way === 'file' ? [] : [{ materialId, way }]),
  }
}
