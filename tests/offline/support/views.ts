import type { AccountView, ReusableMaterialView } from '../../../src/contract/accountViews.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'

export function accountOf(id: string): AccountView {
  return {
    id, role: 'resident', name: '张秀英', idKind: 'citizenId', idNumber: '449999195801010022', phone: '13800000000',
    address: '广东省广州市', organisations: [], wards: [], credit: 'clean', expiresAt: '2026-05-06T02:00:00.000Z',
  }
}

/** As much of a case as the device looks at. */
export function caseOf(caseNo: string, about: Partial<CaseView> = {}): CaseView {
  return {
    caseNo, itemCode: '11449999000000019F4440100003001', itemVersion: 1, itemName: '往来港澳通行证首次申领',
    applicantName: '张秀英', status: 'accepted', receivedAt: '2026-05-06T01:00:00.000Z',
    updatedAt: '2026-05-06T01:00:00.000Z', owes: 0, mayRate: false, ...about,
  } as CaseView
}

/** An identity card that came in with a case; `day` is the day in Shanghai. */
export function reusableOf(day: string, about: Partial<ReusableMaterialView> = {}): ReusableMaterialView {
  return {
    caseNo: `11449999000000019F4440100003001${day.replaceAll('-', '')}00000001`, materialId: 'idCard',
    kind: 'identityDocument', handedInAt: `${day}T02:00:00.000Z`, heldBy: '449999195801010022', name: '居民身份证',
    itemName: '往来港澳通行证首次申领', validUntil: '2099-01-01', files: [{ uploadId: 'u1', name: '身份证.jpg', size: 1000 }],
    ...about,
  }
}
