/** Text cut into pieces a voice gets through: Chrome falls silent after some fifteen seconds of one utterance. */

const longest = 60
const sentenceEnd = /[^。！？；!?;]+[。！？；!?;]*[”’」』）]*/gu
const clauseEnd = /[^，、：,]+[，、：,]*/gu

/** The pieces of one line; together they are the line, so that each can be shown as it is read. */
export function splitSentences(line: string): string[] {
  return (line.match(sentenceEnd) ?? []).flatMap((sentence) =>
    sentence.length <= longest ? [sentence] : joinShort(sentence.match(clauseEnd) ?? [sentence]))
}

/** The lines of a text, each in its pieces. */
export function splitLines(text: string): string[][] {
  return text.split('\n').map(splitSentences)
}

/** Clauses put together again as far as they are short; one that is too long alone is cut where it happens to be. */
function joinShort(clauses: string[]): string[] {
  const pieces: string[] = []
  for (const clause of clauses.flatMap(cut)) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + clause.length <= longest) pieces[pieces.length - 1] = last + clause
    else pieces.push(clause)
  }
  return pieces
}

function cut(clause: string): string[] {
  return clause.match(new RegExp(`.{1,${longest}}`, 'gsu')) ?? []
}

const date = /(\d{4})-(\d{2})-(\d{2})(?![\d-])/gu
/** Identity, case and implementation codes, telephone numbers; five digits before a unit are an amount. */
const code = /[0-9A-Za-z][0-9A-Za-z*-]*[0-9A-Za-z]/gu
const unit = /^\s*[元个人天日年份次件米平万%]/u

/** As a voice should say it: dates as dates, numbers that name something digit by digit, masked ones with a pause. */
export function speakable(sentence: string): string {
  return sentence
    .replace(date, (_, year: string, month: string, day: string) => `${year}年${Number(month)}月${Number(day)}日`)
    .replace(code, (found: string, place: number, whole: string) =>
      isCode(found, whole.slice(place + found.length)) ? spell(found) : found)
    .replace(/[{}（）()【】□_]+/gu, '，')
}

function isCode(found: string, after: string): boolean {
  const digits = found.replace(/\D/gu, '').length
  return found.includes('**') || digits >= 7 || (digits >= 5 && !unit.test(after))
}

function spell(found: string): string {
  return found.replace(/\*+|-/gu, '，').replace(/[0-9A-Za-z](?=[0-9A-Za-z])/gu, '$& ')
}
