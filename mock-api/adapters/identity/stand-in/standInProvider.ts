// Not by its front door, which warns of Node 20; it works there.
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js'
import { Provider } from 'oidc-provider/lib/provider.js'
import type { Context } from 'oidc-provider/lib/provider.js'
import { findDemoPerson } from './people.ts'
import type { StandInSecrets } from './secrets.ts'

export const standInClientId = 'zhenghaoban'
/** Where the stand-in provider lives below the server's own address. */
export const standInPath = '/idp'

const minutes = 60

/** Whoever is signing in when the server stops begins again. A class of our own, or it warns of the one it brings. */
class SignInsInMemory extends MemoryAdapter {}

/** A real OpenID Connect provider with made-up people. Exists in demo mode only. */
export function standInProvider(publicUrl: string, redirectUri: string, secrets: StandInSecrets): Provider {
  const provider: Provider = new Provider(`${publicUrl}${standInPath}`, {
    adapter: SignInsInMemory,
    clients: [{
      client_id: standInClientId,
      client_secret: secrets.clientSecret,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
    }],
    jwks: { keys: [secrets.signingKey] },
    cookies: { keys: secrets.cookieKeys },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    scopes: ['openid', 'profile', 'phone', 'address'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'birthdate', 'role', 'id_kind', 'id_number', 'organisations', 'wards', 'auth_level', 'auth_method'],
      phone: ['phone_number'],
      address: ['address'],
    },
    ttl: {
      AccessToken: 5 * minutes, AuthorizationCode: minutes, IdToken: 5 * minutes, Interaction: 15 * minutes,
      Session: 15 * minutes, Grant: 15 * minutes,
    },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `${standInPath}/interaction/${uid}` },
    findAccount: (_context: Context, id: string) => findAccount(id),
    loadExistingGrant: (context: Context) => grantEverything(provider, context),
    renderError: (context: Context, { error }: { error: string }) => {
      context.type = 'text/plain; charset=utf-8'
      context.body = `演示身份提供方：这次登录没有成功（${error}）。请回到证好办重新登录。`
    },
  })
  // The mount says under which address it is reached.
  provider.proxy = true
  return provider
}

function findAccount(id: string) {
  const person = findDemoPerson(id)
  return person && {
    accountId: id,
    claims: () => ({ sub: id, auth_level: 'demo', auth_method: 'demo', ...person.claims }),
  }
}

/** Its only client is this app, so there is no consent to ask for. */
async function grantEverything(provider: Provider, { oidc }: Context) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid profile phone address')
  await grant.save()
  return grant
}
