import { createRequire } from 'node:module'
import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser'

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** Every broken arrow below `root`, as "rule: from → to". */
export async function cruiseArrows(root: string): Promise<string[]> {
  const { output } = await cruise(
    ['src', 'mock-api'],
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
  )
  const { modules, summary } = output as ICruiseResult
  const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  return [...broken, ...listTypeBoxOnThePage(modules)]
}

/**
 * `import type` of a schema costs the phone nothing, its value carries TypeBox there. The rules of dependency-cruiser
 * cannot tell the two apart over several steps, so this follows the value imports itself.
 */
function listTypeBoxOnThePage(modules: IModule[]): string[] {
  const values = new Map(modules.map(({ source, dependencies }) => [source, dependencies
    .filter(({ dependencyTypes }) => !dependencyTypes.includes('type-only')).map(({ resolved }) => resolved)]))
  const carries = (file: string, seen = new Set<string>()): boolean => {
    if (file.includes('node_modules/typebox/')) return true
    if (seen.has(file)) return false
    seen.add(file)
    return (values.get(file) ?? []).some((next) => carries(next, seen))
  }
  const isPage = (file: string) => file.startsWith('src/') && !file.startsWith('src/contract/')
  return [...values].filter(([file]) => isPage(file)).flatMap(([file, imports]) => imports
    .filter((next) => next.startsWith('src/contract/') && carries(next))
    .map((next) => `the page imports TypeBox schemas as types only: ${file} → ${next}`))
}
