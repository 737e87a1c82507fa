import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
}

/** Every statement that reaches a database while `work` runs, BEGIN and COMMIT among them. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const recorded: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: [string | { text: string }, unknown[]?]) {
    const [asked, values = []] = args
    recorded.push({ text: typeof asked === 'string' ? asked : asked.text, values })
    return Reflect.apply(query, this, args)
  } as typeof query
  await work().finally(() => { pg.Client.prototype.query = query })
  return recorded
}

/** Twelve digits that no two transactions share, rising as the server's own ids do. */
export const freshIds = { first: 100_000_000_000, perRun: 1_000_000, mostClients: 8 }

/**
 * The statements of one filing as a script for `pgbench -M simple`, values written in. What differs from an earlier
 * filing, its ids and case number, ends in `:id` wherever it stands, so that references still hold.
 * @returns the script, and what its upload ids begin with
 */
export function writeScript(earlier: Statement[], filing: Statement[], caseNo: string, uploadIds: string[]) {
  const known = JSON.stringify(earlier)
  const sql = filing.map(({ text, values }) =>
    `${text.replace(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]))};\n`).join('')
  const fresh = [...new Set(sql.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))].filter((id) => !known.includes(id))
  const prefix = (id: string) => `00000000-0000-7000-8${String(fresh.indexOf(id)).padStart(3, '0')}-`
  const renewed = fresh.reduce((text, id) => text.replaceAll(id, `${prefix(id)}:id`), sql)
    .replaceAll(caseNo, `${caseNo.slice(0, -8)}:id`)
  return {
    script: `\\set n :n + 1\n\\set id ${freshIds.first} + :n * ${freshIds.mostClients} + :client_id\n${renewed}`,
    uploadPrefixes: uploadIds.map(prefix),
  }
}

function literal(value: unknown): string {
  if (value === null) return 'NULL'
  if (typeof value === 'object') throw new Error(`a value pgbench cannot be given: ${JSON.stringify(value)}`)
  return pg.escapeLiteral(String(value))
}
