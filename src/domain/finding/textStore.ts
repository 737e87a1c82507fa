/** The texts of all entries as rows of units; a text that several entries share (a law, a material) is kept once. */
import { GrowingNumbers } from './growingNumbers.ts'

export class TextStore {
  private readonly known = new Map<string, number>()
  private readonly units = new GrowingNumbers()
  private readonly starts = new GrowingNumbers()

  /** @returns the text's number */
  add(units: number[]): number {
    const key = String.fromCharCode(...units)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const text = this.starts.length
    this.known.set(key, text)
    this.starts.push(this.units.length)
    units.forEach((unit) => this.units.push(unit))
    return text
  }

  /** Text n is units[starts[n]] up to units[starts[n + 1]]. */
  seal(): { units: Uint32Array, starts: Uint32Array } {
    this.starts.push(this.units.length)
    return { units: this.units.toArray(), starts: this.starts.toArray() }
  }
}
