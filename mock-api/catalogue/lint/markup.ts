import { listTexts } from '../../../src/domain/itemTexts.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

/** Tags, entities and characters nobody sees. Texts are shown as they are: a tag would do nothing, it is a mistake. */
const markup = /<\/?[a-z!]|&(#\d+|#x[\da-f]+|[a-z]+);|javascript:/i
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

export function lintMarkup(data: unknown): FoundInItem[] {
  return listTexts(data).filter(({ text }) => markup.test(text) || invisible.test(text)).map(({ pointer }) =>
    blocking(pointer, 'markup', '文字里不能有 HTML、脚本或看不见的字符', 'no markup, script or invisible character in a text'))
}
