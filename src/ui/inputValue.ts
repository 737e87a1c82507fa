/**
 * The components bind native controls by `:value` and an event instead of `v-model`, whose five directives weigh 2 kB
 * on the first screen.
 */

/** What an input, textarea or select holds after its event. */
export function inputValue(event: Event): string {
  return (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value
}

/** True while an input method is still putting a word together: pinyin letters that nobody wants to search for. */
export function isComposing(event: Event): boolean {
  return (event as InputEvent).isComposing
}
