import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../settings.ts'

/**
 * Strict headers on every answer. No `unsafe-inline`: the styles inlined at build are named by their hashes.
 * @param styleHashes `sha256-…` of each inline style
 */
export async function securityHeaders(app: FastifyInstance, settings: Settings, styleHashes: string[]): Promise<void> {
  const isHttps = settings.publicUrl.startsWith('https:')
  const self = ["'self'"]
  const none = ["'none'"]
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: [...self, ...styleHashes.map((hash) => `'${hash}'`)],
        imgSrc: [...self, 'data:', 'blob:'],
        fontSrc: self,
        connectSrc: self,
        workerSrc: self,
        manifestSrc: self,
        baseUri: none,
        frameAncestors: none,
        formAction: [...self, ...(settings.oidc ? [new URL(settings.oidc.issuer).origin] : [])],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // `no-referrer` would make browsers send `Origin: null` with a form, and the origin check needs it.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}
