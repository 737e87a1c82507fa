/** Every element that the law or the rule book asks of a text is in it, where the file says it is. */
import type { DocumentFile, DocumentKind } from '../../../src/domain/documents.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

/** What the element's own words must hold, placeholders and words of law; a statement has to be there, no more. */
type Elements = Record<string, string[]>

/** rules.md §3.2: the notice's eight elements, then what is declared and by whom. */
const commitment: Elements = {
  itemName: ['{itemName}', '{body}'], legalBasis: ['{legalBasis}'], proof: ['证明'], way: ['承诺方式', '期限'],
  liability: ['（民事）', '（行政）', '（刑事）'], check: ['核查', '配合'], publication: ['公开范围', '公开时限'],
  choice: ['可以选择', '撤回承诺'], identity: ['{applicantName}', '{applicantIdNumber}', '{filerPhone}'],
  date: ['{signedOn}'], informed: [], meets: [], truthful: [], accountable: [], genuine: [],
}

/** RQ-02, RQ-05, RQ-06, RQ-11, RQ-14. */
const deferral: Elements = {
  legalBasis: ['第三十二条'], choice: ['自愿'], missing: ['期限'], way: ['窗口', '邮寄'], consequence: ['终止办理', '书面'],
  withdrawal: ['撤回'], identity: ['{applicantName}', '{applicantIdNumber}'], date: ['{signedOn}'],
  genuine: [], informed: [], truthful: [], supply: [], accountable: [],
}

const obligatory: Partial<Record<DocumentKind, Elements>> = { commitment, deferral }

export function lintElements({ kind, lines, statements, elements = {} }: DocumentFile): FoundInItem[] {
  return Object.entries(obligatory[kind] ?? {}).flatMap(([element, words]) => {
    const place = elements[element]
    const text = place?.startsWith('#')
      ? statements.find(({ id }) => id === place.slice(1))?.text
      : lines.find((line) => place !== undefined && line.startsWith(place))
    if (text === undefined) {
      return [blocking('/elements', 'element-missing', `缺少必备要素：${element}`, `an obligatory element is missing: ${element}`)]
    }
    return words.filter((word) => !text.includes(word)).map((word) => blocking(
      `/elements/${element}`, 'element-words', `这一要素应写明“${word}”`, `this element has to name ${word}`,
    ))
  })
}
