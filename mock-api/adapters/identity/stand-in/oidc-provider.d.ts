/** The part of oidc-provider that the stand-in uses; the package brings no types. */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface Context {
    oidc: {
      client: { clientId: string }
      session: { accountId: string }
      params?: { scope?: string }
    }
    type: string
    body: string
  }

  interface InteractionResult {
    login?: { accountId: string, remember?: boolean }
    error?: string
  }

  export class Provider {
    constructor(issuer: string, configuration: object)
    proxy: boolean
    Grant: new (properties: { clientId: string, accountId: string }) => {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ uid: string }>
    interactionResult(request: IncomingMessage, response: ServerResponse, result: InteractionResult): Promise<string>
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  const MemoryAdapter: new (model: string) => object
  export { MemoryAdapter as default }
}
