import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CaseView } from '../../../../src/contract/caseViews.ts'
import CaseStatusCard from '../../../../src/features/track-case/CaseStatusCard.vue'
import { caseDates } from '../../../../src/features/track-case/caseDates.ts'
import type { CaseScreen } from '../../../../src/features/track-case/useCase.ts'
import { caseOf } from '../../../offline/support/views.ts'
import { sampleItem } from '../../support/sampleItem.ts'
import { catchSavedFiles } from '../../support/savedFiles.ts'

afterEach(() => { vi.restoreAllMocks() })

const today = '2026-05-06'
const caseNo = '11449999000000019F44401000030012026050612345678'

function viewOf(about: Partial<CaseView> = {}): CaseView {
  return caseOf(caseNo, {
    filingId: '0195a000-0000-7000-8000-000000000001', item: sampleItem, owed: [], ratable: [], events: [],
    verdict: { fee: { totalFen: 0 } } as CaseView['verdict'], ...about,
  })
}

describe('the days of a case', () => {
  it.each<[string, Partial<CaseView>, ReturnType<typeof caseDates>]>([
    ['none are known', {}, []],
    ['the decision', { decideBy: '2026-05-22' }, [{ kind: 'decide', date: '2026-05-22' }]],
    ['today still counts', { decideBy: today }, [{ kind: 'decide', date: today }]],
    ['what is past does not', { decideBy: '2026-05-05' }, []],
    ['a decision that was made is nothing to wait for', { status: 'granted', decideBy: '2026-05-22' }, []],
    ['nor is anything of a case that has ended', {
      status: 'withdrawn', decideBy: '2026-05-22', owed: [{ materialId: 'a', due: '2026-05-13' }],
    }, []],
    ['materials due together are one day, others another; without a day none', {
      status: 'acceptedTolerant',
      owed: [{ materialId: 'a', due: '2026-05-20' }, { materialId: 'b', due: '2026-05-13' }, { materialId: 'c', due: '2026-05-13' },
        { materialId: 'd' }],
    }, [{ kind: 'supplement', date: '2026-05-13' }, { kind: 'supplement', date: '2026-05-20', part: 2 }]],
    ['a correction', { status: 'correcting', correction: { points: [], until: '2026-05-20' } },
      [{ kind: 'correct', date: '2026-05-20' }]],
    ['a visit has no day', { status: 'awaitingVisit' }, []],
    ['ratings, after the end too', { status: 'delivered', ratable: [{ stage: 2, sequence: 1, until: '2026-06-05' }] },
      [{ kind: 'rate', part: 2, date: '2026-06-05' }]],
  ])('%s', (_what, about, dates) => {
    expect(caseDates(viewOf(about), today)).toEqual(dates)
  })
})

function openCard(about: Partial<CaseView>) {
  const screen = { today: { value: today }, catalogue: { calendar: undefined } } as unknown as CaseScreen
  return mount(CaseStatusCard, { props: { screen, view: viewOf(about) } })
}

it('are saved as a calendar file that names the item and the end of the number, and nobody', async () => {
  const saved = catchSavedFiles()
  const card = openCard({
    status: 'acceptedTolerant', decideBy: '2026-05-22', owed: [{ materialId: 'idCard', due: '2026-05-13' }],
  })
  await card.get('button').trigger('click')
  expect(card.get('button').text()).toBe('加到手机日历')
  expect(saved).toMatchObject([{ name: 'calendar-5678.ics', type: 'text/calendar;charset=utf-8' }])
  const text = (await saved[0]!.text()).replaceAll('\r\n ', '')
  for (const line of [
    'UID:0195a000-0000-7000-8000-000000000001-decide@zhenghaoban', 'DTSTART;VALUE=DATE:20260522',
    'SUMMARY:预计办结：往来港澳通行证首次申领（尾号 5678）', 'TRIGGER:-PT15H',
    'UID:0195a000-0000-7000-8000-000000000001-supplement@zhenghaoban', 'DTSTART;VALUE=DATE:20260513',
    'SUMMARY:补交材料的最后一天：往来港澳通行证首次申领（尾号 5678）', 'TRIGGER:-P2DT15H',
  ]) expect(text).toContain(`\r\n${line}\r\n`)
  for (const personal of ['张秀英', caseNo, '居民身份证', 'idCard']) expect(text).not.toContain(personal)
})

it('is not offered where no day is known', () => {
  expect(openCard({ status: 'received' }).find('button').exists()).toBe(false)
})
