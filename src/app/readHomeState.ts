import type { HomeState } from '../features/find-permit/homeState.ts'

/** The state inside the prerendered home page; undefined on every other page, which starts from an empty one. */
export function readHomeState(): HomeState | undefined {
  const text = document.getElementById('home-state')?.textContent
  return text ? JSON.parse(text) as HomeState : undefined
}
