import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

const css = 'body{color:#111}'
const home = `<!doctype html><title>home</title><style>${css}</style>`
const page = { accept: 'text/html,application/xhtml+xml' }

describe('the built page', () => {
  const engine = embeddedEngine()
  const root = mkdtempSync(join(tmpdir(), 'zhenghaoban-client-'))
  const client = join(root, 'client')
  let server: TestApp

  beforeAll(async () => {
    mkdirSync(join(client, 'assets'), { recursive: true })
    writeFileSync(join(root, 'secret.txt'), 'not for you')
    writeFileSync(join(client, 'index.html'), home)
    writeFileSync(join(client, 'app.html'), '<!doctype html><title>app</title>')
    writeFileSync(join(client, 'sw.js'), 'self')
    writeFileSync(join(client, '.hidden'), 'hidden')
    writeFileSync(join(client, 'assets/main-abc123.js'), 'export {}')
    writeFileSync(join(client, 'assets/heicWorker-abc123.js'), 'self')
    writeFileSync(join(client, 'assets/heicWorker-abc123.js.br'), brotliCompressSync('self'))
    writeFileSync(join(client, 'assets/main-abc123.js.br'), brotliCompressSync('export {}'))
    server = await startTestApp(await engine.open(), { app: { clientDirectory: client } })
  })
  afterAll(async () => {
    await server.close()
    rmSync(root, { recursive: true, force: true })
  })

  it('starts at its prerendered home, and elsewhere from the empty page', async () => {
    expect((await server.visitor.get('/', page)).body).toBe(home)
    for (const url of ['/cases', '/items/x/file?a=1', '/sign-in', '/no/such/page', '/idpx']) {
      const reply = await server.visitor.get(url, page)
      expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']])
        .toEqual([200, 'text/html; charset=utf-8', 'no-cache'])
      expect(reply.body).toContain('app')
    }
  })

  it('is not what a missing file, the API or a write gets', async () => {
    const missing = [
      await server.visitor.get('/assets/main-old.js', { accept: '*/*' }),
      await server.visitor.get('/api/nowhere', page),
      await server.visitor.send({ method: 'POST', url: '/cases', headers: page }),
    ]
    for (const reply of missing) expect([reply.statusCode, reply.json().code]).toEqual([404, 'not-found'])
  })

  it('keeps what carries a hash for a year, and asks again for the rest', async () => {
    const asset = await server.visitor.get('/assets/main-abc123.js')
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await server.visitor.get('/sw.js')).headers['cache-control']).toBe('no-cache')
    expect((await server.visitor.get('/')).headers['cache-control']).toBe('no-cache')
  })

  it('comes compressed where the build has compressed it', async () => {
    const asset = await server.visitor.get('/assets/main-abc123.js', { 'accept-encoding': 'br' })
    expect([asset.headers['content-encoding'], asset.headers['cache-control']])
      .toEqual(['br', 'public, max-age=31536000, immutable'])
    expect((await server.visitor.get('/sw.js', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  })

  it('may use its inlined style and nothing else inline', async () => {
    const policy = String((await server.visitor.get('/', page)).headers['content-security-policy'])
    const hash = createHash('sha256').update(css).digest('base64')
    expect(policy.split(';').map((part) => part.trim())).toEqual(expect.arrayContaining([
      "default-src 'none'", "script-src 'self'", `style-src 'self' 'sha256-${hash}'`, "img-src 'self' data: blob:",
      "connect-src 'self'", "worker-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'",
    ]))
    expect(policy).not.toContain('unsafe')
  })

  it('lets WebAssembly into the worker that decodes HEIC, and nowhere else', async () => {
    const plain: Record<string, string> = { accept: '*/*' }
    for (const headers of [plain, { ...plain, 'accept-encoding': 'br' }]) {
      const policyOf = async (url: string) =>
        String((await server.visitor.get(url, headers)).headers['content-security-policy'])
      expect(await policyOf('/assets/heicWorker-abc123.js'))
        .toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
      expect(await policyOf('/assets/main-abc123.js')).not.toContain('unsafe')
    }
  })

  it('carries the security headers, without HSTS on http', async () => {
    const { headers } = await server.visitor.get('/')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it.each([
    '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt', '/.hidden', '//etc/passwd', '/etc/passwd',
  ])('gives nothing from outside its folder: %s', async (url) => {
    for (const headers of [{ accept: '*/*' }, page]) {
      const reply = await server.visitor.send({ method: 'GET', url, headers })
      expect(reply.body).not.toMatch(/not for you|hidden|root:/)
    }
  })

  it('goes to the one loopback name whose drafts and session it is', async () => {
    const reply = await server.visitor.get('/cases?a=1', { ...page, host: 'localhost:3000' })
    expect([reply.statusCode, reply.headers.location]).toEqual([303, 'http://127.0.0.1:3000/cases?a=1'])
    expect((await server.visitor.get('/', { ...page, host: '192.168.1.7:3000' })).statusCode).toBe(200)
    expect((await server.visitor.get('/api/health', { host: 'localhost:3000' })).statusCode).toBe(200)
  })

  it('survives what is no HTTP, and headers without end', async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.app.server.address() as AddressInfo
    const say = (text: string) => new Promise<string>((resolve, reject) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (bytes) => { heard += bytes.toString() })
      socket.on('close', () => resolve(heard))
      socket.on('error', reject)
    })
    expect(await say('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect(await say(`GET /api/health HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/)
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
  })
})

describe('limits', () => {
  const engine = embeddedEngine()

  it('count each account by itself, visitors by address, and files not at all', async () => {
    const server = await startTestApp(await engine.open(), {
      app: { limits: { requestsPerMinute: 3, maxEventLoopDelayMillis: 0 } },
    })
    const chen = await server.signInAs('chen')
    const li = await server.signInAs('li')
    const ask = async (client = server.visitor) => (await client.get('/api/session')).statusCode
    expect([await ask(chen), await ask(chen), await ask(chen), await ask(chen)]).toEqual([200, 200, 200, 429])
    const refused = await chen.get('/api/session')
    expect(refused.json()).toEqual({ type: 'urn:zhenghaoban:problem:rate-limited', status: 429, code: 'rate-limited' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(await ask(li)).toBe(200)
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429])
    expect((await server.visitor.get('/')).statusCode).toBe(404)
    await server.close()
  })
})
