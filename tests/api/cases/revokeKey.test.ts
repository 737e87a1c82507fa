import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeviceKeyView } from '../../../src/contract/accountViews.ts'
import { signAgain } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36'

describeOnEachEngine('signing keys over their life', (engine) => {
  let server: CaseServer
  let chen: TestFiler
  let li: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    chen = await server.filer('chen')
    li = await server.filer('li')
  })
  afterAll(() => server.close())

  const list = async (filer: TestFiler) => expectOk(await filer.client.get('/api/keys')).json<DeviceKeyView[]>()
  const find = async (filer: TestFiler) => (await list(filer)).find(({ keyId }) => keyId === filer.keyId)
  const revoke = (filer: TestFiler, keyId: string, headers = {}) =>
    filer.client.post(`/api/keys/${keyId}/revocation`, {}, headers)

  describe('listKeys', () => {
    it('says what a phone is known by, when it was registered and when it last signed, and nothing more', async () => {
      const filer = await server.filer('chen')
      expect(await find(filer)).toEqual({ keyId: filer.keyId, device: '', registeredAt: server.clock.now() })
      server.clock.advance(60_000)
      await server.file(filer, 'P1103')
      expect(await find(filer)).toMatchObject({ lastUsedAt: server.clock.now() })
    })

    it('names system and browser of the request that registered it', async () => {
      const { publicKey } = (await server.filer('chen')).key
      const { x, y } = publicKey
      const another = await server.signInAs('zhao')
      const { keyId } = (await another.post('/api/keys', { publicKey: { ...publicKey, x, y } }, { 'user-agent': android }))
        .json<{ keyId: string }>()
      expect((await another.get('/api/keys')).json()).toContainEqual(
        expect.objectContaining({ keyId, device: 'Android · Chrome' }))
    })

    it('shows nobody else\'s, those in use first', async () => {
      const [first, second] = [await server.filer('li'), await server.filer('li')]
      expectOk(await revoke(second, second.keyId))
      const keys = await list(li)
      expect(keys.map(({ keyId }) => keyId)).not.toContain(chen.keyId)
      expect(keys.at(-1)?.keyId).toBe(second.keyId)
      expect(keys.map(({ keyId }) => keyId).indexOf(first.keyId)).toBeLessThan(keys.length - 1)
    })

    it('is for signed-in residents', async () => {
      expect(refusal(await server.visitor.get('/api/keys'))).toEqual([401, 'signed-out'])
      expect(refusal(await (await server.signInAs('officer-lin')).get('/api/keys'))).toEqual([403, 'forbidden'])
    })
  })

  describe('revokeKey', () => {
    it('what was signed stays valid, and nothing signed with it is taken from now on', async () => {
      const lost = await server.filer('chen')
      const caseNo = await server.file(lost, 'P1103')
      const later = await server.make(lost, 'P1103')
      const revoked = expectOk(await revoke(lost, lost.keyId)).json<DeviceKeyView>()
      expect(revoked).toMatchObject({ keyId: lost.keyId, revokedAt: server.clock.now() })
      expect((await server.view(lost, caseNo)).signatures.map(({ verified }) => verified)).toEqual([true])
      expect(refusal(await lost.client.post('/api/filings', later))).toEqual(
        [409, 'key-revoked', '/signatures/0/keyId key-revoked'])
      // The same filing signed with another key of the same person arrives.
      const anew = await signAgain({ ...lost, key: chen.key, keyId: chen.keyId }, later, { at: server.clock.now() })
      expect((await lost.client.post('/api/filings', anew)).statusCode).toBe(201)
    })

    it('is registered no more, whoever tries', async () => {
      const lost = await server.filer('chen')
      expectOk(await revoke(chen, lost.keyId))
      expect(refusal(await lost.client.post('/api/keys', { publicKey: lost.key.publicKey }))).toEqual([409, 'key-revoked'])
    })

    it('again is harmless: it stays revoked since the first time', async () => {
      const lost = await server.filer('chen')
      const first = expectOk(await revoke(chen, lost.keyId)).json<DeviceKeyView>()
      server.clock.advance(60_000)
      expect(expectOk(await revoke(chen, lost.keyId)).json()).toEqual(first)
    })

    it('replayed it gives the first answer; its key is no other request\'s', async () => {
      const [lost, other] = [await server.filer('chen'), await server.filer('chen')]
      const headers = { 'idempotency-key': randomUUID() }
      const first = expectOk(await revoke(chen, lost.keyId, headers)).json()
      expect((await revoke(chen, lost.keyId, headers)).json()).toEqual(first)
      expect(refusal(await revoke(chen, other.keyId, headers))).toEqual([409, 'idempotency-key-reused'])
      expect((await find(other))?.revokedAt).toBeUndefined()
    })

    it('finds no key of somebody else, and none that does not exist', async () => {
      expect(refusal(await revoke(li, chen.keyId))).toEqual([404, 'key-not-found'])
      expect((await find(chen))?.revokedAt).toBeUndefined()
      expect(refusal(await revoke(li, randomUUID()))).toEqual([404, 'key-not-found'])
      expect(refusal(await revoke(li, 'my-phone'))[1]).toBe('schema-invalid')
      expect(refusal(await server.visitor.post(`/api/keys/${chen.keyId}/revocation`))).toEqual([401, 'signed-out'])
    })

    it('leaves nothing behind when its last step fails', async () => {
      const kept = await server.filer('chen')
      const headers = { 'idempotency-key': randomUUID() }
      await server.rows(`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
      await server.rows('CREATE TRIGGER fail_late BEFORE UPDATE ON idempotency_keys EXECUTE FUNCTION fail_late()')
      expect(refusal(await revoke(kept, kept.keyId, headers))).toEqual([500, 'internal'])
      await server.rows('DROP TRIGGER fail_late ON idempotency_keys')
      expect((await find(kept))?.revokedAt).toBeUndefined()
      expect((await revoke(kept, kept.keyId, headers)).statusCode).toBe(200)
    })
  })
})
