import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { keepSecret } from '../../keepSecret.ts'

export interface StandInSecrets {
  clientSecret: string
  cookieKeys: string[]
  /** Signs the identity tokens; a private JWK. */
  signingKey: object
}

export function loadSecrets(dataDir: string): StandInSecrets {
  return keepSecret(dataDir, 'stand-in-identity', generate)
}

function generate(): StandInSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    clientSecret: randomBytes(32).toString('base64url'),
    cookieKeys: [randomBytes(32).toString('base64url')],
    signingKey: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: randomBytes(8).toString('hex') },
  }
}
