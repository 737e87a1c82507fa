import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ReceiptView } from '../../../../src/contract/caseViews.ts'
import ReceiptPage from '../../../../src/features/file-permit/ReceiptPage.vue'
import { receiptDates } from '../../../../src/features/file-permit/receiptDates.ts'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { rememberAccount } from '../../../../src/offline/lastAccount.ts'
import { findOutboxEntry } from '../../../../src/offline/outbox.ts'
import { settleDone } from '../../../../src/offline/settleEntry.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { queueFiling } from '../../../offline/support/device.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catchSavedFiles } from '../../support/savedFiles.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const caseNo = '11449999000000019F44401000030012099050612345678'
const receipt: ReceiptView = {
  caseNo, receivedAt: '2099-05-06T01:00:00.000Z',
  verdict: {
    kind: 'acceptableWithDeferral', reasons: [], warnings: [], assumed: [], commitments: [],
    deferrals: [{ materialId: 'home', days: 5, due: '2099-05-13' }, { materialId: 'photo', days: 5 }],
    fee: { totalFen: 0 } as ReceiptView['verdict']['fee'], forecast: { decideBy: '2099-05-22' },
  },
}

let leave = () => {}
beforeEach(freshDevice)
afterEach(() => {
  leave()
  vi.restoreAllMocks()
  noteReachable(true)
  localStorage.clear()
})

it('has the days its verdict speaks of, as far as they are known', () => {
  expect(receiptDates(receipt, '2099-05-06')).toEqual([
    { kind: 'decide', date: '2099-05-22' }, { kind: 'supplement', date: '2099-05-13' },
  ])
  expect(receiptDates({ ...receipt, verdict: { ...receipt.verdict, forecast: {}, deferrals: [] } }, '2099-05-06')).toEqual([])
  expect(receiptDates({ ...receipt, verdict: { ...receipt.verdict, kind: 'correctionNeeded' } }, '2099-05-06')).toEqual([])
})

it('gives them to the phone’s calendar, without a network too', async () => {
  await openAccount(account.id)
  await rememberAccount(account)
  const { id, filingId } = await queueFiling(account.id)
  await settleDone((await findOutboxEntry(id))!, receipt)
  const saved = catchSavedFiles()
  const { wrapper } = await mountPage(ReceiptPage, `/filings/${filingId}`)
  leave = () => wrapper.unmount()
  const button = () => wrapper.findAll('button').find((one) => one.text() === '加到手机日历')
  await vi.waitFor(() => expect(button()).toBeDefined(), 4000)
  await button()?.trigger('click')
  const text = (await saved[0]!.text()).replaceAll('\r\n ', '')
  expect(text).toContain(`UID:${filingId}-supplement@zhenghaoban\r\n`)
  expect(text).toContain('DTSTART;VALUE=DATE:20990513\r\n')
  expect(text).toContain('SUMMARY:预计办结：往来港澳通行证首次申领（尾号 5678）\r\n')
  for (const personal of ['张秀英', caseNo]) expect(text).not.toContain(personal)
})
