import { createRequire } from 'node:module'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
const tsConfig = extractTsConfig('tsconfig.base.json')

/** Only visible once types are erased: `import type` of a schema costs the phone nothing, its value would. */
const noTypeBoxOnThePage: IForbiddenRuleType = {
  name: 'the page imports TypeBox schemas as types only',
  severity: 'error',
  from: { path: '^src/', pathNot: '^src/contract/' },
  to: { path: 'node_modules/typebox/', reachable: true },
}

/** Every broken arrow below `root`, as "rule: from → to". */
export async function cruiseArrows(root: string): Promise<string[]> {
  const asWritten = await run(root, forbidden, true)
  const asRun = await run(root, [noTypeBoxOnThePage], false)
  return [...asWritten, ...asRun]
}

async function run(root: string, rules: IForbiddenRuleType[], tsPreCompilationDeps: boolean): Promise<string[]> {
  const { output } = await cruise(
    ['src', 'mock-api'],
    { ...options, tsPreCompilationDeps, baseDir: root, validate: true, ruleSet: { forbidden: rules } },
    options.enhancedResolveOptions,
    { tsConfig },
  )
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}
