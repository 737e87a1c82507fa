import { expect, it } from 'vitest'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { chooseExample, countTaps, readItem } from '../support/countTaps.ts'
import { describeJourney } from '../support/journey.ts'
import { choosePerson, codes, tap } from '../support/journeySteps.ts'

describeJourney('a resident who has filed before', (journey) => {
  it('renews the licence with at most 15 taps and 12 characters, from the guide to the receipt', async () => {
    const { page, open } = await journey.openPhone()
    const item = readItem('P1103')
    const chosen = chooseExample(item, plainDateAt(journey.server.now()))
    await open('/sign-in')
    await tap(page, '去登录')
    await choosePerson(page, '陈永福')
    for (const visit of ['first', 'returning'] as const) {
      await open(`/items/${codes.licence}`)
      const { taps, typed } = await countTaps(page, item, chosen, '陈永福')
      process.stdout.write(`${visit}: ${taps} taps, ${typed} characters\n`)
      if (visit === 'returning') expect([taps <= 15, typed <= 12], `${taps} taps, ${typed} typed`).toEqual([true, true])
    }
  })
})
