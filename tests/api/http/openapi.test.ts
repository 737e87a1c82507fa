/** The API's description, held against what the server really answers. */
import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../src/contract/endpoints.ts'
import type { PointInput } from '../../../src/contract/officerAction.ts'
import { problems } from '../../../src/contract/problems.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from '../cases/caseServer.ts'
import type { CaseServer, TestFiler } from '../cases/caseServer.ts'

type Order = Parameters<CaseServer['act']>[1]

interface Operation {
  operationId: string
  tags: string[]
  parameters?: { name: string, in: string, required?: boolean }[]
  responses: Record<string, { description: string, content?: Record<string, { schema: object }> }>
}

interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

describe('the API\'s description', () => {
  const engine = embeddedEngine()
  let server: CaseServer
  let description: Description
  let li: TestFiler
  let caseNo: string
  let officerCaseNo: string

  beforeAll(async () => {
    server = await startCaseServer(engine)
    description = (await server.visitor.get('/api/openapi.json')).json()
    li = await server.filer('li')
    caseNo = await server.file(li, 'P0203')
    officerCaseNo = await server.file(await server.filer('chen'), 'P1103')
  })
  afterAll(() => server.close())

  const operations = () => Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))

  const operationOf = (name: string): Operation => {
    const found = operations().find(({ operation }) => operation.operationId === name)
    if (!found) throw new Error(`${name} is not described`)
    return found.operation
  }

  /** Every place where an answer leaves what the description says of its status and media type. */
  const check = (name: string, reply: LightMyRequestResponse) => {
    const described = operationOf(name).responses[reply.statusCode]
    if (!described) return [`${reply.statusCode} is not described`]
    if (!described.content) return reply.body === '' ? [] : ['a body that is not described']
    const type = String(reply.headers['content-type']).split(';')[0] ?? ''
    const schema = described.content[type]?.schema
    if (!schema) return [`${type} is not described`]
    return Compile({ ...schema, components: description.components }).Errors(reply.json())
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
  }

  it('has every endpoint of the contract, at its address and under its access', () => {
    for (const [name, { method, path, access }] of Object.entries(endpoints)) {
      const operation = description.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      expect(operation).toMatchObject({ operationId: name, tags: [access] })
    }
    const names = operations().map(({ operation }) => operation.operationId)
    expect(names.sort()).toEqual([...Object.keys(endpoints), 'findUpload-head', 'appendUpload', 'cancelUpload'].sort())
  })

  it('refers to nothing that is not in it', () => {
    const known = Object.keys(description.components.schemas)
    const refs = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref)
    expect(refs.length).toBeGreaterThan(10)
    expect(known).toEqual(expect.arrayContaining(['item', 'case', 'officer-case', 'document', 'problem']))
    for (const ref of new Set(refs)) expect(known.map((name) => `#/components/schemas/${name}`)).toContain(ref)
  })

  it('says what each endpoint answers, and with which problems', () => {
    for (const { operation, method } of operations()) {
      const { responses, operationId } = operation
      expect(Object.keys(responses).some((status) => Number(status) < 400), operationId).toBe(true)
      for (const [status, { content }] of Object.entries(responses).filter(([at]) => Number(at) >= 400)) {
        expect(Object.keys(content ?? {}), `${operationId} ${status}`).toEqual(['application/problem+json'])
      }
      const codes = listCodes(operation)
      expect(codes, operationId).toEqual(expect.arrayContaining(['rate-limited', 'overloaded', 'internal']))
      expect(codes.includes('signed-out'), operationId).toBe(operation.tags[0] !== 'public')
      expect(codes.includes('not-same-origin'), operationId).toBe(method !== 'get' && method !== 'head')
    }
  })

  it('names every problem there is, somewhere', () => {
    const described = new Set(operations().flatMap(({ operation }) => listCodes(operation)))
    // These two are of no endpoint: a wrong method, and a provider that is away leads to a page.
    const elsewhere = ['method-not-allowed', 'identity-provider-unavailable']
    expect(Object.keys(problems).filter((code) => !described.has(code))).toEqual(elsewhere)
  })

  it('asks for the idempotency key of a JSON write, and of nothing else', () => {
    for (const { operation: { operationId, parameters = [] }, method } of operations()) {
      const isAsked = parameters.some(({ name, required }) => name === 'idempotency-key' && required)
      expect(isAsked, operationId).toBe(method === 'post' && operationId !== 'createUpload')
    }
  })

  it('is what the public endpoints answer', async () => {
    const { visitor } = server
    expect(check('getHealth', await visitor.get('/api/health'))).toEqual([])
    expect(check('getCatalogue', await visitor.get('/api/catalogue'))).toEqual([])
    const { etag } = (await visitor.get('/api/catalogue')).headers
    expect(check('getCatalogue', await visitor.get('/api/catalogue', { 'if-none-match': String(etag) }))).toEqual([])
    for (const locale of ['zh-Hant', 'en']) {
      expect(check('getCatalogue', await visitor.get(`/api/catalogue?locale=${locale}`))).toEqual([])
    }
    const codes = server.deps.catalogue.view.items.map(({ code }) => code)
    for (let at = 0; at < codes.length; at += 20) {
      const query = codes.slice(at, at + 20).join(',')
      expect(check('listItems', await visitor.get(`/api/items?codes=${query}&locale=en`))).toEqual([])
    }
    for (const { code } of server.deps.catalogue.view.items) {
      expect(check('getItem', await visitor.get(`/api/items/${code}`))).toEqual([])
    }
    expect(check('getItem', await visitor.get('/api/items/x'))).toEqual([])
    expect(check('getSession', await visitor.get('/api/session'))).toEqual([])
    expect(check('getSession', await (await server.signInAs('officer-lin')).get('/api/session'))).toEqual([])
    expect(check('signOut', await (await server.signInAs('anna')).post('/api/sign-out'))).toEqual([])
    expect(check('signInCallback', await visitor.get('/api/sign-in/callback'))).toEqual([])
  })

  it('is what everybody\'s session and licences look like', async () => {
    for (const person of ['chen', 'li', 'wang', 'zhao', 'anna']) {
      const client = await server.signInAs(person)
      expect(check('getSession', await client.get('/api/session'))).toEqual([])
      expect(check('listLicences', await client.get('/api/licences'))).toEqual([])
    }
  })

  it('is what an upload answers, from its first byte to its end', async () => {
    const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer()
    const tus = { 'origin': server.deps.settings.publicUrl, 'tus-resumable': '1.0.0' }
    const url = '/api/uploads'
    const create = (size: number) =>
      li.client.send({ method: 'POST', url, headers: { ...tus, 'upload-length': String(size) } })
    const created = await create(jpeg.length)
    expect(check('createUpload', created)).toEqual([])
    expect(check('createUpload', await create(0))).toEqual([])
    const location = String(created.headers.location)
    const append = (payload: Buffer, offset: number) => li.client.send({
      method: 'PATCH', url: location, payload,
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    })
    expect(check('appendUpload', await append(jpeg, 5))).toEqual([])
    expect(check('appendUpload', await append(jpeg, 0))).toEqual([])
    const find = (to: string) => li.client.send({ method: 'HEAD', url: to, headers: tus })
    expect(check('findUpload-head', await find(location))).toEqual([])
    const cancel = () => li.client.send({ method: 'DELETE', url: location, headers: tus })
    expect(check('cancelUpload', await cancel())).toEqual([])
    expect(check('cancelUpload', await cancel())).toEqual([])
  })

  it('is what a filing and its case answer, whatever happens to it', async () => {
    const { client } = li
    const filing = await server.make(li, 'P0203')
    expect(check('submitFiling', await client.post('/api/filings', filing))).toEqual([])
    expect(check('submitFiling', await client.post('/api/filings', { ...filing, itemVersion: 999 }))).toEqual([])
    expect(check('submitFiling', await client.post('/api/filings', { ...filing, surplus: 1 }))).toEqual([])
    expect(check('registerKey', await client.post('/api/keys', { publicKey: li.key.publicKey }))).toEqual([])
    expect(check('listKeys', await client.get('/api/keys'))).toEqual([])
    const revoke = (keyId: string) => client.post(`/api/keys/${keyId}/revocation`)
    expect(check('revokeKey', await revoke((await server.filer('li')).keyId))).toEqual([])
    expect(check('revokeKey', await revoke('00000000-0000-7000-8000-000000000000'))).toEqual([])
    expect(check('listReceiptKeys', await server.visitor.get('/api/receipt-keys'))).toEqual([])
    expect(check('listCases', await client.get('/api/cases'))).toEqual([])
    expect(check('getCase', await client.get(`/api/cases/${caseNo}`))).toEqual([])
    expect(check('getCase', await client.get(`/api/cases/${officerCaseNo}`))).toEqual([])
    const owing = await server.file(li, 'P0203')
    const pay = () => client.post(`/api/cases/${owing}/payment`)
    expect(check('payCase', await pay())).toEqual([])
    await server.mustAct(owing, { action: 'accept' })
    expect(check('payCase', await pay())).toEqual([])
    expect(check('getCase', await client.get(`/api/cases/${owing}`))).toEqual([])
    const post = (what: string, body: object) => client.post(`/api/cases/${caseNo}/${what}`, body)
    expect(check('supplementCase', await post('supplements', { provisions: {} }))).toEqual([])
    expect(check('withdrawCommitment', await post('commitment-withdrawals', { commitmentId: 'a', reason: 'b' }))).toEqual([])
    const rating = { stage: 2, grade: 'satisfied', tags: [], comment: '', anonymous: false }
    expect(check('rateService', await post('ratings', rating))).toEqual([])
    expect(check('withdrawCase', await post('withdrawal', { reason: '' }))).toEqual([])
    expect(check('rateService', await post('ratings', rating))).toEqual([])
    expect(check('withdrawCase', await post('withdrawal', { reason: '' }))).toEqual([])
  })

  it('is what officers read and do, on every way through a case', async () => {
    const officer = await server.signInAs('officer-lin')
    const noted: PointInput = { at: '/form/contactPhone', code: 'field-wrong', note: '号码打不通' }
    const steps: Order[] = [
      { action: 'requestCorrection', points: [noted] }, { action: 'accept' }, { action: 'terminate', reason: '超期未补正' },
    ]
    for (const step of steps) expect(check('actOnCase', await server.act(officerCaseNo, step))).toEqual([])
    const reviewed = await server.file(await server.filer('chen'), 'P1103')
    const review: Order[] = [
      { action: 'accept' }, { action: 'startReview' },
      { action: 'startSpecial', kind: '检验', reason: '需要检验', expectedDays: 3 }, { action: 'endSpecial' },
      { action: 'extend', reason: '案情复杂', approver: '局长', days: 2 }, { action: 'grant' }, { action: 'deliver', way: 'pickup' },
      { action: 'recordPayment', receiptNo: 'CK-0001' }, { action: 'recordRefund', receiptNo: 'TK-0001' },
    ]
    for (const step of review) expect(check('actOnCase', await server.act(reviewed, step))).toEqual([])
    for (const no of [officerCaseNo, reviewed, 'none']) {
      expect(check('getOfficerCase', await officer.get(`/api/officer/cases/${no}`))).toEqual([])
      expect(check('getCase', await (await server.signInAs('chen')).get(`/api/cases/${no}`))).toEqual([])
    }
    expect(check('listOfficerCases', await officer.get('/api/officer/cases'))).toEqual([])
    expect(check('listOfficerCases', await officer.get('/api/officer/cases?status=nonsense'))).toEqual([])
  })

  it('is what a file comes as', async () => {
    const view = await server.view(li, caseNo)
    const uploadId = view.materials.flatMap(({ files }) => files)[0]?.uploadId ?? ''
    await server.deps.fileStore.receiver.create({ id: uploadId, size: 4, offset: 0 } as never)
    const reply = expectOk(await li.client.get(`/api/cases/${caseNo}/files/${uploadId}`))
    expect(operationOf('getFile').responses['200']?.content).toHaveProperty([String(reply.headers['content-type'])])
    expect(check('getFile', await li.client.get(`/api/cases/${caseNo}/files/${randomBytes(16).toString('hex')}`))).toEqual([])
  })

  it('would notice an answer that is something else', async () => {
    const reply = await server.visitor.get('/api/health')
    expect(check('getSession', reply)).not.toEqual([])
    expect(check('getHealth', { ...reply, json: () => ({ ...reply.json(), more: 1 }) } as LightMyRequestResponse))
      .not.toEqual([])
    const refused = await server.visitor.get('/api/cases/x')
    expect(check('getCase', { ...refused, json: () => ({ ...refused.json(), code: 'item-unknown' }) } as LightMyRequestResponse))
      .not.toEqual([])
  })
})

function listCodes({ responses }: Operation): string[] {
  return Object.entries(responses).filter(([status]) => Number(status) >= 400)
    .flatMap(([, { description }]) => description.split(', '))
}
