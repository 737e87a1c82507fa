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
  'key-not-found': 404,
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
  /** No order, or one that is paid, void or past its last day; `facts.state` says which. */
  'payment-closed': 409,
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
  /** Not there, not of this applicant, found wrong or too old: which of the first three is nobody's business. */
  'reuse-not-available': 422,
  'file-type-mismatch': 422,
  'file-empty': 422,
  /** It stops in the middle, or cannot be read. */
  'file-damaged': 422,
  /** Something of another kind begins, hides or follows in it. */
  'file-mixed': 422,
  'file-infected': 422,
  'photo-has-location': 422,
  'photo-too-large': 422,
  'photo-animated': 422,
  /** It runs, opens or carries something by itself. */
  'pdf-active': 422,
  'pdf-encrypted': 422,
  'pdf-too-many-pages': 422,
  /** 425, not 503: nothing is wrong with this server, and an upload that has arrived only waits to be looked at. */
  'scan-unavailable': 425,
  /** `facts.quota` names which one of the day, `facts.until` the instant when there is room again. */
  'quota-exceeded': 429,
  'rate-limited': 429,
  'internal': 500,
  'identity-provider-unavailable': 503,
  'payment-unavailable': 503,
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
  /** Seconds after which trying again makes sense; goes out as `Retry-After`. */
  retryAfter?: number
}

/** Statuses after which the same request may be tried again; every other 4xx is final (design: offline first). */
export const retryableStatuses: readonly number[] = [401, 408, 425, 429]
