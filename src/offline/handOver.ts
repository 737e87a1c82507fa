/**
 * Moves a draft to the resident's other phone, sealed with a passphrase that only the resident carries over. Both
 * copies keep the filing id, so that whichever is filed second is told that it was filed already.
 */
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { findDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
import { sha256Hex } from './encoding.ts'
import { canGzip, gunzip, gzip } from './gzip.ts'
import { deriveKey, openBox, readPart, sealBox, unsealPart } from './handOverBox.ts'
import type { Box, BoxLimits, BoxProblem } from './handOverBox.ts'
import { handOverLimits, readContents, writeContents } from './handOverContents.ts'
import type { HandOverContents, TravellingDraft, TravellingFile } from './handOverContents.ts'
import { listLocalFiles, readLocalFile } from './localFiles.ts'
import type { LocalFile } from './localFiles.ts'

const boxLimits: BoxLimits = {
  first: handOverLimits.contentBytes, other: handOverLimits.fileBytes, parts: handOverLimits.files + 1,
}

export type UnpackProblem = BoxProblem | 'wrong-passphrase'

export interface Unpacked extends HandOverContents {
  /** The bytes of one of `files`, checked against its hash. */
  readFile: (index: number) => Promise<Result<ArrayBuffer, 'damaged'>>
}

/** Seals the draft, with its files or the answers alone. Throws when there is no such draft. */
export async function packDraft(
  accountId: string, filingId: string, passphrase: string, withFiles: boolean,
): Promise<Result<Blob, 'too-large'>> {
  const draft = await findDraft(accountId, filingId)
  if (!draft) throw new Error(`no draft ${filingId}`)
  const all = await listLocalFiles(accountId, filingId)
  const taken = withFiles ? all : []
  const contents = writeContents({
    draft: toTravel(draft), files: taken.map(describe), left: all.length - taken.length,
  })
  if (!readContents(contents).ok || contents.byteLength > handOverLimits.contentBytes) return fail('too-large')
  const gzipped = canGzip()
  return ok(await sealBox(passphrase, gzipped, [
    async () => gzipped ? gzip(contents) : contents,
    ...taken.map(({ id }) => async () => (await readLocalFile(accountId, id)).arrayBuffer()),
  ]))
}

/** Says what a file is before anybody is asked for a passphrase. */
export async function inspectHandOver(file: Blob): Promise<BoxProblem | undefined> {
  const opened = await openBox(file, boxLimits)
  return opened.ok ? undefined : opened.error
}

export async function unpackDraft(file: Blob, passphrase: string): Promise<Result<Unpacked, UnpackProblem>> {
  const opened = await openBox(file, boxLimits)
  if (!opened.ok) return opened
  const box = opened.value
  const sealed = await readPart(box, 0)
  if (!sealed.ok) return sealed
  const key = await deriveKey(passphrase, box.header)
  const first = await unsealPart(box, key, 0, sealed.value)
  if (!first.ok) return first
  const json = box.gzipped ? await gunzip(first.value, handOverLimits.contentBytes) : first.value
  if (!json) return fail('damaged')
  const contents = readContents(json)
  if (!contents.ok) return contents
  if (contents.value.files.length !== box.parts.length - 1) return fail('damaged')
  return ok({ ...contents.value, readFile: (index) => readFile(box, key, contents.value.files, index) })
}

async function readFile(
  box: Box, key: CryptoKey, files: TravellingFile[], index: number,
): Promise<Result<ArrayBuffer, 'damaged'>> {
  const sealed = await readPart(box, index + 1)
  if (!sealed.ok) return sealed
  const bytes = await unsealPart(box, key, index + 1, sealed.value)
  const file = files[index]
  if (!bytes.ok || bytes.value.byteLength !== file?.size) return fail('damaged')
  return await sha256Hex(bytes.value) === file.sha256 ? bytes : fail('damaged')
}

/** Without what belongs to this phone; the names files have here mean nothing on another. */
function toTravel(
  { expiresAt: _expiresAt, handedOverAt: _handedOverAt, confirmed: _confirmed, ...draft }: Draft,
): TravellingDraft {
  return {
    ...draft,
    provisions: Object.fromEntries(Object.entries(draft.provisions).map(([id, given]) =>
      [id, given.way === 'file' ? { ...given, uploadIds: [] } : given])),
  }
}

function describe(
  { materialId, name, type, size, sha256, faults, pages, originalSize }: LocalFile,
): TravellingFile {
  return {
    materialId, name: name.replaceAll(/\p{Cc}/gu, ' ').slice(-200), type, size, sha256,
    ...faults && { faults }, ...pages !== undefined && { pages },
    ...originalSize !== undefined && { originalSize },
  }
}
