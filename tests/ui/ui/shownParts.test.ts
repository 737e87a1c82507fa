import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiCard from '../../../src/ui/UiCard.vue'
import UiCell from '../../../src/ui/UiCell.vue'
import UiCellGroup from '../../../src/ui/UiCellGroup.vue'
import UiDisclosure from '../../../src/ui/UiDisclosure.vue'
import UiLoading from '../../../src/ui/UiLoading.vue'
import UiNotice from '../../../src/ui/UiNotice.vue'
import UiProgress from '../../../src/ui/UiProgress.vue'
import UiSteps from '../../../src/ui/UiSteps.vue'
import UiTabBar from '../../../src/ui/UiTabBar.vue'
import UiTimeline from '../../../src/ui/UiTimeline.vue'
import UiTopBar from '../../../src/ui/UiTopBar.vue'

describe('cells', () => {
  it('are links, buttons or plain text', () => {
    const tagOf = (props: { href?: string, button?: boolean }) =>
      mount(UiCell, { props: { title: '事项', ...props } }).get('.cell').element.tagName
    expect([tagOf({ href: '/me' }), tagOf({ button: true }), tagOf({})]).toEqual(['A', 'BUTTON', 'DIV'])
  })

  it('stand in a list named by its heading', () => {
    const group = mount(UiCellGroup, { props: { title: '常办事项' } })
    expect(group.get('ul').attributes('aria-labelledby')).toBe(group.get('h2').attributes('id'))
  })

  it('a card with a title is a region named by it', () => {
    const card = mount(UiCard, { props: { title: '费用' } })
    expect(card.element.tagName).toBe('SECTION')
    expect(card.attributes('aria-labelledby')).toBe(card.get('h2').attributes('id'))
  })
})

describe('what it says without colour', () => {
  it('a notice names its kind to a screen reader', () => {
    const notice = mount(UiNotice, { props: { kind: 'warning', title: '今天不办公' } })
    expect(notice.text()).toBe('注意：今天不办公')
  })

  it('steps are told in words', () => {
    const steps = mount(UiSteps, { props: { current: 2, titles: ['看须知', '填情况', '交材料'] } })
    expect(steps.get('.text').text()).toBe('第 2 步，共 3 步 填情况')
    expect(steps.findAll('.done')).toHaveLength(2)
  })

  it('a timeline says what is done and what is going on', () => {
    const timeline = mount(UiTimeline, { props: { entries: [
      { id: '1', title: '收件', state: 'done' }, { id: '2', title: '受理', state: 'current' },
      { id: '3', title: '决定', state: 'todo' },
    ] } })
    expect(timeline.findAll('.title').map((title) => title.text().replace(/\s+/g, '')))
      .toEqual(['收件（已完成）', '受理（进行中）', '决定'])
    expect(timeline.get('[aria-current=step]').text()).toContain('受理')
  })

  it('progress is a number too, and never more than all', () => {
    const progress = mount(UiProgress, { props: { label: '上传', value: 300, max: 200 } })
    expect(progress.text()).toContain('100%')
    expect(progress.get('progress').attributes('aria-labelledby')).toBe(progress.get('.label').attributes('id'))
    expect(mount(UiProgress, { props: { label: '上传', value: 0, max: 0 } }).text()).toContain('0%')
  })

  it('loading is announced', () => {
    expect(mount(UiLoading).get('[role=status]').text()).toBe('正在加载')
  })
})

describe('bars', () => {
  it('the tab bar marks the page one is on', () => {
    const bar = mount(UiTabBar, { props: { label: '主要栏目', tabs: [
      { href: '/', label: '首页', icon: 'home', current: false }, { href: '/me', label: '我的', icon: 'person', current: true },
    ] } })
    expect(bar.attributes('aria-label')).toBe('主要栏目')
    expect(bar.get('[aria-current=page]').attributes('href')).toBe('/me')
  })

  it('the top bar goes back where there is a way back', async () => {
    const bar = mount(UiTopBar, { props: { title: '办事指南', back: true } })
    await bar.get('button').trigger('click')
    expect(bar.get('button').text()).toBe('返回')
    expect(bar.emitted('back')).toHaveLength(1)
    expect(mount(UiTopBar, { props: { title: '首页' } }).find('button').exists()).toBe(false)
  })

  it('a disclosure is the platform\'s own', () => {
    const disclosure = mount(UiDisclosure, { props: { title: '法律依据' }, slots: { default: '第三条' } })
    expect(disclosure.get('details > summary').text()).toBe('法律依据')
    expect((disclosure.element as HTMLDetailsElement).open).toBe(false)
  })
})
