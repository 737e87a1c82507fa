import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface StandInSecrets {
  clientSecret: string
  cookieKeys: string[]
  /** Signs the identity tokens; a private JWK. */
  signingKey: object
}

/** Made at the first start and kept, readable by the owner alone. */
export function loadSecrets(dataDir: string): StandInSecrets {
  const file = join(dataDir, 'secrets', 'stand-in-identity.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StandInSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secrets = generate()
  writeOwnerOnly(file, JSON.stringify(secrets))
  return secrets
}

function generate(): StandInSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    clientSecret: randomBytes(32).toString('base64url'),
    cookieKeys: [randomBytes(32).toString('base64url')],
    signingKey: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: randomBytes(8).toString('hex') },
  }
}

/** Whole or not at all: a half-written secret would stop every later start. */
function writeOwnerOnly(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = openSync(`${file}.new`, 'w', 0o600)
  writeSync(draft, text)
  fsyncSync(draft)
  closeSync(draft)
  renameSync(`${file}.new`, file)
}
