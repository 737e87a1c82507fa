import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../mock-api/catalogue/finding.ts'
import { loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import { readCatalogue } from '../../mock-api/catalogue/readCatalogue.ts'
import type { Catalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { ItemFile } from '../../src/domain/item.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import type { Result } from '../../src/domain/result.ts'

export const today: PlainDate = '2026-11-23'

/** The real catalogue, loaded; throws when it does not load. */
export function getCatalogue(): Catalogue {
  const catalogue = loadCatalogue({ today: () => today })
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.error))
  return catalogue.value
}

/** The data files of the items in force, examples included, most used first. */
export function getItemFiles(): ItemFile[] {
  const files = readCatalogue('mock-api/catalogue')
  if (!files.ok) throw new Error(JSON.stringify(files.error))
  const inForce = new Set(getCatalogue().view.items.map(({ code, version }) => `${code}@${version}`))
  return files.value.items.map(({ value }) => value)
    .filter(({ code, version }) => inForce.has(`${code}@${version}`))
    .sort((a, b) => a.popularity - b.popularity)
}

/** Loads a copy of the catalogue after `edit`, which gets the copy's folder. */
export function loadEdited(edit: (folder: string) => void, day: PlainDate = today): Result<Catalogue, Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  try {
    cpSync('mock-api/catalogue', folder, { recursive: true })
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
