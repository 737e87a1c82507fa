export type Credit = 'clean' | 'breach' | 'unknown'

/** The credit record that decides whether somebody may still declare or deliver later (rules.md §2–3). */
export interface CreditRecords {
  /** `unknown` when the record cannot be reached: the rules then say what they assumed. */
  lookUp(subject: { idNumber: string }): Promise<Credit>
}
