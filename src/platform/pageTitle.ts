import { t } from './i18n.ts'

/** Names the browser tab after what the page is about. */
export function setPageTitle(title: string): void {
  document.title = title === t('app.title') ? title : t('app.pageTitle', { title })
}
