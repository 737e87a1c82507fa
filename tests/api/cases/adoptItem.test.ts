/** What an adopter changes is data: a new item is served, found and filed without a line of code. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/contract/problems.ts'
import type { CaseView, ReceiptView } from '../../../src/contract/caseViews.ts'
import type { CatalogueView, ItemView, PlacesView, TagsView } from '../../../src/contract/catalogueViews.ts'
import type { DocumentTemplate } from '../../../src/domain/documents.ts'
import type { Example, Item, ItemFile } from '../../../src/domain/item.ts'
import { present } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { publishedFiles } from '../../support/testServer.ts'
import { editCatalogue } from '../editCatalogue.ts'
import { adoptedItem, adoptedKinds, adoptedPlace, adoptedTag, inEnglish } from './adoptedItem.ts'
import { startExampleServer } from './exampleServer.ts'
import type { ExampleServer } from './exampleServer.ts'

const { code } = adoptedItem
/** Licences that are renewed: an item there is, which changes tomorrow. */
const renewed = '11449999000000019F4440100011003'
const changes = ['要说明戴不戴眼镜', '戴眼镜的多交一份视力证明']

describeOnEachEngine('an adopter\'s catalogue', (engine) => {
  const folder = editCatalogue(['P1103.json'], (copy) => {
    copy.write('items/P9901.json', adoptedItem)
    copy.edit<TagsView>('tags.json', ({ lifeEvents }) => lifeEvents.push(adoptedTag))
    copy.edit<PlacesView>('places.json', ({ places }) => places.push(adoptedPlace))
    copy.edit<DocumentTemplate>('documents/commitment-marital-change.json', (document) => Object.assign(document, {
      id: 'commitment-animal-space', title: '场所告知承诺书',
    }), 'documents/commitment-animal-space.json')
    copy.write('translations/en/P9901.json', { code, version: 1, aliases: ['big dog'], texts: inEnglish(adoptedItem) })
    copy.edit<{ texts: object }>('translations/en-shared.json', ({ texts }) =>
      Object.assign(texts, inEnglish({ halls: [adoptedPlace] })))
    copy.edit<ItemFile>('items/P1103.json', addQuestion, 'items/P1103-2.json')
  })
  let server: ExampleServer

  beforeAll(async () => { server = await startExampleServer(engine, folder) })
  afterAll(() => server.close())

  const index = (locale: string) => server.read<CatalogueView>(`/api/catalogue?locale=${locale}`)
  const whole = (locale: string) => server.read<ItemView[]>(`/api/items?codes=${code}&locale=${locale}`)

  describe('with an item of its own', () => {
    it('serves it whole, without its examples', async () => {
      const item: Partial<ItemFile> = JSON.parse(JSON.stringify(adoptedItem))
      delete item.examples
      expect(await server.read(`/api/items/${code}`)).toEqual(item)
      expect(await whole('zh-Hans')).toEqual([{ item, hash: expect.any(String) }])
    })

    it('finds it in the index: first, by its life event, with its place', async () => {
      const { items, tags, places, documents } = await index('zh-Hans')
      expect(items[0]).toMatchObject({
        code, name: '大型动物领养许可', lifeEvents: [adoptedTag.id], branch: 'publicOrder', visits: 1, free: false,
        deferrable: true, promised: { days: 10, unit: 'workingDay' }, aliases: ['养大狗', '领养'],
        keywords: expect.arrayContaining(['示例材料 insurance', '示例条例']), hash: (await whole('en'))[0]?.hash,
      })
      expect(tags.lifeEvents).toContainEqual(adoptedTag)
      expect(places.places).toContainEqual(adoptedPlace)
      expect(documents.map(({ id }) => id)).toContain('commitment-animal-space')
    })

    it('translates it', async () => {
      const [hant, english] = [await index('zh-Hant'), await index('en')]
      expect(hant.items[0]).toMatchObject({ name: '大型動物領養許可', aliases: expect.arrayContaining(['領養', '领养']) })
      expect(english.items[0]).toMatchObject({
        name: 'English of /name', aliases: expect.arrayContaining(['big dog', '大型动物领养许可', '养大狗']),
      })
      expect(english.tags.lifeEvents.find(({ id }) => id === adoptedTag.id)?.name).toBe('Adopting an animal')
      expect(english.places.places.find(({ id }) => id === adoptedPlace.id)?.note).toBe('English of /halls/animalHall/note')
      expect((await whole('zh-Hant'))[0]?.texts).toMatchObject({ '/questions/animal/options/horse/label': '馬' })
      expect((await whole('en'))[0]?.texts).toEqual(inEnglish(adoptedItem))
    })

    it.each(adoptedItem.examples)('takes it in: $name', async (example) => {
      const { resident, filing } = await fill(code, example)
      expect(Object.keys(filing.form)).toEqual(adoptedKinds.map((kind) => `${kind}Field`))
      const { status, body } = await resident.client.post<ReceiptView>('/api/filings', filing)
      expect({ status, body }).toMatchObject({ status: 201, body: {
        caseNo: expect.stringMatching(new RegExp(`^${code}20261123\\d{8}$`)),
        verdict: { kind: example.expect.verdict, reasons: [], fee: { totalFen: example.expect.feeFen } },
      } })
      const { body: view } = await resident.client.get<CaseView>(`/api/cases/${body.caseNo}`)
      expect(view).toMatchObject({ itemName: adoptedItem.plainName, notices: [{ kind: 'receipt' }] })
      expect(view.materials.map(({ materialId }) => materialId)).toEqual(example.expect.materials)
      const signed = ['application', ...example.facts.capacity === 'agent' ? [] : ['deferral', 'commitment-animal-space']]
      expect(view.signatures.map(({ documentId }) => documentId)).toEqual(signed)
    })

    it('refuses a field that is wrong, whatever its kind', async () => {
      const example = present(adoptedItem.examples[1])
      const { resident, filing } = await fill(code, example)
      const anyText = ['textField', 'textareaField', 'addressField']
      const wrong = Object.fromEntries(Object.keys(filing.form).map((id) => [id, anyText.includes(id) ? 'a\u0001b' : '？']))
      const { status, body } = await resident.client.post<Problem>('/api/filings', { ...filing, form: wrong })
      expect([status, body.code]).toEqual([422, 'filing-invalid'])
      expect(body.errors?.map(({ pointer }) => pointer)).toEqual(Object.keys(filing.form).map((id) => `/form/${id}`))
    })
  })

  it('answers a filing on yesterday\'s version with today\'s, and takes it on that', async () => {
    const file = present(publishedFiles().items.find(({ value }) => value.code === renewed)).value
    const example = present(file.examples.find((one) => one.expect.verdict === 'acceptable'))
    const { resident, filing } = await fill(renewed, example)
    expect(filing.itemVersion).toBe(1)
    // Signed before midnight in Shanghai, sent after.
    server.clock.set('2026-11-23T16:00:00.000Z')
    await server.deps.database.db.execute(sql`UPDATE sessions SET last_seen_at = ${server.clock.now()}, expires_at = '2099-01-01'`)
    const key = randomUUID()
    const late = await resident.client.post<Problem>('/api/filings', filing, key)
    expect(late).toMatchObject({ status: 409, body: { code: 'item-outdated', facts: { currentVersion: 2, changes } } })
    expect((await resident.client.get('/api/cases')).body).toEqual([])

    // What was begun with stays readable; the old answers do for all but the new question.
    expect(await server.read<Item>(`/api/items/${renewed}?version=1`)).toMatchObject({ version: 1 })
    const unanswered = await server.fill(resident, renewed, example)
    expect(await resident.client.post('/api/filings', unanswered, key)).toMatchObject({ status: 422, body: {
      code: 'filing-invalid', errors: [{ pointer: '/answers/glasses', code: 'answer-missing' }],
    } })
    const renewedFiling = await server.fill(resident, renewed, withAnswer(example))
    const taken = await resident.client.post<ReceiptView>('/api/filings', renewedFiling, key)
    expect(taken).toMatchObject({ status: 201, body: { verdict: { kind: 'acceptable' } } })
    expect((await resident.client.get<CaseView>(`/api/cases/${taken.body.caseNo}`)).body).toMatchObject({
      itemVersion: 2, item: { version: 2, changes },
    })
  })

  async function fill(itemCode: string, example: Example) {
    const resident = await server.signInFor(itemCode, example)
    return { resident, filing: await server.fill(resident, itemCode, example) }
  }
})

/** The version that comes into force the day after the examples' day. */
function addQuestion(item: ItemFile): void {
  Object.assign(item, { version: 2, effectiveFrom: '2026-11-24', changes, examples: item.examples.map(withAnswer) })
  item.questions.push({
    id: 'glasses', label: '开车戴眼镜吗？', options: [{ value: 'no', label: '不戴' }, { value: 'yes', label: '戴' }],
  })
  const [material] = item.materials
  item.materials.push({
    ...present(material), id: 'eyesight', name: '视力证明', when: { fact: 'answers.glasses', is: 'yes' },
  })
}

function withAnswer({ facts, ...example }: Example): Example {
  return { ...example, facts: { ...facts, answers: { ...facts.answers, glasses: 'no' } } }
}
