import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-` ties a cookie to this host and to https; browsers refuse the name over plain http. */
function cookieName(name: string, publicUrl: string): string {
  return isHttps(publicUrl) ? `__Host-${name}` : name
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

/** `session`: the signed-in session's token · `sign-in`: the state of a sign-in under way in this browser. */
type CookieKind = 'session' | 'sign-in'

export function readCookie(request: FastifyRequest, kind: CookieKind, publicUrl: string): string | undefined {
  return request.cookies[cookieName(kind, publicUrl)]
}

/** HttpOnly, SameSite=Lax (the identity provider's redirect back must carry it), until the browser closes. */
export function setCookie(reply: FastifyReply, kind: CookieKind, value: string, publicUrl: string): void {
  reply.setCookie(cookieName(kind, publicUrl), value, attributes(publicUrl))
}

export function clearCookie(reply: FastifyReply, kind: CookieKind, publicUrl: string): void {
  reply.clearCookie(cookieName(kind, publicUrl), attributes(publicUrl))
}

function attributes(publicUrl: string): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(publicUrl) }
}
