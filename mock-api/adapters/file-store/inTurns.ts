/** Two at a time: a progressive picture takes some hundred megabytes while it is decoded, and there are two cores. */
const most = 2
let running = 0
const waiting: (() => void)[] = []

/** Runs a step that needs much memory when its turn has come, in the order of asking. */
export async function inTurns<T>(step: () => Promise<T>): Promise<T> {
  if (running < most) running++
  else await new Promise<void>((resolve) => { waiting.push(resolve) })
  try {
    return await step()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
