import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'

interface Owner {
  pid: number
  /** When that process started, so that a later process with the same number is not taken for it. */
  started?: string
}

/**
 * Makes this process the only user of a data directory; two engines on one directory lose rows.
 * The kernel holds the lock (flock) and drops it with the process, also after kill -9. Where there is no `flock`
 * command, the process named in the file decides.
 *
 * @param directory the directory to protect; the lock file is its sibling `<directory>.lock`
 * @returns releases the lock
 * @throws Error naming directory and process when another one has it
 */
export function lockDirectory(directory: string): () => void {
  const path = `${directory}.lock`
  const descriptor = openSync(path, 'a+', 0o600)
  const owner = readOwner(path)
  const free = takeKernelLock(descriptor) ?? !isRunning(owner)
  if (!free) {
    closeSync(descriptor)
    const pid = owner?.pid ?? '?'
    throw new Error(`${directory} 正被进程 ${pid} 使用，请先停掉它，或用 DATA_DIR 换一个目录 | ${directory} is in use by `
      + `process ${pid}: stop that process, or set DATA_DIR to another directory`)
  }
  ftruncateSync(descriptor)
  writeSync(descriptor, JSON.stringify({ pid: process.pid, started: startTime(process.pid) } satisfies Owner))
  return () => {
    ftruncateSync(descriptor)
    closeSync(descriptor)
  }
}

/** From util-linux; other systems may have none. */
const lockCommand = 'flock'

/** True or false as the kernel says; undefined when there is no flock command to ask it with. */
function takeKernelLock(descriptor: number): boolean | undefined {
  // flock(2) locks the open file, which the command shares with this process and which outlives the command.
  const { error, status } = spawnSync(lockCommand, ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] })
  return error ? undefined : status === 0
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

function isRunning(owner: Owner | undefined): boolean {
  if (owner === undefined) return false
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it runs, for another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return startTime(owner.pid) === owner.started
}

/** In clock ticks since the machine started (proc(5), field 22 of stat); undefined where there is no /proc. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
