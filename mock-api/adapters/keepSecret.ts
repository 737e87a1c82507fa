import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What `DATA_DIR/secrets` holds under a name: made at the first start and kept, readable by the owner alone. */
export function keepSecret<Secret extends object>(dataDir: string, name: string, generate: () => Secret): Secret {
  const file = join(dataDir, 'secrets', `${name}.json`)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = generate()
  writeOwnerOnly(file, JSON.stringify(secret))
  return secret
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
