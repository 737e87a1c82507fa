/** How a route succeeds. */
export type Success = 'ok' | 'created' | 'noContent'

export const successStatus: Record<Success, number> = { ok: 200, created: 201, noContent: 204 }

export const seeOther = 303
export const notModified = 304
export const badRequest = 400
export const notFound = 404
export const tooLarge = 413

export function isServerError(status: number): boolean {
  return status >= 500
}
