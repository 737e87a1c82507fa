import { warmHttp } from '../platform/http.ts'
import { registerServiceWorker } from '../platform/serviceWorkerUpdate.ts'
import { useSession } from '../stores/session.ts'

/**
 * What begins once the first screen is up: who is signed in, the service worker, and sending what waits in the
 * outbox, whose code the first screen does not pay for.
 */
export async function startBackgroundWork(): Promise<void> {
  const session = useSession()
  void registerServiceWorker()
  await session.load()
  warmHttp()
  const { useOutbox } = await import('../stores/outbox.ts')
  useOutbox().start()
}
