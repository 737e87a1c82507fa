/** What is known of the texts while one query is answered: many entries share a text. Its memory is used again. */
export class KnownTexts {
  private readonly likenesses: Float32Array
  private readonly covers: Uint32Array
  /** The query, by its count, for which the two above hold. */
  private readonly asked: Uint32Array
  private query = 0
  private length = 0
  private pool = new Float32Array(1024)
  private used = 0

  constructor(texts: number) {
    this.likenesses = new Float32Array(texts)
    this.covers = new Uint32Array(texts)
    this.asked = new Uint32Array(texts)
  }

  /** Forgets all; the next query has so many characters. */
  begin(length: number): void {
    this.query += 1
    this.length = length
    this.used = 0
  }

  likeness(text: number): number | undefined {
    return this.asked[text] === this.query ? this.likenesses[text] : undefined
  }

  /** `cover`: of each character of the query, how well the text says it. */
  put(text: number, likeness: number, cover: Float64Array): void {
    this.asked[text] = this.query
    this.likenesses[text] = likeness
    if (likeness === 0) return
    if (this.used + this.length > this.pool.length) {
      const grown = new Float32Array(this.pool.length * 2)
      grown.set(this.pool)
      this.pool = grown
    }
    this.pool.set(cover, this.used)
    this.covers[text] = this.used
    this.used += this.length
  }

  /** Raises `cover` to what the text says. */
  raiseCover(cover: Float64Array, text: number, weight: number): void {
    const start = this.covers[text]!
    for (let at = 0; at < cover.length; at++) {
      const share = this.pool[start + at]! * weight
      if (share > cover[at]!) cover[at] = share
    }
  }
}
