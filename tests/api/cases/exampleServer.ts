/** The whole server listening, and the catalogue's examples filed as a phone files them: by real HTTP. */
import { createHash, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import type { Licence } from '../../../mock-api/adapters/licence-library/port.ts'
import { exampleFacts } from '../../../mock-api/catalogue/exampleFacts.ts'
import type { FilingInput } from '../../../src/contract/filing.ts'
import type { AccountView, KeyView, SessionView } from '../../../src/contract/accountViews.ts'
import type { Facts, Provision } from '../../../src/domain/facts.ts'
import type { Example, Item } from '../../../src/domain/item.ts'
import { plainDateAt } from '../../../src/domain/plainDate.ts'
import { newSigningKey, present, signFacts } from '../../support/filingFixture.ts'
import type { Filer } from '../../support/filingFixture.ts'
import type { TestEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'
import { makeResident } from './residents.ts'
import type { Resident } from './residents.ts'

interface Answer<Body = unknown> {
  status: number
  body: Body
}

export interface HttpClient {
  get<Body>(path: string): Promise<Answer<Body>>
  /** Under a new idempotency key unless one is given. */
  post<Body>(path: string, body: object, key?: string): Promise<Answer<Body>>
  /** Hands the photo over and gives its upload id. */
  upload(): Promise<string>
}

/** Somebody an example speaks of, signed in. */
export interface ExampleResident extends Resident {
  client: HttpClient
  filer: Pick<Filer, 'account' | 'key' | 'keyId' | 'upload' | 'sha256Of'>
}

export interface ExampleServer extends TestApp {
  /** What anybody is served now. */
  read<Body>(path: string): Promise<Body>
  /** Signs in whom an example speaks of, on its day, and gives them its credit; they hold every licence there is. */
  signInFor(code: string, example: Example): Promise<ExampleResident>
  /** Fills an item in as the example does, as it is served now, and signs it. */
  fill(resident: ExampleResident, code: string, example: Example): Promise<FilingInput>
}

/** @param catalogueFolder another catalogue than ours */
export async function startExampleServer(engine: TestEngine, catalogueFolder?: string): Promise<ExampleServer> {
  let credit: AccountView['credit'] = 'clean'
  const held = new Set<string>()
  const server = await startTestApp(await engine.open(), {
    ...(catalogueFolder && { catalogueFolder }),
    deps: {
      credit: { lookUp: async () => credit },
      licences: { listLicences: async ({ idNumber }) => [...held].map((kind) => toLicence(kind, idNumber)) },
    },
  })
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer()
  const photoHash = createHash('sha256').update(photo).digest('hex')
  const clientFor = (cookie?: string) => httpClient(base, server.deps.settings.publicUrl, new Uint8Array(photo), cookie)
  const visitor = clientFor()
  const read = async <Body>(path: string) => expectStatus(200, await visitor.get<Body>(path))
  const readItem = (code: string) => read<Item>(`/api/items/${code}`)

  return {
    ...server,
    read,
    signInFor: async (code, { facts }) => {
      server.clock.set(`${facts.today}T02:00:00.000Z`)
      credit = facts.credit ?? 'clean'
      const resident = makeResident(await readItem(code), facts)
      const client = clientFor((await server.signInWith(resident.claims)).cookie)
      const { account } = expectStatus(200, await client.get<SessionView>('/api/session'))
      const key = await newSigningKey()
      const { keyId } = expectStatus(201, await client.post<KeyView>('/api/keys', { publicKey: key.publicKey }))
      const files = { upload: client.upload, sha256Of: async () => photoHash }
      const filer = { account: present(account ?? undefined), key, keyId, ...files }
      return { ...resident, client, filer }
    },
    fill: async ({ applicant, organisation, client, filer }, code, example) => {
      const at = server.clock.now()
      const item = await readItem(code)
      for (const { licence } of item.materials) if (licence) held.add(licence)
      const { birthDate, idKind } = applicant
      const who = { today: plainDateAt(at), birthDate, idKind }
      const facts = await handOver(client, exampleFacts(item, { ...example, facts: { ...example.facts, ...who } }))
      const phone = { ...filer, catalogue: server.deps.catalogue.view, findItem: readItem }
      return signFacts(phone, { item, facts: { ...facts, applicant }, organisation }, { at })
    },
  }
}

function toLicence(kind: string, idNumber: string): Licence {
  return { id: `${kind}-${idNumber}`, kind, name: kind, holder: '示例申请人', number: '000000001' }
}

/** A file for every material that is given as one. */
async function handOver(client: HttpClient, facts: Facts): Promise<Facts> {
  const given = Object.entries(facts.provisions).map(async ([id, provision]): Promise<[string, Provision]> =>
    [id, provision.way === 'file' ? { way: 'file', uploadIds: [await client.upload()] } : provision])
  return { ...facts, provisions: Object.fromEntries(await Promise.all(given)) }
}

function httpClient(base: string, origin: string, photo: Uint8Array<ArrayBuffer>, cookie = ''): HttpClient {
  const send = (method: string, path: string, headers: Record<string, string>, body?: BodyInit) =>
    fetch(`${base}${path}`, { method, headers: { cookie, origin, ...headers }, ...(body !== undefined && { body }) })
  const answer = async <Body>(reply: Response): Promise<Answer<Body>> =>
    ({ status: reply.status, body: await reply.json() as Body })
  return {
    get: async (path) => answer(await send('GET', path, {})),
    post: async (path, body, key = randomUUID()) => answer(await send('POST', path, {
      'content-type': 'application/json', 'idempotency-key': key,
    }, JSON.stringify(body))),
    upload: async () => {
      const reply = await send('POST', '/api/uploads', {
        'tus-resumable': '1.0.0', 'upload-length': String(photo.length), 'content-type': 'application/offset+octet-stream',
      }, photo)
      if (reply.status !== 201) throw new Error(`${reply.status} ${await reply.text()}`)
      return present(reply.headers.get('location')?.split('/').at(-1))
    },
  }
}

function expectStatus<Body>(status: number, answer: Answer<Body>): Body {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
