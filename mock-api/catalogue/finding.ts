/** What is wrong, or worth knowing, about one place in a data file. */
export interface Finding {
  file: string
  /** JSON pointer into the file. */
  path: string
  /** Short name of the rule; `5.3-n` are the numbered data-quality rules of rules.md §5.3. */
  rule: string
  /** A blocking one keeps the server from starting. */
  level: 'blocking' | 'warning'
  zh: string
  en: string
}

export type FoundInItem = Omit<Finding, 'file'>

export function blocking(path: string, rule: string, zh: string, en: string): FoundInItem {
  return { path, rule, level: 'blocking', zh, en }
}

export function warning(path: string, rule: string, zh: string, en: string): FoundInItem {
  return { path, rule, level: 'warning', zh, en }
}

/** Each id that stands more than once in a list. */
export function usedTwice(path: string, ids: string[]): FoundInItem[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => blocking(path, 'id-unique', `编号重复：${id}`, `the id is used twice: ${id}`))
}

/** One finding as a line of text, for the console. */
export function formatFinding({ file, path, rule, level, zh, en }: Finding): string {
  return `${level}: ${file}${path} [${rule}] ${zh} / ${en}`
}
