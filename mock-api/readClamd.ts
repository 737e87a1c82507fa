import type { ClamdAddress } from './adapters/malware-scan/askClamd.ts'
import { wrong } from './wrongSetting.ts'

/** `host:port`, `[::1]:port`, or the path of a unix socket. */
export function readClamd(text: string | undefined): ClamdAddress | undefined {
  if (text === undefined) return undefined
  if (text.startsWith('/')) return { path: text }
  const [, six, name, digits] = /^(?:\[([\da-f:.]+)\]|([^:[\]/\s]+)):(\d{1,5})$/i.exec(text) ?? []
  const [host, port] = [six ?? name, Number(digits)]
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port }
  return wrong(`CLAMD=${text} 应为 主机:端口 或套接字路径`, 'CLAMD must be host:port or the path of a socket')
}
