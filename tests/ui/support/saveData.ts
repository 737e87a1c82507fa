/** The phone asks for less data, or for no less; `effectiveType` as the browser guesses it. */
export function saveData(on: boolean, effectiveType = '4g'): void {
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: on, effectiveType } })
}
