/** First two digits of GB/T 2260. County codes are not checked: abolished ones live on in people's numbers (§6). */
const provinceCodes = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44',
  '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82', '83',
])

/** Whether a number begins with a province, 台湾 (71, 83), 香港 (81) and 澳门 (82) included. */
export function hasProvince(region: string): boolean {
  return provinceCodes.has(region.slice(0, 2))
}
