import { Converter } from 'opencc-js/cn2t'

const convert = Converter({ from: 'cn', to: 'hk' })

/**
 * What the converter gets wrong where it knows no phrase (签 is 簽 here unless it hangs on something), and the forms of
 * characters that the locale files use.
 */
const corrections: [RegExp, string][] = [
  [/(?<![標抽書])籤/g, '簽'], [/(?<![頭理毛])髮(?!型)/g, '發'], [/複(?=[議核查])/g, '覆'], [/週(?=歲)/g, '周'], [/錶/g, '表'],
  [/户/g, '戶'], [/説/g, '說'], [/閲/g, '閱'], [/啓/g, '啟'], [/衞/g, '衛'],
]

/** Another text once a correction is: phones keep what was converted, so its hash covers this. */
export const conversion = String(corrections)

/** Simplified to traditional characters as Hong Kong and Macao write them. */
export function toTraditional(text: string): string {
  return corrections.reduce((converted, [wrong, right]) => converted.replace(wrong, right), convert(text))
}
