import type { FastifyInstance } from 'fastify'
import { badRequest, tooLarge } from './statuses.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** NUL or half a surrogate pair, as `JSON.stringify` writes them: no text that PostgreSQL can keep. */
const unstorable = /(^|[^\\])(\\\\)*\\u(0000|d[89a-f])/i

/** A filing with everything in it has some two thousand; every fault of a body is looked for, so bodies stay small. */
const mostValues = 10_000

/**
 * JSON bodies are valid UTF-8 and storable text, of a bounded number of values and without `__proto__` or
 * `constructor` keys, or they are refused.
 */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = utf8.decode(body as Buffer)
    } catch {
      done(refuse(badRequest, 'the body is not UTF-8'))
      return
    }
    parse(request, text, (error, value) => {
      if (error) return done(error)
      if (!hasAtMost(mostValues, value)) return done(refuse(tooLarge, 'the body holds too many values'))
      if (unstorable.test(JSON.stringify(value))) return done(refuse(badRequest, 'the body holds unstorable text'))
      return done(null, value)
    })
  })
}

/** Level by level: a body may be nested as deep as it is long. */
function hasAtMost(most: number, value: unknown): boolean {
  let level = [value]
  let count = 0
  while (level.length > 0) {
    count += level.length
    if (count > most) return false
    level = level.flatMap((one) => typeof one === 'object' && one !== null ? Object.values(one) : [])
  }
  return true
}

function refuse(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode })
}
