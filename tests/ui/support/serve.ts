import { vi } from 'vitest'
import type { LicenceView, ReusableMaterialView, SessionView } from '../../../src/contract/accountViews.ts'
import type { CatalogueView, ItemView } from '../../../src/contract/catalogueViews.ts'
import type { Item } from '../../../src/domain/item.ts'
import type { Texts } from '../../../src/domain/itemTexts.ts'
import { sampleItems } from './sampleItem.ts'

export interface Answers {
  catalogue?: CatalogueView
  /** The items whole; those of the sample catalogue when left out. */
  items?: ItemView[]
  /** Older versions, as `?version=` asks for them. */
  versions?: Item[]
  /** English texts by code. */
  english?: Record<string, Texts>
  session?: SessionView
  /** What the library holds, and what was handed in before: nothing when left out. */
  licences?: LicenceView[]
  reusable?: ReusableMaterialView[]
}

/** Answers what every page asks for; anything else, and everything where nothing is served, is a dead network. */
export function serve(answers: Answers) {
  const network = vi.fn(async (address: string | URL | Request) => {
    const url = new URL(address instanceof Request ? address.url : String(address), 'http://localhost')
    const body = answerTo(url, answers)
    if (!body) throw new TypeError('network down')
    return Response.json(body, { headers: { etag: '"1"' } })
  })
  vi.stubGlobal('fetch', network)
  return network
}

function answerTo({ pathname, searchParams }: URL, answers: Answers): unknown {
  const { catalogue, items = sampleItems, versions = [], english = {}, session, licences = [], reusable = [] } = answers
  if (pathname === '/api/session') return session
  if (pathname === '/api/licences' && session?.account) return licences
  if (pathname === '/api/reusable-materials' && session?.account) return reusable
  if (!catalogue) return undefined
  const locale = searchParams.get('locale') ?? catalogue.locale
  if (pathname === '/api/catalogue') return { ...catalogue, locale }
  if (pathname === '/api/items') {
    const codes = searchParams.get('codes')?.split(',') ?? []
    return items.filter(({ item }) => codes.includes(item.code)).map((view) => {
      const texts = locale === 'en' ? english[view.item.code] : undefined
      return texts ? { ...view, texts } : view
    })
  }
  const [, code] = /^\/api\/items\/([^/]+)$/.exec(pathname) ?? []
  return versions.find((item) => item.code === code && item.version === Number(searchParams.get('version')))
}
