/** The service worker: a list of named handlers, each in its own file. It caches the shell and nothing personal. */
import { applyUpdateOnMessage } from './applyUpdateOnMessage.ts'
import { claimPages } from './claimPages.ts'
import { keepReceiptKeys } from './keepReceiptKeys.ts'
import { navigationFallback } from './navigationFallback.ts'
import { precacheShell } from './precacheShell.ts'
import { sendOutboxOnSync } from './sendOutboxOnSync.ts'

const handlers = [
  precacheShell, navigationFallback, applyUpdateOnMessage, claimPages, sendOutboxOnSync, keepReceiptKeys,
]

for (const start of handlers) start()
