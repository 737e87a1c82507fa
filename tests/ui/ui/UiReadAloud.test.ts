import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { speeds } from '../../../src/platform/speech.ts'
import type { SpeechState } from '../../../src/platform/speech.ts'
import UiReadAloud from '../../../src/ui/UiReadAloud.vue'

const open = (state: SpeechState) => mount(UiReadAloud, { props: { state, speed: '1', speeds } })
const buttons = (page: ReturnType<typeof open>) => page.findAll('button').map((button) => button.text())

describe('the buttons for reading aloud', () => {
  it.each([
    ['idle', ['读给我听'], ''], ['speaking', ['暂停', '停止'], '正在朗读'], ['paused', ['接着读', '停止'], '已暂停'],
  ] as const)('while %s', (state, shown, announced) => {
    const page = open(state)
    expect([buttons(page), page.get('[role=status]').text()]).toEqual([shown, announced])
  })

  it('say what was pressed, and how fast it is to be', async () => {
    const page = open('speaking')
    for (const button of page.findAll('button')) await button.trigger('click')
    await page.setProps({ state: 'paused' })
    await page.get('button').trigger('click')
    await page.get('select').setValue('1.5')
    expect(page.emitted()).toMatchObject({ pause: [[]], stop: [[]], play: [[]], speed: [['1.5']] })
  })
})

describe('when nothing can be read aloud, it says why and what to do', () => {
  it.each([
    ['noVoice', '没有可用的朗读声音'], ['noVoiceOffline', '联网后再听'], ['failed', '可以再试一次'],
  ] as const)('%s: announced, and to be tried again', (state, words) => {
    const page = open(state)
    const notice = page.get('[role=status] .notice')
    expect(notice.text()).toContain(words)
    expect(buttons(page)).toEqual(['读给我听'])
  })

  it('a browser without speech gets no buttons that do nothing', () => {
    const page = open('unsupported')
    expect(page.get('[role=status]').text()).toContain('请自己看，或请身边的人念给您听')
    expect([buttons(page), page.find('select').exists()]).toEqual([[], false])
  })

  it('the notice goes once it reads', async () => {
    const page = open('failed')
    await page.setProps({ state: 'speaking' })
    expect(page.find('.notice').exists()).toBe(false)
  })
})
