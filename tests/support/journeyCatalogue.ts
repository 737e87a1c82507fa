import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll } from 'vitest'
import { projectRoot } from '../../mock-api/projectRoot.ts'
import type { ItemFile } from '../../src/domain/item.ts'

/** Fields of an item's file as they are changed for the next version. */
type Editable<T> = T extends object ? { -readonly [K in keyof T]: Editable<T[K]> } : T

/**
 * A copy of the catalogue, there until the file's tests are done, in which one item has a second version from the day
 * after the journeys begin: `advance` by a day brings it into force.
 * @param name of the item's file, as `P1103`
 * @param keep names of the items in it; all of them when left out, which takes the server longer to read
 */
export function withNextVersion(
  name: string, change: (item: Editable<ItemFile>) => void, keep?: string[],
): string {
  const folder = copyCatalogue(keep)
  const item = JSON.parse(readFileSync(join(folder, `items/${name}.json`), 'utf8')) as Editable<ItemFile>
  Object.assign(item, { version: item.version + 1, effectiveFrom: '2026-03-11', changes: ['材料和问题有改动'] })
  change(item)
  writeFileSync(join(folder, `items/${name}.next.json`), JSON.stringify(item))
  return folder
}

/** A copy of the catalogue with these items only (all when left out), there until the file's tests are done. */
export function copyCatalogue(keep?: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhenghaoban-catalogue-'))
  afterAll(() => { rmSync(folder, { recursive: true }) })
  const isKept = (path: string) => !keep || !/^P\d{4}\.json$/.test(path) || keep.includes(path.slice(0, 5))
  cpSync(join(projectRoot(), 'mock-api/catalogue'), folder, {
    recursive: true, filter: (path) => !path.endsWith('.ts') && isKept(basename(path)),
  })
  return folder
}
