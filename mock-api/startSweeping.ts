import { describeError } from './http/describeError.ts'
import type { AppDependencies } from './dependencies.ts'
import { forgetExpired } from './use-cases/forgetExpired.ts'
import { sweepUploads } from './use-cases/sweepUploads.ts'

const hourMillis = 3_600_000

/** Once an hour throws away what has expired. @returns how to stop */
export function startSweeping(deps: AppDependencies): () => void {
  const sweep = () => {
    Promise.all([sweepUploads(deps), forgetExpired(deps)]).catch((error: unknown) => {
      process.emitWarning(`sweeping failed: ${JSON.stringify(describeError(error))}`)
    })
  }
  const timer = setInterval(sweep, hourMillis)
  timer.unref()
  return () => clearInterval(timer)
}
