import { beforeAll, expect, it } from 'vitest'
import { progressOfFile, progressOfFiles } from '../../../src/domain/uploadProgress.ts'
import type { ClimbingFile } from '../../../src/domain/uploadProgress.ts'
import { loadAllTexts } from '../../../src/platform/i18n.ts'
import { uploadText, uploadsStateText, uploadsText } from '../../../src/platform/uploadText.ts'

beforeAll(loadAllTexts)

const file = (state: ClimbingFile['upload']['state'], sent = 0, size = 1_000_000): ClimbingFile =>
  ({ size, upload: { state, sent } })

it('says of one file how far, how fast and how long', () => {
  expect(uploadText(progressOfFile(file('sending', 430_000), false, 50_000))).toBe('正在上传 43% · 50 kB/s · 约还有 15 秒')
  expect(uploadText(progressOfFile(file('sending'), false))).toBe('正在上传 0%')
  expect(uploadText(progressOfFile(file('waiting'), false))).toBe('待上传')
  expect(uploadText(progressOfFile(file('waiting', 430_000), false))).toBe('待上传，已传 43%')
  expect(uploadText(progressOfFile(file('waiting', 430_000), true))).toBe('已暂停')
  expect(uploadText(progressOfFile(file('done'), true))).toBe('已传好')
  expect(uploadText(progressOfFile(file('refused'), true))).toBe('需要处理')
})

it.each([
  [0.4, '1 kB/s', '还要一个多小时'], [2_000, '2 kB/s', '约还有 9 分钟'], [400_000, '400 kB/s', '约还有 3 秒'],
  [1_500_000, '1.5 MB/s', '约还有 1 秒'],
])('%d bytes a second', (speed, fast, long) => {
  expect(uploadText(progressOfFile(file('sending'), false, speed))).toBe(`正在上传 0% · ${fast} · ${long}`)
})

it('says of all files how many, and aloud only what does not change every second', () => {
  const all = progressOfFiles([file('done'), file('sending', 500_000), file('refused')], false, 100_000)
  expect(uploadsText(all)).toBe('正在上传，传好 1 / 3 个 · 1 个文件需要处理 · 100 kB/s · 约还有 5 秒')
  expect(uploadsStateText(all)).toBe('正在上传，传好 1 / 3 个 · 1 个文件需要处理')
  expect(uploadsText(progressOfFiles([file('refused')], false))).toBe('1 个文件需要处理')
  expect(uploadsText(progressOfFiles([file('done'), file('done')], false))).toBe('2 个文件都传好了')
})
