import type { Page } from 'playwright-core'
import { photo } from './journeyFiles.ts'
import { attach, beginFiling, codes, fill, licenceSteps, takeSteps, tap } from './journeySteps.ts'

/** What is typed, and must be found again. */
export const draftAddress = '示例市示例区榕荫街 9 号'

/** Brings a draft to the materials, with an address of its own and a photo. */
export async function fillDraft(page: Page): Promise<void> {
  await beginFiling(page, codes.licence, '陈永福')
  await takeSteps(page, licenceSteps(await photo()), '交材料')
  await tap(page, '上一步')
  await fill(page, '收件地址', draftAddress)
  await tap(page, '下一步')
  await attach(page, '驾驶证照片', [await photo()])
  await page.getByText('已保存在本机').waitFor()
}
