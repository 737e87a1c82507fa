/** Forms with typed text that is not saved anywhere yet: an update must not reload over them. */
import { shallowReactive } from 'vue'

const dirty = shallowReactive(new Set<string>())

/** Marks a form, by a name of its own, as dirty or clean. A feature cleans up after itself when it is left. */
export function setFormDirty(form: string, isDirty: boolean): void {
  if (isDirty) dirty.add(form)
  else dirty.delete(form)
}

/** True while any form is dirty; reactive. */
export function hasDirtyForm(): boolean {
  return dirty.size > 0
}
