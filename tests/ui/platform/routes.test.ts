import { expect, it } from 'vitest'
import { pathTo } from '../../../src/platform/routes.ts'

it('fills in the parts of an address, encoded', () => {
  expect(pathTo('home')).toBe('/')
  expect(pathTo('rate', { caseNo: 'A/1', stage: 2 })).toBe('/cases/A%2F1/rate/2')
})

it('adds what is known as a query', () => {
  expect(pathTo('file', { code: 'X' }, { yard: 'own', empty: '' })).toBe('/items/X/file?yard=own')
  expect(pathTo('signIn', {}, { returnTo: '/me' })).toBe('/sign-in?returnTo=%2Fme')
})
