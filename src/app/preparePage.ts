import { loadAllTexts } from '../platform/i18n.ts'
import { loadPageIcons } from '../ui/icons.ts'

/** What every page but the home page needs before it is drawn: all texts, all icons, and stores to ask. */
export async function preparePage(): Promise<void> {
  const [{ activateStores }] = await Promise.all([
    import('../stores/activateStores.ts'), loadAllTexts(), loadPageIcons(),
  ])
  activateStores()
}
