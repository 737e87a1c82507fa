import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import UiCheckbox from '../../../src/ui/UiCheckbox.vue'
import UiChoiceGroup from '../../../src/ui/UiChoiceGroup.vue'
import UiDateInput from '../../../src/ui/UiDateInput.vue'
import UiField from '../../../src/ui/UiField.vue'
import UiFileButton from '../../../src/ui/UiFileButton.vue'
import UiSelect from '../../../src/ui/UiSelect.vue'
import UiTextArea from '../../../src/ui/UiTextArea.vue'
import UiTextInput from '../../../src/ui/UiTextInput.vue'

const options = [{ value: 'a', label: '甲' }, { value: 'b', label: '乙', hint: '第二个' }]

function mountField(props: Record<string, unknown>) {
  return mount(defineComponent({
    render: () => h(UiField, { id: 'phone', label: '手机号', ...props }, {
      default: (field: Record<string, unknown>) => h(UiTextInput, { modelValue: '', ...field }),
    }),
  }))
}

describe('UiField', () => {
  it('ties the label to the control', () => {
    const field = mountField({})
    expect(field.get('label').attributes('for')).toBe(field.get('input').attributes('id'))
    expect(field.get('input').attributes('aria-describedby')).toBeUndefined()
    expect(field.get('input').attributes('aria-invalid')).toBeUndefined()
  })

  it('reads the error before the hint, and both exist', () => {
    const field = mountField({ hint: '十一位', example: '13800000000', error: '少了一位' })
    const ids = field.get('input').attributes('aria-describedby')?.split(' ') ?? []
    expect(ids.map((id) => field.get(`#${id}`).text())).toEqual(['少了一位', '十一位 例如：13800000000'])
    expect(field.get('input').attributes('aria-invalid')).toBe('true')
  })

  it('says in words when it may be left empty', () => {
    const field = mountField({ required: false })
    expect(field.get('label').text()).toContain('可不填')
    expect(field.get('input').attributes('aria-required')).toBeUndefined()
  })
})

describe('text controls', () => {
  it.each([
    ['input', UiTextInput, {}], ['textarea', UiTextArea, {}], ['input', UiDateInput, { min: '2026-01-01' }],
  ] as const)('a %s gives what is typed', async (tag, component, props) => {
    const control = mount(component as typeof UiTextInput, { props: { modelValue: '', ...props } })
    await control.get(tag).setValue('2026-03-05')
    expect(control.emitted('update:modelValue')).toEqual([['2026-03-05']])
  })

  it('a textarea says how much room is left', () => {
    const area = mount(UiTextArea, { props: { modelValue: '三个字', maxLength: 200 } })
    expect(area.text()).toBe('3 / 200 字')
    expect(area.get('textarea').attributes('maxlength')).toBe('200')
  })
})

describe('UiSelect', () => {
  it('starts empty and gives the chosen value', async () => {
    const select = mount(UiSelect, { props: { modelValue: '', options }, attrs: { id: 'kind' } })
    const element = select.get('select').element as HTMLSelectElement
    expect(element.id).toBe('kind')
    expect(element.value).toBe('')
    await select.get('select').setValue('b')
    expect(select.emitted('update:modelValue')).toEqual([['b']])
  })

  it('shows the value it is given', () => {
    const select = mount(UiSelect, { props: { modelValue: 'b', options } })
    expect((select.get('select').element as HTMLSelectElement).value).toBe('b')
  })
})

describe('UiChoiceGroup', () => {
  const props = { id: 'yard', legend: '院子是谁的？', options, modelValue: '' }

  it('is a named group of radio buttons with nothing chosen', () => {
    const group = mount(UiChoiceGroup, { props })
    expect(group.get('fieldset > legend').text()).toBe('院子是谁的？')
    const radios = group.findAll<HTMLInputElement>('input[type=radio]')
    expect(radios.map(({ element }) => element.checked)).toEqual([false, false])
    expect(new Set(radios.map(({ element }) => element.name)).size).toBe(1)
  })

  it('gives the chosen value', async () => {
    const group = mount(UiChoiceGroup, { props })
    await group.findAll('input')[1]?.setValue(true)
    expect(group.emitted('update:modelValue')).toEqual([['b']])
  })

  it('lets an error summary link to its first button', () => {
    const group = mount(UiChoiceGroup, { props: { ...props, error: '请选一个', hint: '看租约' } })
    expect(group.findAll('input')[0]?.attributes('id')).toBe('yard')
    expect(group.get('fieldset').attributes('aria-describedby')).toBe('yard-error yard-hint')
    expect(group.get('#yard-error').text()).toBe('请选一个')
  })
})

describe('UiCheckbox', () => {
  it('is not ticked for anybody and says when somebody does', async () => {
    const box = mount(UiCheckbox, { props: { id: 'read', modelValue: false }, slots: { default: '我已读过' } })
    const input = box.get<HTMLInputElement>('input')
    expect(input.element.checked).toBe(false)
    expect(box.get('label').attributes('for')).toBe('read')
    await input.setValue(true)
    expect(box.emitted('update:modelValue')).toEqual([[true]])
  })
})

describe('UiFileButton', () => {
  it('gives the files and can take the same one again', async () => {
    const button = mount(UiFileButton, { props: { id: 'photo', label: '拍照', accept: 'image/jpeg', capture: 'environment' } })
    const input = button.get<HTMLInputElement>('input[type=file]')
    expect(button.get('label').attributes('for')).toBe('photo')
    expect(input.attributes('capture')).toBe('environment')
    const file = new File(['x'], '证.jpg', { type: 'image/jpeg' })
    Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
    await input.trigger('change')
    expect(button.emitted('files')).toEqual([[[file]]])
    expect(input.element.value).toBe('')
  })

  it('says nothing when nothing was chosen', async () => {
    const button = mount(UiFileButton, { props: { id: 'photo', label: '拍照', accept: 'image/jpeg' } })
    await button.get('input').trigger('change')
    expect(button.emitted('files')).toBeUndefined()
  })
})
