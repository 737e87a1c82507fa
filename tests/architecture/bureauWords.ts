import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What belongs to one bureau or one permit item, and therefore in its data file. */
const bureauWords = [/\bP\d{4}\b/, /11449999/, /82662270/, /增城/, /广州/]

const isText = (path: string) => /\.(ts|mjs|vue|json|css|sql|html|svg)$/.test(path)
const isCatalogue = (path: string) => path.startsWith('mock-api/catalogue/')

/** Every place in src and mock-api below `root`, outside the catalogue, that names an item, a bureau or its phone. */
export function listBureauWords(root: string): string[] {
  const paths = ['src', 'mock-api'].filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  return paths.filter((path) => isText(path) && !isCatalogue(path)).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return bureauWords.filter((word) => word.test(text)).map((word) => `${path}: ${word.source}`)
  })
}
