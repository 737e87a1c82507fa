import { expect, test } from 'vitest'
import { helperDefects, helperRelations } from '../../src/domain/helper.ts'

const helper = { name: '陈小红', relation: 'child' }

test('nobody helps: nothing is wrong, in any capacity', () => {
  for (const capacity of ['self', 'guardian', 'agent', 'legalRepresentative']) {
    expect(helperDefects(undefined, capacity, '陈永福')).toEqual([])
  }
})

test.each(helperRelations)('who files for himself may be helped: %s', (relation) => {
  expect(helperDefects({ name: '陈小红', relation }, 'self', '陈永福')).toEqual([])
})

test.each(['guardian', 'agent', 'legalRepresentative'])('who files as %s is no applicant to be helped', (capacity) => {
  expect(helperDefects(helper, capacity, '陈永福')).toEqual([{ code: 'helper-not-self', at: '/helper' }])
})

test.each([
  [{ ...helper, name: ' ' }, ['/helper/name name-missing']],
  [{ ...helper, name: '陈 永福' }, ['/helper/name helper-is-applicant']],
  [{ ...helper, relation: 'boss' }, ['/helper/relation field-missing']],
  [{ name: '', relation: '' }, ['/helper/name name-missing', '/helper/relation field-missing']],
])('%o is no helper', (given, expected) => {
  expect(helperDefects(given, 'self', '陈永福').map(({ at, code }) => `${at} ${code}`)).toEqual(expected)
})
