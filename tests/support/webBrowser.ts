/** A browser's part in a sign-in: it keeps cookies and follows redirects, one by one. */
export interface WebBrowser {
  jar: Map<string, string>
  visit(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects until a page, or an address that `stop` knows. */
  follow(url: string, stop?: (url: string) => boolean, init?: RequestInit): Promise<[string, Response]>
}

export function webBrowser(origin: string): WebBrowser {
  const jar = new Map<string, string>()
  const visit: WebBrowser['visit'] = async (url, init = {}) => {
    const headers = { ...init.headers, accept: 'text/html', cookie: [...jar].map(([n, v]) => `${n}=${v}`).join('; ') }
    const response = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value.join('='))
    }
    return response
  }
  const follow: WebBrowser['follow'] = async (url, stop = () => false, init) => {
    let at = new URL(url, origin).href
    let response = await visit(at, init)
    for (let hops = 0; hops < 10; hops++) {
      const location = response.headers.get('location')
      if (!location) break
      at = new URL(location, at).href
      if (stop(at)) break
      response = await visit(at)
    }
    return [at, response]
  }
  return { jar, visit, follow }
}
