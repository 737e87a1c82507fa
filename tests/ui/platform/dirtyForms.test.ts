import { computed } from 'vue'
import { expect, it } from 'vitest'
import { hasDirtyForm, setFormDirty } from '../../../src/platform/dirtyForms.ts'

it('is dirty while any form is', () => {
  const dirty = computed(hasDirtyForm)
  expect(dirty.value).toBe(false)
  setFormDirty('filing', true)
  setFormDirty('rating', true)
  setFormDirty('filing', false)
  expect(dirty.value).toBe(true)
  setFormDirty('rating', false)
  expect(dirty.value).toBe(false)
})
