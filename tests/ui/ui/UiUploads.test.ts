import { mount } from '@vue/test-utils'
import { beforeAll, expect, it } from 'vitest'
import { loadAllTexts } from '../../../src/platform/i18n.ts'
import UiUploads from '../../../src/ui/UiUploads.vue'

beforeAll(loadAllTexts)

const half = { phase: 'waiting' as const, sent: 500_000, size: 1_548_576, count: 2, done: 0, needYou: 0 }
const show = (props: Partial<InstanceType<typeof UiUploads>['$props']> = {}) =>
  mount(UiUploads, { props: { progress: half, text: '进度', announced: '状态', ...props } })
const buttons = (shown: ReturnType<typeof show>) => shown.findAll('button').map((one) => one.text())

it('is not there without files', () => {
  expect(show({ progress: { ...half, count: 0 } }).text()).toBe('')
})

it.each([
  [undefined, '暂停上传', 'pause'], ['paused' as const, '继续上传', 'resume'],
  ['ask' as const, '现在用移动数据上传', 'allow'], ['wifi' as const, '现在用移动数据上传', 'allow'],
])('with the hold %s it offers %s', async (hold, label, event) => {
  const shown = show(hold && { hold })
  expect(buttons(shown)).toEqual([label])
  await shown.find('button').trigger('click')
  expect(shown.emitted()).toHaveProperty(event)
})

it('says why files wait, aloud too', () => {
  expect(show({ hold: 'ask' }).find('[role=status]').text()).toBe('状态正在使用移动数据，照片共 1 MB。连上 Wi-Fi 会自动上传，您可以先填表。')
  expect(show({ stopped: 'offline' }).text()).toContain('现在没有网络')
  expect(show({ stopped: 'signedOut' }).text()).toContain('重新登录后会自动接着传')
})

it('says once, plainly, that nothing is submitted, and for how long the server keeps it', () => {
  expect(show({ keptHours: 168 }).find('.note').text()).toBe('照片已存到受理机关的临时区，尚未提交；7 天内未提交会自动删除。')
  expect(show({ keptHours: 30 }).find('.note').text()).toContain('30 小时内')
  expect(show().find('.note').text()).toContain('尚未提交')
  expect(show({ progress: { ...half, sent: 0 } }).find('.note').exists()).toBe(false)
  expect(show({ signed: true }).find('.note').exists()).toBe(false)
})

it('has nothing to pause once all is there', () => {
  expect(buttons(show({ progress: { ...half, phase: 'done' } }))).toEqual([])
})
