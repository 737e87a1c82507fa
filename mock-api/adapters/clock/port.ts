/** What time it is, as an ISO instant with Z. */
export interface Clock {
  now(): string
}
