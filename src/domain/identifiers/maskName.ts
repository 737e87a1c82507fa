/** 张秀英 → 张**: enough to recognise oneself by, too little for anybody else. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim()
  return first + '*'.repeat(rest.length)
}
