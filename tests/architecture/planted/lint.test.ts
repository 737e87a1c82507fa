import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint()

/** The rules that complain about `text` as if it stood in `filePath`. */
async function lint(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath })
  return result!.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

const vue = (template: string, script = '') =>
  `<script setup lang="ts">\n${script}\n</script>\n\n<template>\n  ${template}\n</template>\n`

const planted: [what: string, filePath: string, text: string, complaint: RegExp][] = [
  ['literal text in a template', 'src/features/a/A.vue', vue('<p>我要办证</p>'), /no-bare-strings-in-template/],
  ['literal English in a template', 'src/features/a/A.vue', vue('<p>Submit</p>'), /no-bare-strings-in-template/],
  ['literal text in an attribute', 'src/ui/A.vue', vue('<nav aria-label="主菜单" />'), /no-bare-strings-in-template/],
  ['literal text in an expression', 'src/ui/A.vue', vue("<p>{{ '我要办证' }}</p>"), /belongs in src\/locales/],
  ['literal text in a script', 'src/features/a/A.vue', vue('<p />', "const title = '我要办证'"), /belongs in src\/locales/],
  ['literal text in a composable', 'src/features/a/useA.ts', 'export const x = `还差${1}份`\n', /belongs in src\/locales/],
  ['v-html', 'src/ui/A.vue', vue('<p v-html="x" />', "const x = ''"), /vue\/no-v-html/],
  ['innerHTML', 'src/ui/draw.ts', "document.body.innerHTML = ''\n", /markup from strings/],
  ['a style attribute', 'src/ui/A.vue', vue('<p style="color: red" />'), /no-static-inline-styles/],
  ['a bound style attribute', 'src/ui/A.vue', vue('<p :style="x" />', 'const x = {}'), /no-restricted-v-bind/],
  ['raw fetch in a feature', 'src/features/a/useA.ts', "export const x = () => fetch('/api')\n", /network is reached/],
  ['fetch through window', 'src/stores/cases.ts', "export const x = () => window.fetch('/api')\n", /network is reached/],
  ['raw fetch in a component', 'src/ui/A.vue', vue('<p />', "void fetch('/api')"), /network is reached/],
  ['a beacon', 'src/app/leave.ts', "navigator.sendBeacon('/api')\n", /network is reached/],
  ['raw fetch in a use-case', 'mock-api/use-cases/a.ts', "export const x = () => fetch('/')\n", /mock-api\/adapters/],
  ['new Date() in the domain', 'src/domain/a.ts', 'export const x = new Date()\n', /Now is a parameter/],
  ['Date.now() in the domain', 'src/domain/a.ts', 'export const x = Date.now()\n', /Now is a parameter/],
  ['Date() in the contract', 'src/contract/a.ts', 'export const x = Date()\n', /Now is a parameter/],
  ['chance in the domain', 'src/domain/a.ts', 'export const x = Math.random()\n', /chance is a parameter/],
  ['the clock in a use-case', 'mock-api/use-cases/a.ts', 'export const x = new Date()\n', /Now is a parameter/],
  ['a status number in a route', 'mock-api/routes/a.ts', 'export const x = (r) => r.code(404)\n', /status codes have names/],
  ['a status number in a reply', 'mock-api/use-cases/a.ts', 'export const x = { statusCode: 409 }\n', /status codes have names/],
  ['a status number compared', 'src/stores/a.ts', 'export const x = (r) => r.status === 401\n', /status codes have names/],
  ['an enum', 'src/domain/a.ts', 'export enum X { A }\n', /not an enum/],
  ['a default export', 'src/domain/a.ts', 'export default 1\n', /Name the export/],
  ['any', 'src/domain/a.ts', 'export const x = (y: any) => y\n', /no-explicit-any/],
  ['a click without a keyboard', 'src/ui/A.vue', vue('<div @click="x" />', 'const x = () => {}'), /vuejs-accessibility/],
  ['an unused silencing comment', 'src/domain/a.ts', '// eslint-disable-next-line eqeqeq\nexport const x = 1\n', /Unused eslint-disable/],
]

test.each(planted)('%s is reported in %s', async (_what, filePath, text, complaint) => {
  expect(await lint(filePath, text)).toContainEqual(expect.stringMatching(complaint))
})

const allowed: [what: string, filePath: string, text: string][] = [
  ['text from the locale file', 'src/ui/BigButton.vue', vue('<p>{{ label }}</p>', 'defineProps<{ label: string }>()')],
  ['fetch in the outbox', 'src/offline/a.ts', "export const x = () => fetch('/api')\n"],
  ['fetch in an adapter', 'mock-api/adapters/sms/a.ts', "export const x = () => fetch('/')\n"],
  ['a given instant in the domain', 'src/domain/a.ts', 'export const x = (at: string) => new Date(at)\n'],
  ['a status number in the problem table', 'src/contract/problems.ts', 'export const x = { status: 409 }\n'],
  ['a status number in mock-api/http', 'mock-api/http/a.ts', 'export const x = { statusCode: 409 }\n'],
]

test.each(allowed)('%s is allowed in %s', async (_what, filePath, text) => {
  expect(await lint(filePath, text)).toEqual([])
})
