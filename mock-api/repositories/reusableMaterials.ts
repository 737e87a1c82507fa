import { and, asc, desc, eq, gte, inArray, notExists, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import { caseEvents, caseMaterials, cases, uploads } from '../database/schema.ts'
import type { CaseApplicant } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { isReadableBy } from './cases.ts'
import type { Reader } from './cases.ts'

/** A file that came in with a material of a case. */
export interface HandedIn {
  caseNo: string
  itemCode: string
  itemVersion: number
  applicant: CaseApplicant
  materialId: string
  handedInAt: string
  file: { uploadId: string, name: string, size: number }
}

interface Wanted {
  /** What came in before is left out. */
  since: string
  /** Cases that ended so lend nothing. */
  notIn: readonly CaseStatus[]
  /** Only of these cases; of all when left out. */
  caseNos?: readonly string[]
}

/** More than anybody looks through. */
const mostFiles = 500

/**
 * Files with which materials first came in, of the cases somebody may read, newest first: what stands in a case, not
 * what was replaced there, and nothing that an officer found wrong, in that case or in another that took it over.
 */
export async function listHandedIn(
  tx: Transaction, reader: Reader, { since, notIn, caseNos }: Wanted,
): Promise<HandedIn[]> {
  const files = tx.select({
    caseNo: cases.caseNo, itemCode: cases.itemCode, itemVersion: cases.itemVersion, applicant: cases.applicant,
    materialId: caseMaterials.materialId, handedInAt: caseMaterials.createdAt,
    file: { uploadId: uploads.id, name: uploads.fileName, size: uploads.size },
  }).from(caseMaterials)
    .innerJoin(cases, eq(cases.id, caseMaterials.caseId))
    .innerJoin(uploads, eq(uploads.id, caseMaterials.uploadId))
    .where(and(
      isReadableBy(reader), eq(caseMaterials.way, 'file'), gte(caseMaterials.createdAt, since),
      notInArray(cases.status, [...notIn]), caseNos && inArray(cases.caseNo, [...caseNos]),
      notExists(newer(tx)), notExists(foundWrong(tx)),
    ))
    .orderBy(desc(caseMaterials.createdAt), asc(caseMaterials.id)).$dynamic()
  // A material that is named is taken whole.
  return caseNos ? files : files.limit(mostFiles)
}

function newer(tx: Transaction) {
  const later = alias(caseMaterials, 'later')
  return tx.select({ one: sql`1` }).from(later).where(and(
    eq(later.caseId, caseMaterials.caseId), eq(later.materialId, caseMaterials.materialId),
    sql`${later.createdAt} > ${caseMaterials.createdAt}`,
  ))
}

/** An officer's notice after it came in names the material, wherever the file was used. */
function foundWrong(tx: Transaction) {
  const used = alias(caseMaterials, 'used')
  return tx.select({ one: sql`1` }).from(used).innerJoin(caseEvents, eq(caseEvents.caseId, used.caseId)).where(and(
    eq(used.uploadId, caseMaterials.uploadId), gte(caseEvents.at, used.createdAt),
    inArray(caseEvents.type, ['correctionRequested', 'supplementRefused']),
    sql`${caseEvents.data}->'points' @> jsonb_build_array(jsonb_build_object('materialId', ${used.materialId}))`,
  ))
}
