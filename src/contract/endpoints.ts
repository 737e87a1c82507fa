/** Every endpoint of the API: method, path, who may call it. Server routes and page calls both read this table. */

/** public: anyone · resident: a signed-in resident, own rows only · officer: the officer role. */
export type Access = 'public' | 'resident' | 'officer' | 'signedIn'

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'HEAD' | 'DELETE'
  path: string
  access: Access
}

export const endpoints = {
  getHealth: { method: 'GET', path: '/api/health', access: 'public' },
  getCatalogue: { method: 'GET', path: '/api/catalogue', access: 'public' },
  /** `?codes=a,b`: items in force, whole. */
  listItems: { method: 'GET', path: '/api/items', access: 'public' },
  /** `?version=` reads an older version. */
  getItem: { method: 'GET', path: '/api/items/:code', access: 'public' },
  getSession: { method: 'GET', path: '/api/session', access: 'public' },
  /** Browser navigation; `?returnTo=/path`. */
  signIn: { method: 'GET', path: '/api/sign-in', access: 'public' },
  signInCallback: { method: 'GET', path: '/api/sign-in/callback', access: 'public' },
  signOut: { method: 'POST', path: '/api/sign-out', access: 'public' },
  listLicences: { method: 'GET', path: '/api/licences', access: 'resident' },
  listReusableMaterials: { method: 'GET', path: '/api/reusable-materials', access: 'resident' },
  registerKey: { method: 'POST', path: '/api/keys', access: 'resident' },
  listKeys: { method: 'GET', path: '/api/keys', access: 'resident' },
  revokeKey: { method: 'POST', path: '/api/keys/:keyId/revocation', access: 'resident' },
  /** The public halves that receipts are verified by, old ones too. */
  listReceiptKeys: { method: 'GET', path: '/api/receipt-keys', access: 'public' },
  /** tus 1.0.0: POST here, then HEAD and PATCH on the Location. */
  createUpload: { method: 'POST', path: '/api/uploads', access: 'resident' },
  submitFiling: { method: 'POST', path: '/api/filings', access: 'resident' },
  listCases: { method: 'GET', path: '/api/cases', access: 'resident' },
  getCase: { method: 'GET', path: '/api/cases/:caseNo', access: 'resident' },
  supplementCase: { method: 'POST', path: '/api/cases/:caseNo/supplements', access: 'resident' },
  withdrawCase: { method: 'POST', path: '/api/cases/:caseNo/withdrawal', access: 'resident' },
  withdrawCommitment: {
    method: 'POST', path: '/api/cases/:caseNo/commitment-withdrawals', access: 'resident',
  },
  /** Gives where to pay; the answer is a page of the payment provider. */
  payCase: { method: 'POST', path: '/api/cases/:caseNo/payment', access: 'resident' },
  /** Browser navigation: where the payment provider leads back to. */
  returnFromPayment: { method: 'GET', path: '/api/payments/:orderNo/return', access: 'public' },
  rateService: { method: 'POST', path: '/api/cases/:caseNo/ratings', access: 'resident' },
  getFile: { method: 'GET', path: '/api/cases/:caseNo/files/:uploadId', access: 'signedIn' },
  listOfficerCases: { method: 'GET', path: '/api/officer/cases', access: 'officer' },
  getOfficerCase: { method: 'GET', path: '/api/officer/cases/:caseNo', access: 'officer' },
  actOnCase: { method: 'POST', path: '/api/officer/cases/:caseNo/actions', access: 'officer' },
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints

/** Fills `:name` parts, percent-encoded. */
export function endpointPath(name: EndpointName, params: Record<string, string> = {}): string {
  return endpoints[name].path.replace(/:(\w+)/g, (_, part: string) => {
    const value = params[part]
    if (value === undefined) throw new Error(`no value for :${part}`)
    return encodeURIComponent(value)
  })
}

/** Header every JSON write carries (draft-ietf-httpapi-idempotency-key-header): a UUID minted before the first try. */
export const idempotencyHeader = 'idempotency-key'

/** 10 MiB a file. */
export const maxFileBytes = 10_485_760
export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const
export type FileType = (typeof fileTypes)[number]
