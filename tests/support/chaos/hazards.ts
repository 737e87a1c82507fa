/** What can go wrong while somebody files, each as one act on the world. */
import type { ChaosWorld } from './chaosWorld.ts'
import { pick } from '../randomFrom.ts'

export const hazardNames = [
  'offline', 'networkDown', 'requestCut', 'uploadCut', 'answerLost', 'appClosed', 'reloaded', 'secondTab', 'clockBack',
  'clockAhead', 'sessionExpired', 'serverKilled',
] as const
export type HazardName = (typeof hazardNames)[number]

/** Starting a server again takes as long as filing twice: it is killed more rarely than the rest happens. */
const killedEvery = 4

export interface Hazard {
  name: HazardName
  /** Before which screen, by its heading; `sending` is the moment after the last tap. */
  at: string
}

/** One to three hazards before screens of the filing or right after the last tap. */
export function planHazards(random: () => number, screens: string[]): Hazard[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const name = pick(random, hazardNames)
    const at = pick(random, [...screens, 'sending', 'sending'])
    return name === 'serverKilled' && random() * killedEvery > 1 ? { name: 'answerLost', at } : { name, at }
  })
}

/** @param path of the page as it is, to open it again or a second time */
export async function strike(world: ChaosWorld, { name }: Hazard, random: () => number, path: string): Promise<void> {
  switch (name) {
    case 'offline': return world.context.setOffline(true)
    case 'networkDown': return world.network.down()
    case 'requestCut': return world.network.cutRequest('POST /api/filings', Math.floor(random() * 6_000))
    case 'uploadCut': return world.network.cutRequest('PATCH /api/uploads', Math.floor(random() * 9_000))
    case 'answerLost': return world.network.loseAnswer('POST /api/filings')
    case 'appClosed': return world.reopen(path)
    case 'reloaded': return world.open(path)
    case 'secondTab': return world.openSecondTab(path)
    case 'clockBack': return world.jumpClock(-1)
    case 'clockAhead': return world.jumpClock(1)
    case 'sessionExpired': return world.expireSession()
    case 'serverKilled': return world.killServer()
  }
}
