import type { LicenceView, ReusableMaterialView } from '../../src/contract/accountViews.ts'
import type { Provision } from '../../src/domain/facts.ts'
import { maskIdentifier } from '../../src/domain/identifiers/maskIdentifier.ts'
import type { Item } from '../../src/domain/item.ts'
import { isSameMaterial } from '../../src/domain/reuse.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import { insertMaterials } from '../repositories/caseMaterials.ts'
import type { CaseMaterialRow } from '../repositories/caseMaterials.ts'
import type { HeldLicence } from './findLicences.ts'

interface Given {
  caseId: string
  item: Item
  provisions: Record<string, Provision>
  /** What the library holds for the filer: the licence taken is kept with the case, its number masked. */
  held: HeldLicence[] | undefined
  /** What is given again: its files stay where they are, and the case points at them. */
  reusable: ReusableMaterialView[]
  /** Of what comes with the filing, or of what is added and has to be checked. */
  state: 'given' | 'toVerify'
  at: string
}

/** Keeps how each material was given, a row per file. */
export async function storeMaterials(tx: Transaction, given: Given): Promise<void> {
  await insertMaterials(tx, Object.entries(given.provisions).flatMap(([materialId, provision]) => {
    const row = makeRow(given, materialId, provision.way)
    if (provision.way === 'file') return provision.uploadIds.map((uploadId) => ({ ...row(), uploadId }))
    if (provision.way === 'reuse') {
      const files = given.reusable.find((one) => isSameMaterial(one, provision))?.files ?? []
      return files.map(({ uploadId }) => ({ ...row(), uploadId }))
    }
    if (provision.way === 'library') return [{ ...row(), licence: findLicence(given, materialId) ?? null }]
    return [{ ...row(), state: provision.way === 'later' ? 'owed' : given.state }]
  }))
}

function makeRow({ caseId, state, at }: Given, materialId: string, way: string): () => CaseMaterialRow {
  return () => ({
    id: uuidV7(Date.parse(at)), caseId, materialId, way, uploadId: null, licence: null, due: null, state, createdAt: at,
  })
}

function findLicence({ item, held }: Given, materialId: string): LicenceView | undefined {
  const kind = item.materials.find((material) => material.id === materialId)?.licence
  const licence = held?.find((one) => one.kind === kind)
  if (!licence) return undefined
  const { number, ...rest } = licence
  return { ...rest, maskedNumber: maskIdentifier(number) }
}
