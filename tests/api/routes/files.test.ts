import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cases, uploads } from '../../../mock-api/database/schema.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'

describeOnEachEngine('a file of a case', (engine) => {
  let server: TestApp
  let applicant: TestClient
  let filer: TestClient
  const caseNo = 'C-1'
  const uploadId = randomUUID()
  const url = `/api/cases/${caseNo}/files/${uploadId}`
  const idOf = async (client: TestClient) => (await client.get('/api/session')).json().account.id as string

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    applicant = await server.signInAs('chen')
    filer = await server.signInAs('li')
    const at = server.clock.now()
    const { db } = server.deps.database
    const caseId = randomUUID()
    await db.insert(cases).values({
      id: caseId, caseNo, filingId: randomUUID(), itemCode: 'x', itemVersion: 1,
      applicantAccountId: await idOf(applicant), filerAccountId: await idOf(filer), capacity: 'agent',
      applicant: {} as never, answers: {}, form: {}, provisions: {}, verdict: {} as never, status: 'received',
      receivedAt: at, calendarVersion: '2026', updatedAt: at, version: 1,
    } as typeof cases.$inferInsert)
    const owner = await idOf(filer)
    const row = { accountId: owner, meta: {}, mediaType: 'application/pdf', size: 9, createdAt: at }
    await db.insert(uploads).values([
      { ...row, id: uploadId, storageKey: uploadId, fileName: '户口簿 "1"\'.pdf', state: 'attached', caseId },
      { ...row, id: 'not-attached', storageKey: 'not-attached', fileName: 'x.pdf', state: 'ready' },
    ])
    writeFileSync(join(server.deps.settings.dataDir, 'uploads', uploadId), '%PDF-1.7\n')
  })
  afterAll(() => server.close())

  it('is given to its applicant, its filer and officers, to keep and not to run', async () => {
    for (const reader of [applicant, filer, await server.signInAs('officer-lin')]) {
      const reply = await reader.get(url)
      expect([reply.statusCode, reply.body]).toEqual([200, '%PDF-1.7\n'])
      expect(reply.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': "attachment; filename*=UTF-8''%E6%88%B7%E5%8F%A3%E7%B0%BF%20%221%22%27.pdf",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
    }
  })

  it('is given to an applicant who had no account when somebody filed for them', async () => {
    const wang = await server.signInAs('wang')
    const { idKind, idNumber } = (await wang.get('/api/session')).json().account
    const { db } = server.deps.database
    const of = (person: object) => sql`UPDATE cases
      SET applicant_account_id = NULL, applicant = ${JSON.stringify(person)}::jsonb`
    const [before] = await db
      .select({ applicantAccountId: cases.applicantAccountId, applicant: cases.applicant }).from(cases)
    await db.execute(of({ name: '王强', idKind, idNumber }))
    expect((await wang.get(url)).statusCode).toBe(200)
    await db.execute(of({ name: '王强', idKind: 'passport', idNumber }))
    expect((await wang.get(url)).statusCode).toBe(404)
    await db.update(cases).set(before!)
  })

  it('does not exist for anybody else', async () => {
    expect((await server.visitor.get(url)).statusCode).toBe(401)
    const stranger = await server.signInAs('zhao')
    for (const asked of [url, `/api/cases/${caseNo}/files/${randomUUID()}`]) {
      const reply = await stranger.get(asked)
      expect([reply.statusCode, reply.json().code]).toEqual([404, 'not-found'])
    }
  })

  it('is not found under another case, nor before it belongs to one', async () => {
    for (const asked of [`/api/cases/C-2/files/${uploadId}`, `/api/cases/${caseNo}/files/not-attached`]) {
      expect((await filer.get(asked)).statusCode).toBe(404)
    }
  })
})
