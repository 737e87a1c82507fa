import { manualOfficer } from './adapters/officer/manualOfficer.ts'
import { standInOfficer } from './adapters/officer/standInOfficer.ts'
import type { AppDependencies } from './dependencies.ts'
import { describeError } from './http/describeError.ts'
import { runOfficerJobs } from './use-cases/runOfficerJobs.ts'

/** `stepMillis` is slow enough to be watched, quick enough to be waited for. */
const pace = { pollMillis: 500, stepMillis: 2000 }

/** Looks for due jobs again and again, never twice at once. @returns how to stop, once the round under way is over */
export function startOfficerPoller(deps: AppDependencies, { pollMillis, stepMillis } = pace): () => Promise<void> {
  const officer = deps.settings.officer === 'standIn' ? standInOfficer : manualOfficer
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const poll = () => {
    round = runOfficerJobs(deps, { officer, stepMillis }).then(() => undefined, (error: unknown) => {
      process.emitWarning(`officer jobs failed: ${JSON.stringify(describeError(error))}`)
    }).then(() => {
      if (stopped) return
      timer = setTimeout(poll, pollMillis)
      timer.unref()
    })
  }
  poll()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await round
  }
}
