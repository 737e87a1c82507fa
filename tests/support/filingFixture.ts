/** Filings as a phone makes them: judged and rendered by the domain, signed with a real key. */
import { randomUUID } from 'node:crypto'
import type { ApplicantInput, FilingInput, KeyInput, SignatureInput } from '../../src/contract/filing.ts'
import type { AccountView } from '../../src/contract/accountViews.ts'
import type { CatalogueView } from '../../src/contract/catalogueViews.ts'
import { renderDocument, signingPayload } from '../../src/domain/documents.ts'
import type { Facts, Provision } from '../../src/domain/facts.ts'
import { listFilingDocuments } from '../../src/domain/filingDocuments.ts'
import type { Capacity, Item } from '../../src/domain/item.ts'
import { addDays } from '../../src/domain/plainDate.ts'
import { findCommitment, listMaterials } from '../../src/domain/requirements.ts'
import { assessFiling } from '../../src/domain/verdict.ts'

export interface SigningKey {
  publicKey: KeyInput['publicKey']
  /** Raw r‖s, base64url. */
  sign(text: string): Promise<string>
}

/** A non-extractable ECDSA P-256 key, as a phone has one. */
export async function newSigningKey(): Promise<SigningKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    sign: async (text) => {
      const bytes = new TextEncoder().encode(text)
      const value = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)
      return Buffer.from(value).toString('base64url')
    },
  }
}

export type Way = Provision['way'] | 'missing'

/** What somebody decides to file; every material that applies and is not named is handed in. */
export interface FilingPlan {
  /** The item's main part, `P0101`, as it stands at the end of the code. */
  item: keyof typeof itemCodes
  capacity: Capacity
  answers: Record<string, string>
  form: Record<string, string>
  ways?: Record<string, Way>
  applicant?: ApplicantInput
  organisation?: FilingInput['organisation']
  helper?: FilingInput['helper']
}

export const itemCodes = {
  P0101: '11449999000000019F4440100001001',
  P0203: '11449999000000019F4440100002003',
  P0301: '11449999000000019F4440100003001',
  P0701: '11449999000000019F4440100007001',
  P1103: '11449999000000019F4440100011003',
  P1601: '11449999000000019F4440100016001',
} as const

const address = '广州市增城区示例街道示例路1号101房'

/** One filing per item that can be accepted as it is, and who makes it. */
export function planFiling(item: FilingPlan['item'], today: string): FilingPlan & { person: string } {
  switch (item) {
    case 'P0101': return {
      item, person: 'li', capacity: 'self',
      answers: { place: 'zengcheng', housing: 'own', remarried: 'no', children: 'no' },
      form: {
        contactPhone: '13800138000', targetAddress: address, relationToHead: 'spouse', spouseName: '示例配偶',
        spouseIdNumber: '44999919900307004X', marriageDate: '2019-05-20',
      },
    }
    case 'P0203': return {
      item, person: 'li', capacity: 'self',
      answers: { household: 'guangzhou', reason: 'expiring', fingerprints: 'yes', staff: 'no' },
      form: { contactPhone: '13800138000', delivery: 'window' },
    }
    case 'P0301': return {
      item, person: 'li', capacity: 'guardian',
      answers: { hasIdCard: 'no', guardianAway: 'no', hongKong: 'none', macao: 'none' },
      form: {
        contactPhone: '13800138000', currentAddress: address, emergencyName: '示例亲友', emergencyPhone: '13800138000',
        delivery: 'window',
      },
    }
    case 'P0701': return {
      item, person: 'li', capacity: 'self',
      answers: { where: 'border', base: 'zengcheng', purpose: 'tour', withMinor: 'yes' },
      form: {
        contactPhone: '13800138000', province: 'tibet', counties: '日喀则市定日县', travelDate: addDays(today, 20),
        stayDays: '15', 'minors.1.minorName': '示例小孩', 'minors.1.minorIdNumber': '44999920160601002X',
        'minors.1.minorRelation': 'child', 'minors.2.minorName': '示例侄女',
        'minors.2.minorIdNumber': '44999919900307004X', 'minors.2.minorRelation': 'other',
        'minors.2.minorRelationOther': '侄女',
      },
    }
    case 'P1103': return {
      item, person: 'chen', capacity: 'self',
      answers: { issuedIn: 'guangzhou', violations: 'cleared', licenceClass: 'car' },
      form: { contactPhone: '13800138000', licenceUntil: addDays(today, 45), delivery: 'window' },
    }
    case 'P1601': return {
      item, person: 'wang', capacity: 'legalRepresentative',
      answers: {
        activityKind: 'public', crowdSize: 'from1000', joint: 'no', qualified: 'no', structures: 'no', guards: 'no',
      },
      form: {
        contactPhone: '13800138000', activityName: '示例音乐会', activityType: 'performance', venue: address,
        attendance: '3000', venueCapacity: '4500', safetyStaff: '80', startsOn: addDays(today, 40),
        endsOn: addDays(today, 40), ticketing: 'sold', safetyOfficer: '示例负责人', safetyOfficerPhone: '13800138000',
      },
    }
  }
}

export interface Filer {
  account: AccountView
  catalogue: CatalogueView
  findItem(code: string): Promise<Item>
  key: SigningKey
  keyId: string
  /** Hands a file over and gives its upload id. */
  upload(): Promise<string>
  /** SHA-256 of a file that was handed over. */
  sha256Of(uploadId: string): Promise<string>
}

interface Signing {
  /** Instant on the phone. */
  at: string
  /** Day on the phone; that of `at` in Shanghai when left out. */
  signedOn?: string
  drawing?: string
}

/** Makes a complete, signed filing of a plan. */
export async function makeFiling(filer: Filer, plan: FilingPlan, signing: Signing): Promise<FilingInput> {
  const item = await filer.findItem(itemCodes[plan.item])
  const today = signing.signedOn ?? new Date(Date.parse(signing.at) + 8 * 3_600_000).toISOString().slice(0, 10)
  const applicant = plan.applicant ?? findApplicant(filer.account, plan.capacity)
  const organisation = plan.organisation ?? findOrganisation(filer.account, plan.capacity)
  const facts = await provideAll(filer, item, plan, {
    today, capacity: plan.capacity, applicant, credit: filer.account.credit, licences: undefined,
    answers: plan.answers, form: plan.form, provisions: {},
  })
  return signFacts(filer, { item, facts: { ...facts, applicant }, organisation, helper: plan.helper }, signing)
}

/** What has been filled in, its files handed over. */
export interface FilledIn {
  item: Item
  facts: Facts & { applicant: ApplicantInput }
  organisation: FilingInput['organisation']
  helper?: FilingInput['helper']
}

/** Signs what has been filled in, and gives the filing; it is signed on the day of the facts. */
export async function signFacts(
  filer: Filer, { item, facts, organisation, helper }: FilledIn, signing: Signing,
): Promise<FilingInput> {
  const { capacity, applicant, answers, form, provisions } = facts
  const unsigned: Omit<FilingInput, 'signatures'> = {
    filingId: randomUUID(), itemCode: item.code, itemVersion: item.version, capacity, applicant,
    ...(organisation && { organisation }), ...(helper && { helper }), answers, form, provisions,
    noticesShown: listPrivacy(filer.catalogue).map(({ id, version }) => (
      { documentId: id, documentVersion: version, at: signing.at })),
    tappedAt: signing.at,
  }
  return { ...unsigned, signatures: await signAll(filer, item, unsigned, facts, signing) }
}

/** Signs everything anew, as after a change of what was filled in. */
export async function signAgain(filer: Filer, filing: FilingInput, signing: Signing): Promise<FilingInput> {
  const item = await filer.findItem(filing.itemCode)
  const today = signing.signedOn ?? filing.signatures[0]?.signedOn ?? ''
  const { capacity, applicant, answers, form, provisions } = filing
  const facts: Facts = {
    today, capacity, applicant, answers, form, provisions, credit: filer.account.credit, licences: undefined,
  }
  return { ...filing, signatures: await signAll(filer, item, filing, facts, { ...signing, signedOn: today }) }
}

async function signAll(
  filer: Filer, item: Item, filing: Omit<FilingInput, 'signatures'>, facts: Facts, { at, drawing }: Signing,
): Promise<SignatureInput[]> {
  const { account, catalogue } = filer
  const documents = listFilingDocuments({
    item, facts, verdict: assessFiling(item, facts, catalogue.calendar), words: catalogue.documentWords,
    templates: catalogue.documents, signedOn: facts.today, fileHashes: await hashFiles(filer, facts.provisions),
    identity: {
      filingId: filing.filingId, capacity: filing.capacity, applicantName: filing.applicant.name,
      applicantIdKind: filing.applicant.idKind, applicantIdNumber: filing.applicant.idNumber,
      ...(filing.applicant.birthDate && { applicantBirthDate: filing.applicant.birthDate }),
      filerName: account.name, filerPhone: account.phone,
      ...(filing.organisation && {
        organisationName: filing.organisation.name, organisationCode: filing.organisation.uscc,
      }),
      ...(filing.helper && { helper: filing.helper }),
    },
  })
  return Promise.all(documents.map(({ template, params }) => signText(filer, {
    documentId: template.id, documentVersion: template.version, text: renderDocument(template, params),
    statements: template.statements.map((statement) => statement.id), signedAt: at, signedOn: facts.today,
    signerName: account.name, shown: { openedAt: at, seconds: 30, scrolledToEnd: true }, ...(drawing && { drawing }),
  })))
}

async function hashFiles(filer: Filer, provisions: Record<string, Provision>): Promise<Map<string, string>> {
  const ids = Object.values(provisions).flatMap((given) => given?.way === 'file' ? given.uploadIds : [])
  return new Map(await Promise.all(ids.map(async (id) => [id, await filer.sha256Of(id)] as const)))
}

/** Signs one text as it stands, right or wrong. */
export async function signText(
  { key, keyId }: Pick<Filer, 'key' | 'keyId'>, parts: Omit<SignatureInput, 'value' | 'sha256' | 'keyId'>,
): Promise<SignatureInput> {
  const drawing = parts.drawing && Buffer.from(parts.drawing.split(',')[1] ?? '', 'base64')
  const payload = signingPayload({ ...parts, drawingSha256: drawing ? await sha256(drawing) : '' })
  return { ...parts, sha256: await sha256(Buffer.from(parts.text)), keyId, value: await key.sign(payload) }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

async function provideAll(filer: Filer, item: Item, { ways = {} }: FilingPlan, facts: Facts): Promise<Facts> {
  const provisions: Record<string, Provision> = {}
  for (const { material } of listMaterials(item, facts)) {
    const way = ways[material.id] ?? (material.kind === 'form' || material.necessity === 2 ? 'missing' : 'file')
    if (way === 'file') provisions[material.id] = { way, uploadIds: [await filer.upload()] }
    if (way === 'library' || way === 'later') provisions[material.id] = { way }
    if (way === 'declare') {
      provisions[material.id] = { way, commitmentId: findCommitment(item, material, facts)?.id ?? 'none' }
    }
  }
  return { ...facts, provisions }
}

function findApplicant(account: AccountView, capacity: Capacity): ApplicantInput {
  const { name, idKind, idNumber, birthDate } = capacity === 'guardian' ? account.wards[0] ?? account : account
  return { name, idKind, idNumber, ...(birthDate && { birthDate }) }
}

function findOrganisation(account: AccountView, capacity: Capacity): FilingInput['organisation'] {
  const [organisation] = account.organisations
  return capacity === 'legalRepresentative' && organisation
    ? { name: organisation.name, uscc: organisation.uscc } : undefined
}

/** Everybody is shown everything: more than needed does no harm. */
export function listPrivacy({ documents }: CatalogueView) {
  return documents.filter(({ kind }) => kind === 'privacy' || kind === 'minorPrivacy')
}

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it should be there')
  return value
}
