/** A stored signature, each column of its row altered in turn: whoever looks at the case sees it (ES-03, ES-04). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction } from '../../../mock-api/database/transaction.ts'
import { listKeysById } from '../../../mock-api/repositories/deviceKeys.ts'
import { listReceipts } from '../../../mock-api/repositories/receipts.ts'
import { listSignatures } from '../../../mock-api/repositories/signatures.ts'
import { linkHash } from '../../../mock-api/use-cases/hashChain.ts'
import { verifySignatureRecords } from '../../../mock-api/use-cases/verifySignatureRecords.ts'
import type { OfficerCaseView } from '../../../src/contract/officerAction.ts'
import { makeFiling } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

const png = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7]).toString('base64')}`
const otherHash = 'f'.repeat(64)

describeOnEachEngine('a stored signature', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let caseNo: string
  let caseId: string

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    const filing = await makeFiling(li, server.plan('P0101', { ways: { propertyProof: 'later' } }), {
      at: server.clock.now(), drawing: png,
    })
    caseNo = expectOk(await li.client.post('/api/filings', filing)).json<{ caseNo: string }>().caseNo
    caseId = (await server.rows<{ id: string }>(`SELECT id FROM cases WHERE case_no = '${caseNo}'`))[0]!.id
    await server.rows('ALTER TABLE signatures DISABLE TRIGGER USER')
    await server.rows('CREATE TABLE kept AS SELECT * FROM signatures')
  })
  afterAll(() => server.close())

  const findDefects = () => inTransaction(server.deps.database.db, async (tx) => {
    const rows = await listSignatures(tx, caseId)
    const keys = await listKeysById(tx, rows.map(({ keyId }) => keyId))
    const [receipt] = await listReceipts(tx, caseId)
    return verifySignatureRecords(rows, keys, receipt?.contents.documents).map(({ defects }) => defects)
  })
  const restore = async () => {
    await server.rows('DELETE FROM signatures')
    await server.rows('INSERT INTO signatures SELECT * FROM kept')
  }
  const first = 'case_id = (SELECT id FROM cases LIMIT 1) AND document_id = \'application\''

  it('is valid as it was kept, for resident and officer', async () => {
    expect(await findDefects()).toEqual([[], []])
    expect((await server.view(li, caseNo)).signatures.map(({ verified }) => verified)).toEqual([true, true])
  })

  const columns: Record<string, string> = {
    id: '\'00000000-0000-7000-8000-000000000000\'',
    document_id: '\'deferral2\'',
    document_version: '1',
    text: 'text || \' \'',
    sha256: `'${otherHash}'`,
    signer: 'jsonb_set(signer, \'{name}\', \'"王强"\')',
    key_id: '(SELECT id FROM device_keys WHERE id <> key_id ORDER BY created_at DESC, id DESC LIMIT 1)',
    algorithm: '\'RS256\'',
    signature: '\'A\' || substr(signature, 2, 84) || \'A\'',
    server_received_at: 'server_received_at + interval \'1 millisecond\'',
    prev_hash: `'${otherHash}'`,
    hash: `'${otherHash}'`,
  }

  it('the list below has every column', async () => {
    const rows = await server.rows<{ name: string }>(
      'SELECT column_name AS name FROM information_schema.columns WHERE table_name = \'signatures\'')
    expect([...Object.keys(columns), 'case_id', 'record'].toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
  })

  it.each(Object.entries(columns))('%s altered is noticed', async (column, value) => {
    await server.filer('li')
    await server.rows(`UPDATE signatures SET ${column} = ${value} WHERE ${first}`)
    const [defects = []] = await findDefects()
    expect(defects).not.toEqual([])
    expect((await server.view(li, caseNo)).signatures[0]?.verified).toBe(false)
    const officer = await server.signInAs('officer-lin')
    expect(expectOk(await officer.get(`/api/officer/cases/${caseNo}`)).json<OfficerCaseView>().signatures[0]?.verified)
      .toBe(false)
    await restore()
  })

  it('every part of its record altered is noticed', async () => {
    const [row] = await server.rows<{ record: Record<string, unknown> }>(`SELECT record FROM signatures WHERE ${first}`)
    const paths = listPaths(row?.record ?? {})
    expect(paths.length).toBeGreaterThan(15)
    for (const path of paths) {
      await server.rows(`UPDATE signatures SET record = jsonb_set(record, '{${path.join(',')}}', '"altered"') WHERE ${first}`)
      const [defects = []] = await findDefects()
      expect([path.join('.'), defects.includes('hash')]).toEqual([path.join('.'), true])
      await restore()
    }
  })

  it('altered together with its hash, the next one and the signature still notice', async () => {
    await server.rows(`UPDATE signatures SET text = '别的申请' WHERE ${first}`)
    const rows = await inTransaction(server.deps.database.db, (tx) => listSignatures(tx, caseId))
    const { prevHash, hash, ...content } = rows[0]!
    const fitting = linkHash(prevHash, content)
    expect(fitting).not.toBe(hash)
    await server.rows(`UPDATE signatures SET hash = '${fitting}' WHERE ${first}`)
    expect(await findDefects()).toEqual([['text', 'signature'], ['chain']])
    await restore()
  })

  it('one that was taken out is missed', async () => {
    await server.rows(`DELETE FROM signatures WHERE ${first}`)
    expect(await findDefects()).toEqual([['chain', 'receipt']])
    await restore()
    await server.rows('DELETE FROM signatures WHERE document_id = \'deferral\'')
    expect(await findDefects()).toEqual([['receipt']])
    await restore()
    expect(await findDefects()).toEqual([[], []])
  })

  it('under a key that was exchanged is noticed', async () => {
    const other = await server.filer('li')
    const keep = `(SELECT public_key FROM device_keys WHERE id = '${li.keyId}')`
    const [kept] = await server.rows<{ key: object }>(`SELECT ${keep} AS key`)
    await server.rows(`UPDATE device_keys SET public_key = (SELECT public_key FROM device_keys WHERE id = '${other.keyId}')
      WHERE id = '${li.keyId}'`)
    expect(await findDefects()).toEqual([['key', 'signature'], ['key', 'signature']])
    await server.rows(`UPDATE device_keys SET public_key = '${JSON.stringify(kept?.key)}' WHERE id = '${li.keyId}'`)
    expect(await findDefects()).toEqual([[], []])
  })
})

/** The path of every value in it. */
function listPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => listPaths(inner, [...path, key]))
}
