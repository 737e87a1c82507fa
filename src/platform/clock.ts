import { ref } from 'vue'
import type { Ref } from 'vue'
import { plainDateAt } from '../domain/plainDate.ts'
import type { PlainDate } from '../domain/plainDate.ts'

/** How far this phone's clock is behind the server's, in milliseconds. */
let offset = 0

/** Notes the server's time as a reply just gave it: a phone a day off must not promise wrong dates. */
export function noteServerTime(serverNow: string): void {
  offset = Date.parse(serverNow) - Date.now()
}

/** Now, corrected by the server's time where it is known. */
export function now(): Date {
  return new Date(Date.now() + offset)
}

export function nowInstant(): string {
  return now().toISOString()
}

/** Today in Shanghai, wherever the phone is. */
export function todayOnPhone(): PlainDate {
  return plainDateAt(nowInstant())
}

let minute: Ref<Date> | undefined

/** Now, renewed every minute: for 剩余天数 and 更新于 that stay right while the page is open. */
export function minuteNow(): Readonly<Ref<Date>> {
  if (minute) return minute
  const ticking = ref(now())
  minute = ticking
  // Not while the page is prerendered: that has to end.
  if (typeof window !== 'undefined') window.setInterval(() => { ticking.value = now() }, 60_000)
  return ticking
}
