import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** What the compiler says to `text` under the rules of one runtime, as a file of that runtime. */
function check(project: string, path: string, text: string): string[] {
  const { config } = ts.readConfigFile(`tsconfig.${project}.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [path] }, ts.sys, '.')
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (file) => resolve(file) === resolve(path) || fileExists(file)
  host.readFile = (file) => resolve(file) === resolve(path) ? text : readFile(file)
  const program = ts.createProgram([resolve(path)], options, host)
  return program.getSemanticDiagnostics(program.getSourceFile(resolve(path))).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

test.each([
  ['domain', 'document', 'src/domain/planted.ts', 'export const x = document.title'],
  ['domain', 'fetch', 'src/contract/planted.ts', "export const x = fetch('/')"],
  ['domain', 'process', 'src/domain/planted.ts', 'export const x = process.env'],
  ['worker', 'window', 'src/offline/planted.ts', 'export const x = window.localStorage'],
  ['worker', 'Buffer', 'src/sw/planted.ts', 'export const x = Buffer.alloc(1)'],
  ['app', 'process', 'src/features/planted.ts', 'export const x = process.env'],
  ['server', 'document', 'mock-api/planted.ts', 'export const x = document.title'],
])('%s code that reaches for %s does not compile', (project, name, path, text) => {
  expect(check(project, path, text)).toEqual([expect.stringContaining(`Cannot find name '${name}'`)])
})

test('an element of a list may be missing', () => {
  expect(check('domain', 'src/domain/planted.ts', 'export const x = (a: string[]): string => a[0]'))
    .toEqual([expect.stringContaining("'undefined' is not assignable to type 'string'")])
})

test.each([
  ['domain', 'src/domain/planted.ts', 'export const x = [1, 2].toSorted()'],
  ['worker', 'src/offline/planted.ts', "export const x = () => fetch('/').then(() => indexedDB.open('a'))"],
  ['app', 'src/features/planted.ts', 'export const x = document.title'],
  ['server', 'mock-api/planted.ts', "import { readFileSync } from 'node:fs'\nexport const x = readFileSync('a')"],
])('%s code that keeps to its runtime compiles', (project, path, text) => {
  expect(check(project, path, text)).toEqual([])
})
