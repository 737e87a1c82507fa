import { warmHttp } from '../platform/http.ts'
import { registerServiceWorker } from '../platform/serviceWorkerUpdate.ts'
import { activateStores } from '../stores/activateStores.ts'
import { useOutbox } from '../stores/outbox.ts'
import { useSession } from '../stores/session.ts'

/** What begins once the first screen is up: the service worker, who is signed in, and sending what waits. */
export async function startBackgroundWork(): Promise<void> {
  void registerServiceWorker()
  activateStores()
  await useSession().load()
  useOutbox().start()
  warmHttp()
}
