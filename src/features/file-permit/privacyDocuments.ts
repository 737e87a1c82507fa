import type { AccountView } from '../../contract/accountViews.ts'
import type { BureauView } from '../../contract/catalogueViews.ts'
import type { DocumentParams, DocumentTemplate } from '../../domain/documents.ts'
import type { Item } from '../../domain/item.ts'
import { ageOn } from '../../domain/plainDate.ts'
import type { ShownNotices } from '../../offline/shownNotices.ts'
import { todayOnPhone } from '../../platform/clock.ts'

interface PrivacyDocument {
  template: DocumentTemplate
  params: (item: Item) => DocumentParams
}

/** The personal-data notices to show: the general one, and the one for children under 14 (PIPL 第三十一条). */
export function privacyDocuments(
  catalogue: { documents: DocumentTemplate[], bureau: BureauView | undefined }, child: boolean,
): PrivacyDocument[] {
  const kinds = child ? ['privacy', 'minorPrivacy'] : ['privacy']
  return catalogue.documents.filter((template) => kinds.includes(template.kind))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map((template) => ({
      template,
      params: (item) => ({
        rows: [],
        values: {
          itemName: item.name, body: item.implementingBody, bureau: catalogue.bureau?.name ?? item.implementingBody,
          processor: catalogue.bureau?.processor.name ?? item.implementingBody,
          processorPhone: catalogue.bureau?.processor.phone ?? '',
        },
      }),
    }))
}

/** 个人信息保护法 第三十一条. */
const childAge = 14

/** Whether this item may be filed for a child under 14 of the account. */
export function mayBeForChild(item: Item, account: AccountView): boolean {
  return item.capacities.includes('guardian')
    && account.wards.some(({ birthDate }) => ageOn(birthDate, todayOnPhone()) < childAge)
}

/** The notices this filing needs, as they were shown before; none where one of them was not, in this version. */
export function shownBefore(
  catalogue: Parameters<typeof privacyDocuments>[0], item: Item, account: AccountView, shown: ShownNotices,
): ShownNotices {
  const needed = privacyDocuments(catalogue, mayBeForChild(item, account))
  const found = needed.flatMap(({ template }) => shown.filter(({ documentId, documentVersion }) =>
    documentId === template.id && documentVersion === template.version))
  return found.length === needed.length ? found : []
}
