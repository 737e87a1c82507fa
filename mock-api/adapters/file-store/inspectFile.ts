import type { FileType } from '../../../src/contract/endpoints.ts'
import type { ProblemValue } from '../../../src/contract/problems.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import type { Result } from '../../../src/domain/result.ts'
import { hidesAnother } from './foreignContent.ts'
import { inspectPicture } from './inspectPicture.ts'
import { inspectPdf } from './pdf/inspectPdf.ts'

const signatures: [FileType, Buffer][] = [
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['application/pdf', Buffer.from('%PDF-')],
]

/**
 * What a file is, by its content; its name and claimed type are not believed.
 * Problems: `file-empty`, `file-type-mismatch`, `file-mixed`, those of `inspectPicture` and `inspectPdf`.
 */
export async function inspectFile(bytes: Buffer): Promise<Result<FileType, ProblemValue>> {
  if (bytes.length === 0) return fail({ code: 'file-empty' })
  const type = signatures.find(([, start]) => bytes.subarray(0, start.length).equals(start))?.[0]
  if (!type) return fail({ code: 'file-type-mismatch' })
  if (hidesAnother(bytes)) return fail({ code: 'file-mixed' })
  const problem = type === 'application/pdf' ? await inspectPdf(bytes) : await inspectPicture(bytes, type)
  return problem ? fail(problem) : ok(type)
}
