import { describeError } from './http/describeError.ts'

/** Does some work again and again, never twice at once. @returns how to stop, once the round under way is over */
export function startPolling(name: string, work: () => Promise<unknown>, pauseMillis: number): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const poll = () => {
    round = work().then(() => undefined, (error: unknown) => {
      process.emitWarning(`${name} failed: ${JSON.stringify(describeError(error))}`)
    }).then(() => {
      if (stopped) return
      timer = setTimeout(poll, pauseMillis)
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
