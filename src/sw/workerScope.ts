/** Background Sync, which the DOM types do not know. */
export interface SyncEvent extends ExtendableEvent {
  tag: string
}

export interface WorkerScope extends ServiceWorkerGlobalScope {
  /** Put in by the build: the files of the shell with their revisions. */
  __WB_MANIFEST: { url: string, revision: string | null }[]
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void
  addEventListener<Type extends keyof ServiceWorkerGlobalScopeEventMap>(
    type: Type, listener: (event: ServiceWorkerGlobalScopeEventMap[Type]) => void,
  ): void
}
