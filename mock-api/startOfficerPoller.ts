import { manualOfficer } from './adapters/officer/manualOfficer.ts'
import { standInOfficer } from './adapters/officer/standInOfficer.ts'
import type { AppDependencies } from './dependencies.ts'
import { startPolling } from './startPolling.ts'
import { runOfficerJobs } from './use-cases/runOfficerJobs.ts'

/** `stepMillis` is slow enough to be watched, quick enough to be waited for. */
const pace = { pollMillis: 500, stepMillis: 2000 }

/** Looks for due jobs again and again. @returns how to stop, once the round under way is over */
export function startOfficerPoller(deps: AppDependencies, { pollMillis, stepMillis } = pace): () => Promise<void> {
  const officer = deps.settings.officer === 'standIn' ? standInOfficer : manualOfficer
  return startPolling('officer jobs', () => runOfficerJobs(deps, { officer, stepMillis }), pollMillis)
}
