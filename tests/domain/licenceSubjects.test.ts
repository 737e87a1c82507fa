import { expect, test } from 'vitest'
import { licenceSubjects } from '../../src/domain/licenceSubjects.ts'

const filing = { filerIdNumber: 'filer', applicantIdNumber: 'applicant', organisationCode: 'organisation' }

test.each([
  ['self', ['filer']],
  ['guardian', ['applicant']],
  ['legalRepresentative', ['filer', 'organisation']],
  ['agent', []],
] as const)('as %s: %j', (capacity, subjects) => {
  expect(licenceSubjects({ ...filing, capacity })).toEqual(subjects)
})

test('a guardian who has not said which child yet has nothing to take from', () => {
  expect(licenceSubjects({ ...filing, capacity: 'guardian', applicantIdNumber: undefined })).toEqual([])
})
