import type { BureauView } from '../../contract/views.ts'
import type { DocumentParams, DocumentTemplate } from '../../domain/documents.ts'
import type { Item } from '../../domain/item.ts'

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
