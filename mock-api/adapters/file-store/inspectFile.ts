import sharp from 'sharp'
import type { Metadata } from 'sharp'
import type { FileType } from '../../../src/contract/endpoints.ts'
import type { ProblemCode } from '../../../src/contract/problems.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import type { Result } from '../../../src/domain/result.ts'
import { carriesLocation } from './carriesLocation.ts'

const signatures: [FileType, Buffer][] = [
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['application/pdf', Buffer.from('%PDF-')],
]

/**
 * What a file is, by its content; its name and claimed type are not believed.
 * Problems: `file-empty`, `file-type-mismatch`, `photo-has-location`.
 */
export async function inspectFile(bytes: Buffer): Promise<Result<FileType, ProblemCode>> {
  if (bytes.length === 0) return fail('file-empty')
  const type = signatures.find(([, start]) => bytes.subarray(0, start.length).equals(start))?.[0]
  if (!type) return fail('file-type-mismatch')
  if (type === 'application/pdf') return ok(type)
  const metadata = await readMetadata(bytes)
  if (!metadata) return fail('file-type-mismatch')
  return carriesLocation(bytes, metadata) ? fail('photo-has-location') : ok(type)
}

/** undefined when the picture's header cannot be read. */
async function readMetadata(bytes: Buffer): Promise<Metadata | undefined> {
  try {
    return await sharp(bytes).metadata()
  } catch {
    return undefined
  }
}
