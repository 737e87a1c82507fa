/**
 * Runs one step of the start. Where the system or the database refuses it, the error says in one line which setting
 * to look at; errors that say so themselves pass.
 */
export async function nameSetting<T>(setting: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    // Of several addresses that were tried in vain only the code is left.
    const advice = error.code === 'EADDRINUSE'
      ? '端口已被占用，请用 PORT 换一个 | the port is taken, set PORT to another'
      : `请检查 ${setting} | check ${setting}`
    throw new Error(`${error.message || String(error.code)}：${advice}`)
  }
}
