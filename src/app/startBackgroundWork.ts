import { warmHttp } from '../platform/http.ts'
import { registerServiceWorker } from '../platform/serviceWorkerUpdate.ts'
import { activateStores } from '../stores/activateStores.ts'
import { useCatalogue } from '../stores/catalogue.ts'
import { useCatalogueSync } from '../stores/catalogueSync.ts'
import { useOutbox } from '../stores/outbox.ts'
import { useSession } from '../stores/session.ts'

/** What begins once the first screen is up: service worker, who is signed in, sending what waits, the guides. */
export async function startBackgroundWork(): Promise<void> {
  void registerServiceWorker()
  activateStores()
  await useSession().load()
  useOutbox().start()
  void import('../stores/uploads.ts').then(({ useUploads }) => useUploads().start())
  warmHttp()
  await useCatalogue().load()
  await useCatalogueSync().sync()
}
