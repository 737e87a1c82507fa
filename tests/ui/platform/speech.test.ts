import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { noteReachable } from '../../../src/platform/connectivity.ts'
import { chineseVoices, useSpeech } from '../../../src/platform/speech.ts'
import { standInVoices, voice } from '../support/standInVoices.ts'

let leave = () => {}

afterEach(() => {
  leave()
  noteReachable(true)
  vi.unstubAllGlobals()
})

function open(text = ref(['一。', '二。', '三。']), languages = chineseVoices('zh-Hans')) {
  const scope = effectScope()
  leave = () => scope.stop()
  return scope.run(() => useSpeech(() => text.value, () => languages))!
}

async function start(speech: ReturnType<typeof open>) {
  await speech.play()
  await flushPromises()
}

describe('reading aloud', () => {
  it('says one sentence after the other and was heard only at the end of the last', async () => {
    const { said, last } = standInVoices([voice('en-US'), voice('zh-CN')])
    const speech = open()
    await start(speech)
    expect([last().text, last().lang, last().rate, speech.current.value]).toEqual(['一。', 'zh-CN', 1, 0])
    last().onend?.()
    expect([last().text, speech.current.value, speech.heard.value]).toEqual(['二。', 1, false])
    last().onend?.()
    last().onend?.()
    expect([said.length, speech.heard.value, speech.state.value, speech.current.value]).toEqual([3, true, 'idle', -1])
  })

  it('goes on with the sentence at which it was paused; a late end of the old one counts for nothing', async () => {
    const { said, last } = standInVoices([voice('zh-CN')])
    const speech = open()
    await start(speech)
    last().onend?.()
    speech.pause()
    expect([speech.state.value, speech.current.value]).toEqual(['paused', 1])
    last().onend?.()
    expect(said).toHaveLength(2)
    await start(speech)
    expect([last().text, said.length]).toEqual(['二。', 3])
  })

  it('begins anew after a stop, and has not been heard', async () => {
    const { last } = standInVoices([voice('zh-CN')])
    const speech = open()
    await start(speech)
    last().onend?.()
    speech.stop()
    await start(speech)
    expect([last().text, speech.heard.value]).toEqual(['一。', false])
  })

  it('says the sentence again in another speed', async () => {
    const { last } = standInVoices([voice('zh-CN')])
    const speech = open()
    await start(speech)
    speech.setSpeed('1.5')
    await flushPromises()
    expect([last().text, last().rate]).toEqual(['一。', 1.5])
  })

  it('ends when the page is hidden, and when it is left', async () => {
    const { cancel } = standInVoices([voice('zh-CN')])
    const speech = open()
    await start(speech)
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    hidden.mockRestore()
    expect(speech.state.value).toBe('paused')
    cancel.mockClear()
    leave()
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('forgets what was heard when the text is another', async () => {
    const { last } = standInVoices([voice('zh-CN')])
    const text = ref(['一。'])
    const speech = open(text)
    await start(speech)
    last().onend?.()
    expect(speech.heard.value).toBe(true)
    text.value = ['改了。']
    await flushPromises()
    expect(speech.heard.value).toBe(false)
  })
})

describe('the voice', () => {
  it.each([
    ['zh-Hans', ['zh-TW', 'zh-HK', 'zh-CN'], 'zh-CN'], ['zh-Hant', ['zh-CN', 'zh-TW', 'zh-HK'], 'zh-HK'],
    ['zh-Hant', ['zh-CN', 'zh-TW'], 'zh-TW'], ['en', ['en-US', 'zh_HK'], 'zh_HK'],
  ] as const)('for %s among %o is %s', async (locale, voices, expected) => {
    const { last } = standInVoices(voices.map((lang) => voice(lang)))
    await start(open(undefined, chineseVoices(locale)))
    expect(last().lang).toBe(expected)
  })

  it('is one on the phone rather than one from the network', async () => {
    const remote = voice('zh-CN', false)
    const { last } = standInVoices([remote, { ...voice('zh-CN'), name: 'here' }])
    await start(open())
    expect(last().voice).toMatchObject({ name: 'here' })
  })
})

describe('what cannot be read aloud', () => {
  it('in a browser without speech', () => expect(open().state.value).toBe('unsupported'))

  it('without a Chinese voice', async () => {
    const { said } = standInVoices([voice('en-US')])
    const speech = open()
    await start(speech)
    expect([speech.state.value, said.length]).toEqual(['noVoice', 0])
  })

  it('offline, when the only voice comes from the network', async () => {
    standInVoices([voice('zh-CN', false)])
    noteReachable(false)
    const speech = open()
    await start(speech)
    expect(speech.state.value).toBe('noVoiceOffline')
  })

  it.each([['synthesis-failed', 'failed'], ['interrupted', 'paused']])('after the error %s it is %s, never heard', async (error, state) => {
    const { last } = standInVoices([voice('zh-CN')])
    const speech = open()
    await start(speech)
    last().onerror?.({ error })
    expect([speech.state.value, speech.heard.value]).toEqual([state, false])
  })
})
