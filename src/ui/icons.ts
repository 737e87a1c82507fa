/** Line drawings on a 24 × 24 grid, one path each; drawn for this app. These are the ones of the first screen. */
import type { pageIcons } from './pageIcons.ts'

const firstIcons = {
  home: 'M4 11.2 12 4.5l8 6.7V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19zM9.5 20.5v-6h5v6',
  cases: 'M6 3.5h12A1.5 1.5 0 0 1 19.5 5v14a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 19V5A1.5 1.5 0 0 1 6 3.5M8.5 8.5h7M8.5 12.5h7M8.5 16.5h4',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  back: 'M14.5 5 7.5 12l7 7',
  forward: 'm9.5 5 7 7-7 7',
  close: 'm6 6 12 12M18 6 6 18',
  search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15.7 15.7l4.8 4.8',
  textSize: 'M2.5 19 8 5.5 13.5 19M4.4 14.5h7.2M14.5 19l3.5-8.5 3.5 8.5M15.7 16.2h4.6',
} as const

export type IconName = keyof typeof firstIcons | keyof typeof pageIcons

const paths: Partial<Record<IconName, string>> = { ...firstIcons }

/** The path of an icon; undefined while the icons of the other pages are not there. */
export function findIcon(name: IconName): string | undefined {
  return paths[name]
}

/** Adds the icons of the other pages; the router sees to it before it leaves the home page. */
export async function loadPageIcons(): Promise<void> {
  const { pageIcons } = await import('./pageIcons.ts')
  Object.assign(paths, pageIcons)
}
