import type { FastifyInstance } from 'fastify'
import type { Result } from '../../../src/domain/result.ts'
import type { Authentication, Profile } from '../../database/schema.ts'

/** What the browser carries to the identity provider, and what the answer is checked against. */
export interface Authorization {
  url: string
  state: string
  nonce: string
  codeVerifier: string
}

/** Somebody as the identity provider vouches for them. */
export interface Person {
  issuer: string
  subject: string
  role: 'resident' | 'officer'
  profile: Profile
  auth: Authentication
}

/** `unavailable`: the provider cannot be reached · `refused`: it, or the check of its answer, said no. */
export type IdentityFailure = 'unavailable' | 'refused'

export interface IdentityProvider {
  /** Where to send the browser to sign in. */
  begin(): Promise<Result<Authorization, IdentityFailure>>
  /** @param search the query of the provider's redirect to us */
  complete(search: string, expected: Omit<Authorization, 'url'>): Promise<Result<Person, IdentityFailure>>
  /** The stand-in brings its own pages. */
  mount?(app: FastifyInstance): Promise<void>
}
