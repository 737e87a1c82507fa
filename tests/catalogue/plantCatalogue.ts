import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Finding } from '../../mock-api/catalogue/finding.ts'
import { createCatalogue, loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Catalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import { readCatalogue } from '../../mock-api/catalogue/readCatalogue.ts'
import type { CatalogueFiles } from '../../mock-api/catalogue/readCatalogue.ts'
import type { ItemFile } from '../../src/domain/item.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import type { Result } from '../../src/domain/result.ts'

export const today: PlainDate = '2026-11-23'

const source = 'mock-api/catalogue'

/** The real catalogue's files; throws when they cannot be read. */
export function getCatalogueFiles(): CatalogueFiles {
  const files = readCatalogue(source)
  if (!files.ok) throw new Error(JSON.stringify(files.error))
  return files.value
}

/** The real catalogue. Its lint takes seconds and is left to loadCatalogue.test.ts. */
export function getCatalogue(files = getCatalogueFiles()): Catalogue {
  return createCatalogue(files, [], () => today)
}

/** The data files of the items in force, examples included, most used first. */
export function getItemFiles(): ItemFile[] {
  const files = getCatalogueFiles()
  const byCode = new Map(files.items.map(({ value }) => [`${value.code}@${value.version}`, value]))
  return getCatalogue(files).view.items.flatMap(({ code, version }) => byCode.get(`${code}@${version}`) ?? [])
}

/**
 * Loads a copy of the catalogue after `edit`, which gets the copy's folder. Of the items only those to `keep` are in
 * it, with their translations: to lint all the others for each planted mistake would prove nothing.
 */
export function loadEdited(
  keep: string[], edit: (folder: string) => void, day: PlainDate = today,
): Result<Catalogue, Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  const isKept = (path: string): boolean => {
    const [, name] = /^(?:items|translations\/en)\/(.+)$/.exec(path) ?? []
    return name === undefined ? !path.endsWith('.ts') : keep.includes(`items/${name}`)
  }
  try {
    cpSync(source, folder, { recursive: true, filter: (path) => isKept(relative(source, path)) })
    edit(folder)
    return loadCatalogue({ today: () => day, folder })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Changes one JSON file; `target` writes a new file instead of replacing it. */
export function editJson<T>(folder: string, file: string, change: (value: T) => void, target = file): void {
  const value = JSON.parse(readFileSync(join(folder, file), 'utf8')) as T
  change(value)
  writeFileSync(join(folder, target), JSON.stringify(value))
}
