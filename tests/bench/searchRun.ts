import { buildFinder } from '../../src/domain/finding/finder.ts'
import type { FindEntry, Finder } from '../../src/domain/finding/finder.ts'
import type { SearchWords } from '../../src/domain/finding/wording.ts'
import { pinyinTable } from '../../src/domain/finding/pinyinTable.ts'

export interface SearchTimes {
  /** Of every keystroke of every round; `best` is the 99th percentile of each keystroke's best round. */
  times: { p50: number, p99: number, max: number, best: number }
  /** The slowest of queries that nobody types. */
  hostile: number
  build: { total: number, longestStep: number }
}

const hostileQueries = [
  '护照港澳通行证'.repeat(1500), 'zh'.repeat(5000), 'zhongguojianshi'.repeat(700), '驾驶证老年人临时车牌'.repeat(6), 'aeo'.repeat(20),
  'xian'.repeat(15), '😀'.repeat(5000), '\ud800'.repeat(10_000), '\u0000'.repeat(10_000), '\' OR 1=1; --', '(a+)+$', '﷽'.repeat(60),
]

/** Builds the index, then types every keystroke; it runs here and in a browser, so it brings its own clock. */
export function runSearch(entries: FindEntry[], words: SearchWords, keystrokes: string[], rounds: number): SearchTimes {
  const { finder, build } = timeBuild(entries, words)
  const rows = Array.from({ length: rounds }, () => keystrokes.map((query) => time(() => finder.find(query))))
  const best = keystrokes.map((_, index) => Math.min(...rows.map((row) => row[index]!)))
  const all = rows.flat()
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(all, share))
  const times = { p50: p50!, p99: p99!, max: max!, best: percentile(best, 0.99) }
  const hostile = Math.max(...hostileQueries.map((query) => time(() => finder.find(query))))
  return { times, hostile, build }
}

function timeBuild(entries: FindEntry[], words: SearchWords): { finder: Finder, build: SearchTimes['build'] } {
  const steps = buildFinder(entries, pinyinTable, words)
  const build = { total: 0, longestStep: 0 }
  for (;;) {
    const start = performance.now()
    const step = steps.next()
    const millis = performance.now() - start
    build.total += millis
    build.longestStep = Math.max(build.longestStep, millis)
    if (step.done) return { finder: step.value, build }
  }
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

function time(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
