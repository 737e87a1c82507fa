/** What is in the box: the draft, and about each file what the phone knew. Read as from a stranger. */
import { maxFileBytes } from '../contract/endpoints.ts'
import type { ApplicantInput, FilingInput, ProvisionInput } from '../contract/filing.ts'
import { helperRelations } from '../domain/helper.ts'
import type { Capacity } from '../domain/item.ts'
import type { PhotoFault } from '../domain/photo/checkPhoto.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { draftFormat, migrateDraft } from './draftFormats.ts'
import type { Draft } from './drafts.ts'
import type { SealedFile } from './localFiles.ts'
import {
  readInstant, readList, readObject, readOneOf, readRecord, readText, readWhole, UntrustedError,
} from './readUntrusted.ts'

/**
 * A draft without what belongs to one phone: its last day there, and that it was handed over. What the applicant
 * confirmed is confirmed anew, on the screen it is signed on.
 */
export type TravellingDraft = Omit<Draft, 'expiresAt' | 'handedOverAt' | 'confirmed'>
export interface TravellingFile extends SealedFile { size: number }

export interface HandOverContents {
  draft: TravellingDraft
  files: TravellingFile[]
  /** How many files stayed on the other phone. */
  left: number
}

export const handOverLimits = {
  files: 60, fileBytes: maxFileBytes, totalBytes: 200 * 1_048_576,
  /** The contents as JSON; photos are parts of their own. */
  contentBytes: 524_288,
  /** As many as a filing may hold: `maxFormValues`, whose file would bring the schemas of the wire along. */
  formValues: 300,
}

const fileTypes = ['image/jpeg', 'application/pdf'] as const
const capacities = ['self', 'guardian', 'agent', 'legalRepresentative'] as const satisfies Capacity[]
const idKinds = [
  'citizenId', 'hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident', 'passport',
] as const satisfies ApplicantInput['idKind'][]
const faultKinds: Record<PhotoFault, true> = {
  blurred: true, dark: true, bright: true, glare: true, cut: true, small: true,
  'portrait-shape': true, 'portrait-small': true, 'portrait-background': true,
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** A field's id, or that of a field in an entry: `section.number.field`. */
const formName = /^[A-Za-z][A-Za-z0-9-]{0,63}(\.\d{1,2}\.[A-Za-z][A-Za-z0-9]{0,63})?$/
const caseNumber = /^[0-9A-Z]{31}\d{16}$/
const id = /^[A-Za-z][A-Za-z0-9-]{0,63}$/

export function writeContents(contents: HandOverContents): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ format: draftFormat, ...contents }))
}

export function readContents(json: BufferSource): Result<HandOverContents, 'damaged' | 'newer-format'> {
  try {
    const { format, draft, files, left } = readObject(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)), ['format', 'draft', 'files', 'left'],
    )
    const migrated = migrateDraft(asRecord(draft), readWhole(format, 1, 1_000_000))
    if (!migrated) return fail('newer-format')
    const read = readList(files, handOverLimits.files, readFile)
    if (read.reduce((sum, file) => sum + file.size, 0) > handOverLimits.totalBytes) return fail('damaged')
    return ok({ draft: readDraft(migrated), files: read, left: readWhole(left, 0, 1_000) })
  } catch (error) {
    // Neither JSON nor UTF-8, nested too deep, or not what was asked for.
    if (error instanceof UntrustedError || error instanceof SyntaxError) return fail('damaged')
    if (error instanceof TypeError || error instanceof RangeError) return fail('damaged')
    throw error
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UntrustedError('no draft')
  return value as Record<string, unknown>
}

const draftKeys = [
  'filingId', 'accountId', 'itemCode', 'itemVersion', 'itemName', 'capacity', 'applicant', 'organisation', 'helper',
  'answers', 'form', 'provisions', 'noticesShown', 'step', 'lastField', 'createdAt', 'updatedAt',
] as const

function readDraft(value: unknown): TravellingDraft {
  const given = readObject(value, draftKeys)
  return {
    filingId: readText(given.filingId, 36, uuid),
    accountId: readText(given.accountId, 36, uuid),
    itemCode: readText(given.itemCode, 31, /^[0-9A-Z]{31}$/),
    itemVersion: readWhole(given.itemVersion, 1, 1_000_000),
    itemName: readText(given.itemName, 300),
    capacity: readOneOf(given.capacity, capacities),
    applicant: given.applicant === null ? null : readApplicant(given.applicant),
    ...given.organisation !== undefined && { organisation: readOrganisation(given.organisation) },
    ...given.helper !== undefined && { helper: readHelper(given.helper) },
    answers: readRecord(given.answers, 100, readValue),
    form: readRecord(given.form, handOverLimits.formValues, readValue, formName),
    provisions: readRecord(given.provisions, 60, readProvision),
    noticesShown: readList(given.noticesShown, 10, readNotice),
    step: readText(given.step, 20, /^[a-z]+$/),
    lastField: readText(given.lastField, 200, /^[\w.-]*$/),
    createdAt: readInstant(given.createdAt),
    updatedAt: readInstant(given.updatedAt),
  }
}

/** What is typed may be longer than what may be filed; the form says so. */
const readValue = (value: unknown) => readText(value, 10_000)

function readApplicant(value: unknown): ApplicantInput {
  const { name, idKind, idNumber, birthDate } = readObject(value, ['name', 'idKind', 'idNumber', 'birthDate'])
  return {
    name: readText(name, 200), idKind: readOneOf(idKind, idKinds), idNumber: readText(idNumber, 100),
    ...birthDate !== undefined && { birthDate: readText(birthDate, 10) },
  }
}

function readOrganisation(value: unknown): NonNullable<Draft['organisation']> {
  const { name, uscc } = readObject(value, ['name', 'uscc'])
  return { name: readText(name, 300), uscc: readText(uscc, 100) }
}

function readHelper(value: unknown): NonNullable<Draft['helper']> {
  const { name, relation } = readObject(value, ['name', 'relation'])
  return { name: readText(name, 200), relation: relation === '' ? '' : readOneOf(relation, helperRelations) }
}

/** Files have new names on the new phone; which material each belongs to is said with the file. */
function readProvision(value: unknown): ProvisionInput {
  const given = readObject(value, ['way', 'commitmentId', 'uploadIds', 'caseNo', 'materialId', 'handedInAt'])
  switch (readOneOf(given.way, ['file', 'library', 'reuse', 'later', 'declare'])) {
    case 'file': return { way: 'file', uploadIds: [] }
    case 'declare': return { way: 'declare', commitmentId: readText(given.commitmentId, 64, id) }
    case 'library': return { way: 'library' }
    case 'later': return { way: 'later' }
    case 'reuse': return {
      way: 'reuse', caseNo: readText(given.caseNo, 60, caseNumber), materialId: readText(given.materialId, 64, id),
      handedInAt: readInstant(given.handedInAt),
    }
  }
}

function readNotice(value: unknown): FilingInput['noticesShown'][number] {
  const { documentId, documentVersion, at } = readObject(value, ['documentId', 'documentVersion', 'at'])
  return {
    documentId: readText(documentId, 64, id), documentVersion: readWhole(documentVersion, 1, 1_000_000),
    at: readInstant(at),
  }
}

function readFile(value: unknown): TravellingFile {
  const given = readObject(value, ['materialId', 'name', 'type', 'size', 'sha256', 'faults', 'pages', 'originalSize'])
  return {
    materialId: readText(given.materialId, 64, id),
    name: readText(given.name, 200, /^[^\p{Cc}]+$/u),
    type: readOneOf(given.type, fileTypes),
    size: readWhole(given.size, 1, handOverLimits.fileBytes),
    sha256: readText(given.sha256, 64, /^[0-9a-f]{64}$/),
    ...given.faults !== undefined && {
      faults: readList(given.faults, 20, (one) => readOneOf(one, Object.keys(faultKinds) as PhotoFault[])),
    },
    ...given.pages !== undefined && { pages: readWhole(given.pages, 0, 100_000) },
    ...given.originalSize !== undefined && { originalSize: readWhole(given.originalSize, 0, 1e9) },
  }
}
