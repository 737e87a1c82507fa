import type { OfficerCaseSummaryView, OfficerCaseView } from '../../src/contract/officerAction.ts'
import type {
  CaseMaterialView, CaseSummaryView, CaseView, NoticeView, RatingView,
} from '../../src/contract/caseViews.ts'
import { mayOfficer, mayResident, officerActions, residentActions } from '../../src/domain/caseActions.ts'
import { compare, plainDateAt } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { listMaterials } from '../../src/domain/requirements.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { listCaseMaterials } from '../repositories/caseMaterials.ts'
import type { CaseMaterial } from '../repositories/caseMaterials.ts'
import { listNotices } from '../repositories/notices.ts'
import type { NoticeRow } from '../repositories/notices.ts'
import { listRatings } from '../repositories/ratings.ts'
import type { RatingRow } from '../repositories/ratings.ts'
import { factsOf } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { listRatable } from './ratableStages.ts'
import { viewPayment } from './viewPayment.ts'
import { viewSignatures } from './viewSignatures.ts'

type Deps = Pick<AppDependencies, 'clock' | 'settings' | 'payment'>

/** A case on the resident's list. */
export function summariseCase(file: CaseFile, ratings: readonly RatingRow[], at: string): CaseSummaryView {
  const own = ratings.filter((rating) => rating.caseId === file.row.id)
  return { ...summary(file), mayRate: listRatable(file.state, own, at).length > 0 }
}

/** A case on the officers' list: no word of ratings (HP-07). */
export function summariseForOfficer(file: CaseFile): OfficerCaseSummaryView {
  return { ...summary(file), filerName: file.filerName }
}

/** Everything applicant and filer see of a case. */
export async function viewCase(tx: Transaction, deps: Deps, file: CaseFile): Promise<CaseView> {
  const at = deps.clock.now()
  const ratings = await listRatings(tx, [file.row.id])
  const ratable = listRatable(file.state, ratings, at)
  const commitments = listCommitments(file)
  const shown = await details(tx, deps, file, ratings)
  return {
    ...shown, mayRate: ratable.length > 0, ratable,
    actions: residentActions.filter((action) => {
      if (action === 'rateService') return ratable.length > 0
      if (action === 'withdrawCommitment' && commitments.every((one) => one.withdrawn)) return false
      if (action === 'payCase' && !isPayable(shown.payment, plainDateAt(at))) return false
      return mayResident(file.state, action)
    }),
  }
}

/** Online, in time, or with a try to go on with. */
function isPayable(payment: CaseView['payment'], today: PlainDate): boolean {
  return payment?.state === 'open' && payment.online && (today <= payment.until || payment.attempt === 'pending')
}

/** The same for officers, without open ratings and without what was said anonymously (HP-06, HP-07). */
export async function viewCaseForOfficer(tx: Transaction, deps: Deps, file: CaseFile): Promise<OfficerCaseView> {
  const ratings = await listRatings(tx, [file.row.id])
  return {
    ...await details(tx, deps, file, ratings.filter((rating) => !rating.anonymous)),
    actions: officerActions.filter((action) => mayOfficer(file.state, action)),
  }
}

/** What was declared in place of a proof, and whether it was taken back. */
function listCommitments({ row, state }: CaseFile): CaseView['commitments'] {
  const standing = Object.values(row.provisions)
    .flatMap((given) => given.way === 'declare' ? [{ commitmentId: given.commitmentId, withdrawn: false }] : [])
  return [...standing, ...state.withdrawnCommitments.map((commitmentId) => ({ commitmentId, withdrawn: true }))]
}

async function details(
  tx: Transaction, deps: Deps, file: CaseFile, ratings: RatingRow[],
): Promise<Omit<CaseView, 'mayRate' | 'ratable' | 'actions'>> {
  const { row, item, state } = file
  const materials = await listCaseMaterials(tx, row.id)
  const payment = await viewPayment(tx, deps, row.id)
  return {
    ...summary(file), filingId: row.filingId, item, capacity: row.capacity, filerName: file.filerName,
    ...(row.helper && { helper: row.helper }),
    events: file.events, verdict: row.verdict, owed: state.owed,
    materials: listMaterials(item, factsOf(file, plainDateAt(row.receivedAt)))
      .map(({ material }) => viewMaterial(file, material.id, material.name, material.kind, materials)),
    ...(state.correction && { correction: state.correction }),
    commitments: listCommitments(file),
    notices: (await listNotices(tx, row.id)).map(viewNotice),
    ...await viewSignatures(tx, file),
    ratings: ratings.map(viewRating),
    ...(state.statutoryBy && { statutoryBy: state.statutoryBy }),
    ...(payment && { payment }),
    standInOfficer: deps.settings.officer === 'standIn',
  }
}

function summary({ row, item, state }: CaseFile): Omit<CaseSummaryView, 'mayRate'> {
  const residentDue = nextResidentDue(state)
  return {
    caseNo: row.caseNo, itemCode: row.itemCode, itemVersion: row.itemVersion, itemName: item.plainName,
    applicantName: row.applicant.organisation?.name ?? row.applicant.name, status: state.status,
    receivedAt: row.receivedAt, updatedAt: row.updatedAt,
    ...(state.decideBy && { decideBy: state.decideBy }), ...(residentDue && { residentDue }),
    owes: mayResident(state, 'supplementCase') ? state.correction?.points.length ?? state.owed.length : 0,
  }
}

function nextResidentDue(state: CaseFile['state']): PlainDate | undefined {
  if (!mayResident(state, 'supplementCase')) return undefined
  const dates = [...(state.correction ? [state.correction.until] : []), ...state.owed.flatMap(({ due }) => due ?? [])]
  return dates.sort(compare)[0]
}

function viewMaterial(
  { row, state }: CaseFile, materialId: string, name: string, kind: string, all: CaseMaterial[],
): CaseMaterialView {
  const rows = all.filter((one) => one.materialId === materialId && one.state !== 'refused')
  const newest = rows.filter((one) => one.createdAt === rows.at(-1)?.createdAt)
  const owed = state.owed.find((one) => one.materialId === materialId)
  const files = newest.flatMap(({ uploadId, upload }) => uploadId && upload
    ? [{ uploadId, name: upload.fileName, size: upload.size }] : [])
  const provision = row.provisions[materialId]
  const given = kind === 'form' ? 'form' : provision?.way ?? 'missing'
  const toVerify = state.toVerify.includes(materialId)
  return {
    materialId, name, given, files, state: materialState(given, owed !== undefined, newest, toVerify),
    ...(owed?.due && { due: owed.due }),
    ...(provision?.way === 'reuse' && { reused: { caseNo: provision.caseNo, handedInAt: provision.handedInAt } }),
  }
}

function materialState(
  given: CaseMaterialView['given'], owed: boolean, newest: CaseMaterial[], toVerify: boolean,
): CaseMaterialView['state'] {
  if (owed || given === 'later') return 'owed'
  if (given === 'missing') return 'missing'
  if (toVerify) return 'toVerify'
  return newest.some((one) => one.state === 'verified') ? 'verified' : 'given'
}

function viewNotice({ id, kind, documentNo, issuedAt, body }: NoticeRow): NoticeView {
  return { id, kind, documentNo, issuedAt, body: body.body, lines: body.lines }
}

function viewRating({ stage, sequence, grade, tags, comment, anonymous, ratedAt }: RatingRow): RatingView {
  return { stage: stage as RatingView['stage'], sequence, grade, tags, comment, anonymous, ratedAt }
}
