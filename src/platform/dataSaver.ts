interface NetworkInformation {
  saveData?: boolean
  effectiveType?: string
}

/** True where the resident, or a slow network, wants nothing that was not asked for (Save-Data, NetworkInformation). */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: NetworkInformation }
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? '')
}

/** Resolves when the page has nothing better to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 5000 })
    else setTimeout(resolve, 200)
  })
}
