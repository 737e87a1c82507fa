/**
 * Every problem the API can answer with, once: code → HTTP status (RFC 9457; the type is
 * `urn:zhenghaoban:problem:<code>`). Words for them live in the locales, never here.
 */
export const problems = {
  'bad-request': 400,
  'schema-invalid': 400,
  'signed-out': 401,
  'forbidden': 403,
  'not-same-origin': 403,
  'not-found': 404,
  'case-not-found': 404,
  'item-unknown': 404,
  'upload-not-found': 404,
  'method-not-allowed': 405,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 409,
  'request-in-flight': 409,
  'item-outdated': 409,
  'notice-outdated': 409,
  'action-not-allowed': 409,
  /** The same filing has arrived before; `facts.caseNo` names its case. */
  'already-filed': 409,
  'upload-conflict': 409,
  'already-rated': 409,
  'rating-closed': 409,
  'key-revoked': 409,
  'key-unknown': 409,
  'too-large': 413,
  'file-too-large': 413,
  'media-type-unsupported': 415,
  'filing-invalid': 422,
  'filing-not-allowed': 422,
  'capacity-not-proven': 422,
  'signature-missing': 422,
  'signature-invalid': 422,
  'document-mismatch': 422,
  'supplement-invalid': 422,
  'rating-invalid': 422,
  'upload-not-yours': 422,
  'upload-incomplete': 422,
  'upload-in-use': 422,
  'file-type-mismatch': 422,
  'file-empty': 422,
  'photo-has-location': 422,
  'upload-quota': 429,
  'rate-limited': 429,
  'internal': 500,
  'identity-provider-unavailable': 503,
  'overloaded': 503,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problems

export interface ProblemError {
  /** JSON pointer (RFC 6901) into the request body. */
  pointer: string
  code: string
}

/** `application/problem+json` as it goes over the wire. */
export interface Problem {
  type: string
  status: number
  code: ProblemCode
  errors?: ProblemError[]
  /** Problem-specific facts: the current item version with `item-outdated`, say. */
  facts?: Record<string, string | number | string[]>
}

/** A problem as a value inside the server and the page, before it has a status. */
export interface ProblemValue {
  code: ProblemCode
  errors?: ProblemError[]
  facts?: Record<string, string | number | string[]>
}

/** Statuses after which the same request may be tried again; every other 4xx is final (design: offline first). */
export const retryableStatuses: readonly number[] = [401, 408, 425, 429]
