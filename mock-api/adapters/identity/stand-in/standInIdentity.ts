import { oidcProvider } from '../oidcProvider.ts'
import type { IdentityProvider } from '../port.ts'
import { mountStandIn } from './mountStandIn.ts'
import { loadSecrets } from './secrets.ts'
import { standInClientId, standInPath, standInProvider } from './standInProvider.ts'

interface Options {
  publicUrl: string
  /** Where this server reaches itself: `http://127.0.0.1:3000`. */
  loopbackUrl: string
  redirectUri: string
  dataDir: string
  now(): string
}

/** The stand-in provider, and the ordinary client that talks to it by HTTP as to any other. */
export function standInIdentity({ publicUrl, loopbackUrl, redirectUri, dataDir, now }: Options): IdentityProvider {
  const secrets = loadSecrets(dataDir)
  const provider = standInProvider(publicUrl, redirectUri, secrets)
  const client = oidcProvider({
    issuer: `${publicUrl}${standInPath}`,
    clientId: standInClientId,
    clientSecret: secrets.clientSecret,
    redirectUri,
    // The public address may be a proxy's that does not lead back in here.
    fetch: (url, options) => fetch(url.replace(publicUrl, loopbackUrl), options as RequestInit),
    now,
  })
  return { ...client, mount: (app) => mountStandIn(app, provider, publicUrl) }
}
