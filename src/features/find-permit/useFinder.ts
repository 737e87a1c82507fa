import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import type { ItemSummaryView } from '../../contract/catalogueViews.ts'
import { toFindEntry } from '../../domain/finding/findEntry.ts'
import { buildFinder } from '../../domain/finding/finder.ts'
import type { Finder } from '../../domain/finding/finder.ts'
import { pinyinTable } from '../../domain/finding/pinyinTable.ts'
import type { SearchWords } from '../../domain/finding/wording.ts'

/** Milliseconds of building at a stretch: less than a frame, so that typing stays smooth meanwhile. */
const slice = 6

/** The finder over the items, built between frames, and anew when the items change; undefined until it is there. */
export function useFinder(
  items: () => ItemSummaryView[], words: () => SearchWords | undefined,
): ShallowRef<Finder | undefined> {
  const finder = shallowRef<Finder>()
  let round = 0

  watch([items, words], async ([entries, { fillers, synonyms } = { fillers: [], synonyms: [] }]) => {
    const mine = ++round
    // Nothing to find in is not nothing found.
    if (entries.length === 0) return
    const steps = buildFinder(entries.map(toFindEntry), pinyinTable, { fillers, synonyms })
    for (;;) {
      const until = performance.now() + slice
      while (performance.now() < until) {
        const step = steps.next()
        if (!step.done) continue
        finder.value = step.value
        return
      }
      await new Promise((resolve) => setTimeout(resolve))
      if (mine !== round) return
    }
  }, { immediate: true })

  return finder
}
