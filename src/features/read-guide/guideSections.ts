import { listTexts } from '../../domain/itemTexts.ts'
import type { Item } from '../../domain/item.ts'

/** The parts of the page one can jump to, in their order, and which texts of the item stand in each. */
export const guideSections = ['materials', 'fees', 'time', 'channels', 'rules', 'faq', 'contacts', 'sources'] as const
export type GuideSection = typeof guideSections[number]

const sectionOf: Record<string, GuideSection> = {
  materials: 'materials', commitments: 'materials', questions: 'materials', outcomes: 'materials',
  fees: 'fees', feeNote: 'fees', statutory: 'time', promised: 'time', steps: 'time', visit: 'channels',
  window: 'channels', conditions: 'rules', scope: 'rules', discretion: 'rules', form: 'rules', result: 'rules',
  implementingBody: 'rules', mainItem: 'rules', legalBasis: 'rules', faq: 'faq', enquiry: 'contacts',
  complaint: 'contacts', proposed: 'sources', gaps: 'sources', changes: 'sources',
}

export interface Found {
  section: GuideSection
  text: string
}

const most = 8

/** Where words stand on the page; the first few, for a long page is what one wants to leave. */
export function findInGuide(item: Item, words: string): Found[] {
  const wanted = words.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return []
  return listTexts(item).flatMap(({ pointer, text }): Found[] => {
    const section = sectionOf[pointer.split('/')[1] ?? '']
    return section && text.normalize('NFKC').toLowerCase().includes(wanted) ? [{ section, text }] : []
  }).slice(0, most)
}
