// @ts-check
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

/** Chinese text in code. Every sentence a resident reads lives in src/locales. */
const hanText = '/\\p{Script=Han}/u'
const statusNumber = '/^[1-5]\\d\\d$/'

const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'Use a union type and a const object, not an enum.' },
]
const namedExports = [
  { selector: 'ExportDefaultDeclaration', message: 'Name the export: only components and tool configs have a default one.' },
]
const noStatusNumbers = [
  `CallExpression[callee.property.name=/^(code|status|sendStatus|writeHead|redirect)$/] > Literal[raw=${statusNumber}]`,
  `Property[key.name=/^(status|statusCode)$/] > Literal[raw=${statusNumber}]`,
  `BinaryExpression[left.property.name=/^(status|statusCode)$/] > Literal[raw=${statusNumber}]`,
  `BinaryExpression[left.name=/^(status|statusCode)$/] > Literal[raw=${statusNumber}]`,
].map((selector) => ({
  selector,
  message: 'HTTP status codes have names in src/contract and numbers only there and in mock-api/http.',
}))
const noMarkupFromStrings = [
  { selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]', message: 'Never build markup from strings.' },
  { selector: 'CallExpression[callee.property.name="insertAdjacentHTML"]', message: 'Never build markup from strings.' },
]
const noTextInCode = [
  { selector: `Literal[value=${hanText}]`, message: 'Text a resident reads belongs in src/locales.' },
  { selector: `TemplateElement[value.raw=${hanText}]`, message: 'Text a resident reads belongs in src/locales.' },
]
const noClock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Now is a parameter here, never read.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Now is a parameter here, never read.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Now is a parameter here, never read.' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'The rules are pure: chance is a parameter.' },
]
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']
const rawNetwork = 'The network is reached through src/platform, src/offline or src/sw only.'

/** no-restricted-syntax is replaced, not merged, by a later block: each folder names its whole list. */
/** @type {(...lists: { selector: string, message: string }[][]) => import('eslint').Linter.RulesRecord} */
const syntax = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] })

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'data/', 'test-results/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      ...syntax(everywhere, namedExports, noMarkupFromStrings),
      'eqeqeq': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'semi': ['error', 'never'],
      'quotes': ['error', 'single', { avoidEscape: true }],
      'eol-last': 'error',
      'no-trailing-spaces': 'error',
      'max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreTemplateLiterals: true, ignoreStrings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['*.config.{js,ts}'], rules: syntax(everywhere) },

  // The page: no text, no raw network, no inline style, no markup from strings.
  {
    files: ['src/**/*.{ts,vue}'],
    rules: {
      ...syntax(everywhere, namedExports, noMarkupFromStrings, noStatusNumbers),
      'no-restricted-globals': ['error', ...network.map((name) => ({ name, message: rawNetwork }))],
      'no-restricted-properties': ['error',
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          network.map((property) => ({ object, property, message: rawNetwork }))),
        { object: 'navigator', property: 'sendBeacon', message: rawNetwork },
      ],
    },
  },
  {
    files: ['src/{app,features,ui,stores}/**/*.{ts,vue}', 'src/main.ts'],
    rules: syntax(everywhere, namedExports, noMarkupFromStrings, noStatusNumbers, noTextInCode),
  },
  {
    files: ['src/{platform,offline,sw}/**/*.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  { files: ['src/{domain,contract}/**/*.ts'], rules: syntax(everywhere, namedExports, noClock) },
  {
    files: ['src/**/*.vue'],
    rules: {
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-v-text': 'error',
      'vue/no-static-inline-styles': ['error', { allowBinding: false }],
      'vue/no-restricted-v-bind': ['error', { argument: 'style', message: 'The CSP allows no style attribute: use a class.' }],
      'vue/no-restricted-syntax': ['error', { selector: `VExpressionContainer Literal[value=${hanText}]`, message: 'Text a resident reads belongs in src/locales.' },
        { selector: `VExpressionContainer TemplateElement[value.raw=${hanText}]`, message: 'Text a resident reads belongs in src/locales.' }],
      'vue/no-bare-strings-in-template': ['error', {
        allowlist: ['·', '/', '-', '–', '—', ':', '：', '(', ')', '（', '）', '%', '+', '…', '→', '←', '›', '‹', '×', '✓', '*', '¥', '#', '、', '，', '。'],
        attributes: {
          '/.+/': ['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext', 'aria-description'],
        },
        directives: ['v-text'],
      }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'never', normal: 'any', component: 'always' } }],
      'vue/require-default-prop': 'off',
      // Safari drops the list role of a list without bullets unless it is named.
      'vuejs-accessibility/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] }, allowChildren: true }],
    },
  },
  // The label of these inputs is their caller's; axe checks the pair on every screen.
  { files: ['src/ui/**/*.vue'], rules: { 'vuejs-accessibility/form-control-has-label': 'off' } },

  // The server: status numbers live in its http folder, the clock is a port.
  {
    files: ['mock-api/**/*.{ts,mjs}'],
    ignores: ['mock-api/http/**'],
    rules: syntax(everywhere, namedExports, noStatusNumbers),
  },
  {
    files: ['mock-api/{routes,use-cases,repositories}/**/*.ts'],
    rules: {
      ...syntax(everywhere, namedExports, noStatusNumbers, noClock),
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Other buildings are reached through mock-api/adapters.' }],
    },
  },
  { files: ['mock-api/{server,app}.ts', 'tests/{support,bench}/*.mjs'], rules: { 'no-console': 'off' } },
)
