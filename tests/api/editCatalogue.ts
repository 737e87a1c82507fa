/** The catalogue as somebody who adopts it edits it: files in a folder of their own, and nothing else. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll } from 'vitest'

export interface CatalogueFolder {
  /** Changes what a JSON file holds; `target` writes a new file instead of replacing it. */
  edit<T>(file: string, change: (value: T) => unknown, target?: string): void
  write(file: string, value: unknown): void
}

/**
 * A changed copy of the catalogue in a temporary folder, there until the tests around the call are done. Of the items
 * only some are in it: a server lints whatever it starts on.
 * @param keep items and their translations, as `P0101.json`
 */
export function editCatalogue(keep: string[], change: (folder: CatalogueFolder) => void): string {
  const path = mkdtempSync(join(tmpdir(), 'zhenghaoban-catalogue-'))
  afterAll(() => { rmSync(path, { recursive: true }) })
  cpSync('mock-api/catalogue', path, {
    recursive: true,
    filter: (source) => !source.endsWith('.ts') && (!/P\d{4}(\.v\d+)?\.json$/.test(source) || keep.includes(basename(source))),
  })
  const write: CatalogueFolder['write'] = (file, value) => { writeFileSync(join(path, file), JSON.stringify(value)) }
  change({
    write,
    edit: <T>(file: string, edited: (value: T) => unknown, target = file) => {
      const value = JSON.parse(readFileSync(join(path, file), 'utf8')) as T
      edited(value)
      write(target, value)
    },
  })
  return path
}
