import { beforeEach, expect, it } from 'vitest'
import { openAccount, wipeAccount } from '../../src/offline/accountKeys.ts'
import {
  cacheCase, cacheCases, cacheReusable, readCachedCase, readCachedCases, readCachedReusable, sweepCases,
} from '../../src/offline/cachedCases.ts'
import { openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import { ann, bob, freshDevice, later, morning, restartPage } from './support/device.ts'
import { caseOf, reusableOf } from './support/views.ts'

beforeEach(freshDevice)

const at = morning.toISOString()
const day = 86_400

it('shows the cases as last seen, and since when', async () => {
  await cacheCases(ann, [caseOf('C1'), caseOf('C2')], at)
  await cacheCase(ann, caseOf('C1', { filerName: '张秀英' }), at)
  await restartPage()
  expect(await readCachedCases(ann, later(day))).toEqual({ list: [caseOf('C1'), caseOf('C2')], fetchedAt: at })
  expect(await readCachedCase(ann, 'C1')).toMatchObject({ fetchedAt: at, view: { filerName: '张秀英' } })
  expect(await readCachedCase(ann, 'C2')).toBeUndefined()
})

it('tells an empty list from one never fetched', async () => {
  expect(await readCachedCases(ann, morning)).toBeUndefined()
  await cacheCases(ann, [], at)
  expect(await readCachedCases(ann, morning)).toEqual({ list: [], fetchedAt: at })
})

it('shows nobody else’s', async () => {
  await openAccount(bob)
  await cacheCases(ann, [caseOf('C1')], at)
  await cacheCase(ann, caseOf('C1'), at)
  expect(await readCachedCases(bob, morning)).toBeUndefined()
  expect(await readCachedCase(bob, 'C1')).toBeUndefined()
})

it('keeps a case 90 days after its end, and an open one as long as it takes', async () => {
  const ended = caseOf('C1', { status: 'delivered' })
  const open = caseOf('C2', { status: 'granted' })
  await cacheCases(ann, [ended, open], at)
  await cacheCase(ann, ended, at)
  await cacheCase(ann, open, at)
  await sweepCases(later(90 * day - 1))
  expect(await readCachedCase(ann, 'C1')).toBeDefined()
  expect((await readCachedCases(ann, later(90 * day)))?.list).toHaveLength(2)

  await sweepCases(later(90 * day))
  expect(await readCachedCase(ann, 'C1')).toBeUndefined()
  expect(await readCachedCase(ann, 'C2')).toBeDefined()
  expect((await readCachedCases(ann, later(90 * day + 1)))?.list.map((one) => one.caseNo)).toEqual(['C2'])
})

it('keeps what may be given again, sealed, for its account, until it is wiped', async () => {
  const cached = { list: [reusableOf('2026-05-01')], fetchedAt: at }
  await openAccount(bob)
  expect(await readCachedReusable(ann)).toBeUndefined()
  await cacheReusable(ann, cached)
  await restartPage()
  await sweepCases(later(900 * day))
  expect(await readCachedReusable(ann)).toEqual(cached)
  expect(await readCachedReusable(bob)).toBeUndefined()
  const rows = JSON.stringify(await (await openDeviceDatabase()).getAll('cases'))
  for (const clear of ['身份证', '449999195801010022', '11449999000000019F44']) expect(rows).not.toContain(clear)
  await wipeAccount(ann)
  expect(await (await openDeviceDatabase()).count('cases')).toBe(0)
})
