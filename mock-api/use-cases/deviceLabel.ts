/** Most telling first: most browsers name others beside themselves. */
const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'],
  [/Windows NT/, 'Windows'], [/Macintosh/, 'Mac'], [/Linux|CrOS/, 'Linux'],
]
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'], [/AlipayClient/, 'Alipay'], [/MQQBrowser|QQ\//, 'QQ'], [/UCBrowser/, 'UC'],
  [/HuaweiBrowser|ArkWeb/, 'Huawei Browser'], [/MiuiBrowser/, 'Mi Browser'], [/SamsungBrowser/, 'Samsung Internet'],
  [/Edg(e|A|iOS)?\//, 'Edge'], [/Firefox|FxiOS/, 'Firefox'], [/Chrome|CriOS/, 'Chrome'], [/Safari/, 'Safari'],
]

/**
 * What its owner knows a phone by: `Android · Chrome`. No model and no version, so that it tells nobody apart
 * (个人信息保护法 第六条); empty when neither is known.
 */
export function deviceLabel(userAgent: string): string {
  const name = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [name(systems), name(browsers)].filter((part) => part !== undefined).join(' · ')
}
