import { describe, expect, test } from 'vitest'
import { exampleFacts } from '../../mock-api/catalogue/exampleFacts.ts'
import { renderDocument } from '../../src/domain/documents.ts'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import { listFilingDocuments } from '../../src/domain/filingDocuments.ts'
import type { Example, ItemFile } from '../../src/domain/item.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { getCatalogue, getItemFiles, today } from './plantCatalogue.ts'

const { documents, documentWords, calendar, bureau } = getCatalogue().view
const items = getItemFiles()

function render(item: ItemFile, example: Example): { template: DocumentTemplate, text: string }[] {
  const facts = exampleFacts(item, example)
  return listFilingDocuments({
    item, facts, verdict: assessFiling(item, facts, calendar), words: documentWords, templates: documents,
    signedOn: today,
    fileHashes: new Map(Object.values(facts.provisions).flatMap((given) => given.way === 'file' ? given.uploadIds : [])
      .map((id) => [id, `of-${id}`])),
    identity: {
      filingId: '00000000-0000-7000-8000-000000000000', applicantName: '示例甲', applicantIdKind: 'citizenId',
      applicantIdNumber: '449999195703150018',
      filerName: '示例乙', filerPhone: '13800138000', capacity: facts.capacity,
    },
  }).map(({ template, params }) => ({ template, text: renderDocument(template, params) }))
}

function getExample(part: string): { item: ItemFile, example: Example } {
  for (const item of items) {
    const example = item.examples.find(({ name }) => name.includes(part))
    if (example) return { item, example }
  }
  throw new Error(`no example ${part}`)
}

const getText = (part: string, kind: DocumentTemplate['kind']): string => {
  const { item, example } = getExample(part)
  const found = render(item, example).find(({ template }) => template.kind === kind)
  if (!found) throw new Error(`no ${kind}`)
  return found.text
}

test.each(items)('$name: every example renders, with nothing left to fill in', (item) => {
  for (const example of item.examples) {
    const rendered = render(item, example)
    expect(rendered[0]?.template.kind).toBe('application')
    for (const { text } of rendered) expect(text).not.toMatch(/[{}]|undefined|NaN/)
  }
})

test('each filing signs what its choices need, and deferral and commitment are two documents', () => {
  const kinds = (part: string) => {
    const { item, example } = getExample(part)
    return render(item, example).map(({ template }) => template.id)
  }
  expect(kinds('初婚，落在自己的房屋')).toEqual(['application'])
  expect(kinds('不动产权证明晚5个工作日')).toEqual(['application', 'deferral'])
  expect(kinds('复婚，本人签承诺书')).toEqual(['application', 'commitment-marital-change'])
})

test('the application says who files for whom, what was answered, filled in and handed in', () => {
  const text = getText('女儿替父亲代办', 'application')
  expect(text).toContain('申请人：示例甲，证件号码：449999195703150018')
  expect(text).toContain('申报人：示例乙（代理人），联系电话：13800138000')
  expect(text).toContain('现在的驾驶证是哪里核发的？ 广州')
  expect(text).toContain('怎么取新驾驶证：寄到家')
  expect(text).toContain('授权委托书：已上传')
  expect(text).toMatch(/\n四、上传的文件/)
  expect(text).toMatch(/\n授权委托书，第1个文件：of-\S+\n/)
  expect(text).toContain('行政许可法第三十一条')
})

describe('容缺受理承诺书 (RQ-06)', () => {
  const text = getText('营业执照副件晚1个工作日', 'deferral')

  test('names the material, its days and date, and its basis', () => {
    expect(text).toContain('承办者营业执照或法人（登记）证书（副件）：1 个工作日（2026-11-24）')
    expect(text).toContain('广东省优化营商环境条例第三十二条')
  })

  test('the five statements and the consequence, one by one', () => {
    for (const part of ['真实意思', '暂缺哪些材料、什么时候补齐', '真实、合法、有效', '在期限内补齐', '愿意承担']) {
      expect(text).toContain(part)
    }
    expect(text).toContain('终止办理，书面说明理由')
    expect(text).toContain('马上可以重新申请')
    expect(text).toContain('不发给许可证件和结果')
    expect(text).toContain('容缺是自愿的')
  })

  test('where the calendar ends it gives days and no guessed date', () => {
    const { item, example } = getExample('营业执照副件晚1个工作日')
    const late = { ...example, facts: { ...example.facts, today: '2026-12-31' } }
    expect(render(item, late)[1]?.text).toContain('1 个工作日（具体日期以窗口告知为准）')
  })
})

describe('告知承诺书 (rules.md §3.2)', () => {
  const text = getText('复婚，本人签承诺书', 'commitment')

  test('all eight elements of the notice, in order', () => {
    const elements = ['一、事项名称', '二、依据', '三、证明名称和要证明的内容', '四、承诺方式和期限', '五、承诺不实的法律责任', '六、核查权力', '七、是否公开', '八、选择和撤回']
    const places = elements.map((element) => text.indexOf(element))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    for (const liability of ['民事', '行政', '刑事']) expect(text).toContain(`（${liability}）`)
    expect(text).toContain('信用记录')
  })

  test('what is declared, by whom, and the five statements', () => {
    expect(text).toContain('以往的婚姻关系已经依法终止')
    expect(text).toContain('申请人：示例甲，证件号码：449999195703150018，联系电话：13800138000')
    expect(text.split('\n').slice(-5)).toEqual([
      '1. 我已经知道上面告知的全部事项。', '2. 我符合上面第三项要证明的内容。', '3. 我填写和承诺的内容都是真实的。',
      '4. 我接受核查；承诺不实的，愿意承担上面第五项的法律责任。', '5. 以上承诺是我的真实意思。',
    ])
  })
})

test.each(['privacy', 'minorPrivacy'] as const)('the notice %s tells who, why, what, how long and the rights, and asks for no consent', (kind) => {
  const template = documents.find((one) => one.kind === kind)
  if (!template) throw new Error(kind)
  const text = renderDocument(template, {
    rows: [],
    values: {
      itemName: '示例事项', body: bureau.name, bureau: bureau.name, processor: bureau.processor.name,
      processorPhone: bureau.processor.phone,
    },
  })
  expect(text).toContain('谁在处理：广州市公安局增城区分局，联系电话 020-82662270')
  for (const part of ['为什么', '处理', '保存多久', '查询、复制、更正、补充', '履行法定职责', '第十三条第一款第三项']) {
    expect(text).toContain(part)
  }
  expect(template.statements).toEqual([])
  expect(template.proposed).toBe(true)
})
