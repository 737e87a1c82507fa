import { expect, it } from 'vitest'
import { progressOfFile, progressOfFiles } from '../../src/domain/uploadProgress.ts'
import type { ClimbingFile } from '../../src/domain/uploadProgress.ts'

const file = (state: ClimbingFile['upload']['state'], sent = 0, size = 1000): ClimbingFile => ({ size, upload: { state, sent } })

it('one file: how far, and how long at this speed', () => {
  expect(progressOfFile(file('sending', 400), false, 50)).toEqual({ phase: 'sending', sent: 400, size: 1000, speed: 50, secondsLeft: 12 })
  expect(progressOfFile(file('sending', 400), false)).toEqual({ phase: 'sending', sent: 400, size: 1000 })
  expect(progressOfFile(file('sending', 400), false, 0)).toEqual({ phase: 'sending', sent: 400, size: 1000 })
  expect(progressOfFile(file('waiting', 400), false, 50)).toEqual({ phase: 'waiting', sent: 400, size: 1000 })
})

it('a pause is said of what waits, not of what is done or refused', () => {
  const states = ['waiting', 'sending', 'done', 'refused'] as const
  expect(states.map((state) => progressOfFile(file(state), true).phase)).toEqual(['paused', 'sending', 'done', 'needsYou'])
})

it('all files: what is refused will not be sent, and is no part of what is left', () => {
  const files = [file('done', 1000), file('sending', 500), file('refused', 300), file('waiting')]
  expect(progressOfFiles(files, false, 100)).toEqual({
    phase: 'sending', count: 4, done: 1, needYou: 1, sent: 1500, size: 3000, speed: 100, secondsLeft: 15,
  })
  expect(progressOfFiles([], false)).toEqual({ phase: 'done', count: 0, done: 0, needYou: 0, sent: 0, size: 0 })
  expect(progressOfFiles([file('done'), file('refused')], true).phase).toBe('needsYou')
  expect(progressOfFiles([file('done'), file('waiting')], true).phase).toBe('paused')
})
