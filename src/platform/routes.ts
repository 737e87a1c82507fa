/** The addresses of the app. They live below the features, so that one can lead to another without importing it. */
export const routes = {
  home: '/',
  guide: '/items/:code',
  file: '/items/:code/file',
  /** Where a filing that was sent, or waits to be sent, says how it stands. */
  receipt: '/filings/:filingId',
  /** A blank form to print. */
  blankForm: '/forms/:id',
  /** The items by audience, branch and life event; what is chosen is in the query. */
  browse: '/browse',
  drafts: '/drafts',
  /** Where a draft from another phone comes in; a scanned code carries it in the fragment. */
  receiveDraft: '/drafts/receive',
  cases: '/cases',
  case: '/cases/:caseNo',
  rate: '/cases/:caseNo/rate/:stage',
  signIn: '/sign-in',
  me: '/me',
  keys: '/me/keys',
  /** Public: whether a receipt, in the fragment, is genuine. */
  verifyReceipt: '/verify',
} as const

export type RouteName = keyof typeof routes

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<Rest>
  : Path extends `${string}:${infer Name}` ? Name : never

/** The address of a route: `pathTo('guide', { code })`. Parts are percent-encoded, empty query values left out. */
export function pathTo<Name extends RouteName>(
  name: Name, params = {} as Record<ParamsOf<typeof routes[Name]>, string | number>, query: Record<string, string> = {},
): string {
  const path = routes[name].replace(/:(\w+)/g, (_, part: string) =>
    encodeURIComponent((params as Record<string, string | number>)[part] ?? ''))
  const given = Object.entries(query).filter(([, value]) => value !== '')
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}
