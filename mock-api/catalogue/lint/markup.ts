import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

/** Tags, entities and characters nobody sees. Texts are shown as they are: a tag would do nothing, it is a mistake. */
const markup = /<\/?[a-z!]|&(#\d+|#x[\da-f]+|[a-z]+);|javascript:/i
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

/** Every string, for titles of sources, aliases and names of themes are shown as well as what is translated. */
export function lintMarkup(data: unknown): FoundInItem[] {
  return listStrings(data).filter(({ text }) => markup.test(text) || invisible.test(text)).map(({ path }) =>
    blocking(path, 'markup', '文字里不能有 HTML、脚本或看不见的字符', 'no markup, script or invisible character in a text'))
}

function listStrings(value: unknown, path = ''): { path: string, text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) =>
    listStrings(part, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))
}
