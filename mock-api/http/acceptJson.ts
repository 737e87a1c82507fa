import type { FastifyInstance } from 'fastify'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON bodies are valid UTF-8 without `__proto__` or `constructor` keys, or they are refused. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = utf8.decode(body as Buffer)
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }))
      return
    }
    parse(request, text, done)
  })
}
