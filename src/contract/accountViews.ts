/** Who is signed in and what they hold, as the server answers; its reply schemas are checked against these types. */
import type { PlainDate } from '../domain/plainDate.ts'
import type { ReusableMaterial } from '../domain/reuse.ts'
import type { ApplicantInput, KeyInput } from './filing.ts'

export interface OrganisationView {
  name: string
  uscc: string
  role: 'legalRepresentative' | 'agent'
}

/** A child the signed-in guardian files for. */
export interface WardView {
  name: string
  idKind: ApplicantInput['idKind']
  idNumber: string
  birthDate: PlainDate
}

export interface AccountView {
  /** Opaque; names the device database. */
  id: string
  role: 'resident' | 'officer'
  name: string
  idKind: ApplicantInput['idKind']
  idNumber: string
  birthDate?: PlainDate
  phone: string
  address: string
  organisations: OrganisationView[]
  wards: WardView[]
  credit: 'clean' | 'breach' | 'unknown'
  expiresAt: string
}

export interface SessionView {
  demo: boolean
  now: string
  /** How long a file that no filing has taken stays with the server; undefined where it does not say. */
  uploadsKeptHours?: number
  account: AccountView | null
}

export interface LicenceView {
  id: string
  /** The identity number or credit code it belongs to: the account's own, a child's, an organisation's. */
  heldBy: string
  /** As `Material.licence`. */
  kind: string
  name: string
  holder: string
  maskedNumber: string
  validUntil?: PlainDate
  /** Of a vehicle licence. */
  plate?: string
}

/** A material of an earlier case that may be given again, as it came in then. */
export interface ReusableMaterialView extends ReusableMaterial {
  /** The identity number or credit code it belongs to: the applicant's, or the organisation's. */
  heldBy: string
  name: string
  itemName: string
  /** The last day on which anything takes it; a permit may want it fresher. */
  validUntil: PlainDate
  files: { uploadId: string, name: string, size: number }[]
}

export interface KeyView {
  keyId: string
}

/** One of the account's signing keys. */
export interface DeviceKeyView {
  keyId: string
  /** System and browser it was registered from, `Android · Chrome`; may be empty. */
  device: string
  registeredAt: string
  lastUsedAt?: string
  /** Reported lost: nothing signed since is taken. */
  revokedAt?: string
}

/** A public key of the server that receipts are verified by. */
export interface ReceiptKeyView {
  keyId: string
  publicKey: KeyInput['publicKey']
}
