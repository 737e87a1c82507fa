import { expect, it } from 'vitest'
import { findPinDefect } from '../../src/domain/pinDefects.ts'

it.each(['', '12345', '一二三四五'])('%s is too short', (pin) => {
  expect(findPinDefect(pin)).toBe('pin-too-short')
})

it.each(['000000', '888888', '123456', '0123456789', '987654', 'abcdef', '121212'])('%s is tried first', (pin) => {
  expect(findPinDefect(pin)).toBe('pin-too-simple')
})

it.each(['480213', '我的长密码很安全', '123457', 'abcdeg'])('%s will do', (pin) => {
  expect(findPinDefect(pin)).toBeUndefined()
})
