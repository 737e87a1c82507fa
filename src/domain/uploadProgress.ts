/** How far files are on their way to the server, one by one and together. */
export type UploadPhase = 'waiting' | 'sending' | 'paused' | 'done' | 'needsYou'

export interface UploadProgress {
  phase: UploadPhase
  /** Bytes. */
  sent: number
  size: number
  /** Bytes a second, while it is known. */
  speed?: number
  secondsLeft?: number
}

export interface UploadsProgress extends UploadProgress {
  count: number
  done: number
  /** Refused: a filing cannot be sent with them. */
  needYou: number
}

export interface ClimbingFile {
  size: number
  upload: { state: 'waiting' | 'sending' | 'done' | 'refused', sent: number }
}

const phases = { waiting: 'waiting', sending: 'sending', done: 'done', refused: 'needsYou' } as const

/** One file; `speed` is that of the line, which one file at a time has for itself. */
export function progressOfFile({ size, upload }: ClimbingFile, paused: boolean, speed?: number): UploadProgress {
  const phase = upload.state === 'waiting' && paused ? 'paused' : phases[upload.state]
  const sent = phase === 'done' ? size : Math.min(upload.sent, size)
  return { phase, sent, size, ...(phase === 'sending' && timing(size - sent, speed)) }
}

/** All of a filing's files. */
export function progressOfFiles(files: readonly ClimbingFile[], paused: boolean, speed?: number): UploadsProgress {
  const each = files.map((file) => progressOfFile(file, paused))
  const numberOf = (phase: UploadPhase) => each.filter((one) => one.phase === phase).length
  const open = each.filter(({ phase }) => phase !== 'needsYou')
  const sent = open.reduce((sum, one) => sum + one.sent, 0)
  const size = open.reduce((sum, one) => sum + one.size, 0)
  const order = ['sending', 'paused', 'waiting', 'needsYou', 'done'] as const
  const phase = order.find((one) => numberOf(one) > 0) ?? 'done'
  return {
    phase, sent, size, count: files.length, done: numberOf('done'), needYou: numberOf('needsYou'),
    ...(phase === 'sending' && timing(size - sent, speed)),
  }
}

function timing(left: number, speed: number | undefined): Pick<UploadProgress, 'speed' | 'secondsLeft'> {
  return speed === undefined || speed <= 0 ? {} : { speed, secondsLeft: Math.ceil(left / speed) }
}
