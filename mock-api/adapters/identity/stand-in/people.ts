import type { Credit } from '../../credit/port.ts'
import people from './people.json' with { type: 'json' }

/** Somebody who can sign in at the stand-in identity provider. All of them are made up (rules.md §6). */
export interface DemoPerson {
  id: string
  headline: string
  note: string
  credit: Credit
  /** What the provider tells in userinfo. */
  claims: { id_number: string, name: string } & Record<string, unknown>
}

export const demoPeople = people as DemoPerson[]

export function findDemoPerson(id: string): DemoPerson | undefined {
  return demoPeople.find((person) => person.id === id)
}
