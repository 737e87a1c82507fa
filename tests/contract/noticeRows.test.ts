import { expect, it } from 'vitest'
import { noticeRowKeys } from '../../src/contract/noticeRows.ts'
import { pointCodes } from '../../src/contract/officerAction.ts'
import locale from '../../src/locales/zh-Hans.json' with { type: 'json' }

const labels: Record<string, string> = locale.trackCase.noticeKeys
const defects: Record<string, string> = locale.defects

it('every row a notice may hold has a label', () => {
  expect(noticeRowKeys.filter((key) => !labels[key])).toEqual([])
  expect(pointCodes.filter((code) => !defects[code])).toEqual([])
})
