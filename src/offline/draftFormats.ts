/**
 * How a draft is written down, by number. One kept by an earlier version of the app, on this phone or on the one it
 * comes from, is brought up to date step by step; a migration is never edited once released.
 */
export const draftFormat = 2

type Written = Record<string, unknown>

/** What turns a draft of the format named into the next one. */
const migrations: Record<number, (draft: Written) => Written> = {
  // Which field was touched last was not written down.
  1: (draft) => ({ ...draft, lastField: '' }),
}

/** A draft of an earlier format as this version writes it; undefined when a newer version wrote it. */
export function migrateDraft(draft: Written, format: number): Written | undefined {
  if (format > draftFormat) return undefined
  let current = draft
  for (let at = format; at < draftFormat; at += 1) current = migrations[at]?.(current) ?? current
  return current
}
