import { and, asc, eq, inArray } from 'drizzle-orm'
import { caseMaterials, uploads } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type CaseMaterialRow = typeof caseMaterials.$inferSelect

/** How a material was given at one time; what came later is a later row. */
export interface CaseMaterial extends CaseMaterialRow {
  upload: { fileName: string, size: number } | null
}

export async function insertMaterials(tx: Transaction, rows: readonly CaseMaterialRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(caseMaterials).values([...rows])
}

/** In the order they came in. */
export async function listCaseMaterials(tx: Transaction, caseId: string): Promise<CaseMaterial[]> {
  const rows = await tx.select({ material: caseMaterials, fileName: uploads.fileName, size: uploads.size })
    .from(caseMaterials).leftJoin(uploads, eq(uploads.id, caseMaterials.uploadId))
    .where(eq(caseMaterials.caseId, caseId)).orderBy(asc(caseMaterials.id))
  return rows.map(({ material, fileName, size }) => ({
    ...material, upload: fileName === null || size === null ? null : { fileName, size },
  }))
}

/** What became of the rows of these materials: taken in, checked or sent back. */
export async function setMaterialState(
  tx: Transaction, caseId: string, materialIds: readonly string[], state: string,
): Promise<void> {
  if (materialIds.length === 0) return
  await tx.update(caseMaterials).set({ state })
    .where(and(eq(caseMaterials.caseId, caseId), inArray(caseMaterials.materialId, [...materialIds])))
}
