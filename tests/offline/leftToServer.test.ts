import { expect, it } from 'vitest'
import { leftToServer } from '../../src/sw/leftToServer.ts'

const isLeft = (path: string) => leftToServer.some((pattern) => pattern.test(path))

it.each([
  '/api/session', '/api/sign-in?returnTo=/me', '/api/cases/C1/files/u1', '/api', '/idp/interaction/x', '/idp?x',
  '/pay/x', '/pay?x', '/sw.js', '/manifest.webmanifest', '/files/a.pdf?download=1',
])('%s goes to the server', (path) => expect(isLeft(path)).toBe(true))

it.each([
  '/me', '/cases', '/cases/11449999000000019F44401000110032026112244010574', '/items/11449999000000019F4440100003001',
  '/?q=a.b', '/search?next=/api/x.json', '/apis', '/idpages',
])('%s starts the app', (path) => expect(isLeft(path)).toBe(false))
