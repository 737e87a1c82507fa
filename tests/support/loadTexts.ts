/** Pages run with all texts loaded, as the router makes sure of in the app. */
import { loadAllTexts } from '../../src/platform/i18n.ts'

await loadAllTexts()
