/** 好差评: grades, tags, when and how often one may rate (rules.md §4). */
import { addDays, endOfDay, plainDateAt } from './plainDate.ts'
import type { Instant } from './plainDate.ts'
import { fail, ok } from './result.ts'
import type { Result } from './result.ts'

/** From 非常满意 to 非常不满意. Inside the product a grade is a name: the two numeric codings are each other's mirror. */
export const grades = [
  'verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied',
] as const

export type RatingGrade = (typeof grades)[number]

/** GB/T 39046—2020 表 A.8: 1 = 非常满意 … 5 = 非常不满意. */
export function toStandardCode(grade: RatingGrade): number {
  return grades.indexOf(grade) + 1
}

/** Undefined for anything but 1 to 5. */
export function fromStandardCode(code: number): RatingGrade | undefined {
  return grades[code - 1]
}

/** The deployed 好差评 systems: 5 = 非常满意 … 1 = 非常不满意, also the number of stars. */
export function toDeployedCode(grade: RatingGrade): number {
  return grades.length - grades.indexOf(grade)
}

/** Undefined for anything but 1 to 5. */
export function fromDeployedCode(code: number): RatingGrade | undefined {
  return grades[grades.length - code]
}

/** 差评: the last two grades (HP-01). */
export function isBad(grade: RatingGrade): boolean {
  return grade === 'dissatisfied' || grade === 'veryDissatisfied'
}

export interface RatingTag {
  code: string
  text: string
  /** One of the national core indicators of its grade. */
  core: boolean
}

export interface RatingDictionary {
  version: string
  source: string
  grades: Record<RatingGrade, RatingTag[]>
  /** Codes of earlier versions: old ratings carry them, new ones may not. */
  retired: string[]
}

export interface Rating {
  grade: RatingGrade
  /** Tag codes. */
  tags: string[]
  comment: string
}

export type RatingProblem =
  | 'rating-tag-retired' | 'rating-tag-unknown' | 'rating-tag-other-grade' | 'rating-reason-missing'
  | 'rating-comment-too-long'

const longestComment = 200
const shortestReason = 5

/**
 * A rating as it may be kept: comment trimmed, each tag once. Gives every problem found. A bad rating needs a tag or
 * five characters of text; other grades need nothing (HP-08).
 */
export function checkRating(rating: Rating, dictionary: RatingDictionary): Result<Rating, RatingProblem[]> {
  const tags = [...new Set(rating.tags)]
  const comment = rating.comment.trim()
  const length = [...comment].length
  const problems = new Set<RatingProblem>()
  for (const code of tags) {
    const problem = checkTag(code, rating.grade, dictionary)
    if (problem) problems.add(problem)
  }
  if (isBad(rating.grade) && tags.length === 0 && length < shortestReason) problems.add('rating-reason-missing')
  if (length > longestComment) problems.add('rating-comment-too-long')
  return problems.size > 0 ? fail([...problems]) : ok({ grade: rating.grade, tags, comment })
}

function checkTag(code: string, grade: RatingGrade, dictionary: RatingDictionary): RatingProblem | undefined {
  const found = findTag(code, dictionary)
  if (!found) return 'rating-tag-unknown'
  if (found.retired) return 'rating-tag-retired'
  return found.grade === grade ? undefined : 'rating-tag-other-grade'
}

/** A tag of a stored rating. Retired codes are known by their grade; their wording is not published any more. */
export type FoundTag =
  | (RatingTag & { grade: RatingGrade, retired: false })
  | { code: string, grade: RatingGrade, retired: true }

export function findTag(code: string, dictionary: RatingDictionary): FoundTag | undefined {
  for (const grade of grades) {
    const tag = dictionary.grades[grade].find((candidate) => candidate.code === code)
    if (tag) return { ...tag, grade, retired: false }
  }
  // The first digit of a tag code is the grade in the deployed coding.
  const grade = fromDeployedCode(Number(code.charAt(0)))
  return grade && dictionary.retired.includes(code) ? { code, grade, retired: true } : undefined
}

const openDays = 30

/** From the end of the stage to 24:00 of the 30th calendar day after it (HP-04). */
export function ratingWindow(stageEndedAt: Instant): { opensAt: Instant, closesAt: Instant } {
  return { opensAt: stageEndedAt, closesAt: endOfDay(addDays(plainDateAt(stageEndedAt), openDays)) }
}

/** Whether a rating that reached the server at an instant is inside the window (HP-16: server time). */
export function isRatingOpen(stageEndedAt: Instant, at: Instant): boolean {
  const { opensAt, closesAt } = ratingWindow(stageEndedAt)
  return Date.parse(opensAt) <= Date.parse(at) && Date.parse(at) < Date.parse(closesAt)
}

/** HP-03: what comes next for a stage, its first rating (1) or the one 追评 (2); undefined when both are in. */
export function nextRatingNumber(ratingsSoFar: number): 1 | 2 | undefined {
  if (ratingsSoFar === 0) return 1
  return ratingsSoFar === 1 ? 2 : undefined
}
