import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openAccount } from '../../../src/offline/accountKeys.ts'
import { addLocalFile } from '../../../src/offline/localFiles.ts'
import { useSession } from '../../../src/stores/session.ts'
import { useUploads } from '../../../src/stores/uploads.ts'
import { accountOf } from '../../offline/support/views.ts'
import { freshDevice } from '../support/freshDevice.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')

beforeEach(async () => {
  await freshDevice()
  await openAccount(ann.id)
  useSession().account = ann
  await addLocalFile(ann.id, { filingId: 'f1', materialId: 'home', name: '房产证.pdf', type: 'application/pdf', bytes: new Blob(['x']) })
})
afterEach(() => { vi.restoreAllMocks() })

it('a database that fails once is read again the next time', async () => {
  const uploads = useUploads()
  vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementationOnce(() => { throw new DOMException('lost', 'UnknownError') })
  const [first, queued] = [uploads.load(), uploads.load()]
  await expect(first).rejects.toThrow('lost')
  await expect(queued).rejects.toThrow('lost')
  await uploads.load()
  expect(uploads.files.map(({ name }) => name)).toEqual(['房产证.pdf'])
})
