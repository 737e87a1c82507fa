/** An identity provider in somebody else's building: another port, its own pages, its own words of consent. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider/lib/provider.js'

const clientId = 'permits'
const clientSecret = 'a secret that only the operator and the provider know'

export const foreignClient = { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }

/** Somebody the stand-in does not know; made up, with an area code that does not exist. */
export const foreignPerson = {
  name: '示例居民', birthdate: '1990-03-07', phone_number: '15400000099', address: { formatted: '示例路9号' },
  id_kind: 'citizenId', id_number: '44999919900307004X',
}

/** Knows everybody by the same claims, whatever name they sign in with. @returns how to stop it */
export async function startForeignProvider(port: number, redirectUri: string): Promise<() => Promise<void>> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] },
    cookies: { keys: ['made up for a test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    scopes: ['openid', 'profile', 'phone', 'address'],
    claims: {
      openid: ['sub'], profile: ['name', 'birthdate', 'id_kind', 'id_number'], phone: ['phone_number'], address: ['address'],
    },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...foreignPerson }) }),
  })
  const answer = provider.callback()
  const server = createServer((request, response) => { void answer(request, response) })
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve) })
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => { server.close(resolve) })
  }
}
