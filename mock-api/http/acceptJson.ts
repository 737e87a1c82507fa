import type { FastifyInstance } from 'fastify'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** NUL or half a surrogate pair, as `JSON.stringify` writes them: no text that PostgreSQL can keep. */
const unstorable = /(^|[^\\])(\\\\)*\\u(0000|d[89a-f])/i

/** JSON bodies are valid UTF-8 and storable text, without `__proto__` or `constructor` keys, or they are refused. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = utf8.decode(body as Buffer)
    } catch {
      done(badRequest('the body is not UTF-8'))
      return
    }
    parse(request, text, (error, value) => {
      if (!error && unstorable.test(JSON.stringify(value))) done(badRequest('the body holds unstorable text'))
      else done(error, value)
    })
  })
}

function badRequest(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400 })
}
