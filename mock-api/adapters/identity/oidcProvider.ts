import * as oidc from 'openid-client'
import { fail, ok } from '../../../src/domain/result.ts'
import { isServerError } from '../../http/statuses.ts'
import { readPerson } from './readPerson.ts'
import type { IdentityFailure, IdentityProvider } from './port.ts'

interface Options {
  issuer: string
  clientId: string
  /** Without one the client is public and proves itself by PKCE alone. */
  clientSecret?: string | undefined
  redirectUri: string
  /** Seconds before a provider that does not answer counts as unavailable. */
  timeoutSeconds?: number
  /** How the provider is reached, when its public address is not the way from here. */
  fetch?: oidc.CustomFetch
  now(): string
}

/** Any OpenID Connect provider: authorization code with PKCE, state and nonce; the profile from userinfo. */
export function oidcProvider(options: Options): IdentityProvider {
  const { redirectUri, now } = options
  const configuration = discoverOnce(options)
  return {
    begin: () => attempt(async () => {
      const config = await configuration()
      const codeVerifier = oidc.randomPKCECodeVerifier()
      const state = oidc.randomState()
      const nonce = oidc.randomNonce()
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile phone address',
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        // Phones and windows are shared: whoever signs in says so each time.
        prompt: 'login',
        state,
        nonce,
      })
      return { url: url.href, state, nonce, codeVerifier }
    }),
    complete: (search, expected) => attempt(async () => {
      const config = await configuration()
      const tokens = await oidc.authorizationCodeGrant(config, new URL(search, redirectUri), {
        pkceCodeVerifier: expected.codeVerifier,
        expectedState: expected.state,
        expectedNonce: expected.nonce,
        idTokenExpected: true,
      })
      const idToken = tokens.claims()
      if (!idToken) throw new Refused()
      const userInfo = await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub)
      const person = readPerson(idToken, userInfo, now())
      if (!person) throw new Refused()
      return person
    }),
  }
}

class Refused extends Error {}

/** The provider's metadata, fetched at the first sign-in and kept; a failed try is not kept. */
function discoverOnce({ issuer, clientId, clientSecret, timeoutSeconds = 10, fetch }: Options) {
  let found: Promise<oidc.Configuration> | undefined
  return () => {
    found ??= oidc.discovery(
      new URL(issuer), clientId, clientSecret, clientSecret ? undefined : oidc.None(), {
        timeout: timeoutSeconds,
        // OIDC_ISSUER with http is the operator's explicit choice, for a provider on the same host.
        execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
        ...(fetch && { [oidc.customFetch]: fetch }),
      }).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
}

async function attempt<T>(work: () => Promise<T>) {
  try {
    return ok(await work())
  } catch (error) {
    return fail<IdentityFailure>(isRefusal(error) ? 'refused' : 'unavailable')
  }
}

/** The provider answered, and it or the check of its answer said no; anything else is the way to it. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Refused || error instanceof oidc.AuthorizationResponseError) return true
  if (error instanceof oidc.ResponseBodyError) return !isServerError(error.status)
  return error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT'
    && !(error.cause instanceof TypeError)
}
