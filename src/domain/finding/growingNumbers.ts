/** A list of numbers that grows and stays as small as a typed array. */
export class GrowingNumbers {
  length = 0
  private numbers = new Uint32Array(1024)

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const grown = new Uint32Array(this.length * 2)
      grown.set(this.numbers)
      this.numbers = grown
    }
    this.numbers[this.length++] = number
  }

  at(index: number): number {
    return this.numbers[index] ?? 0
  }

  /** Exactly as long as what is in it. */
  toArray(): Uint32Array {
    return this.numbers.slice(0, this.length)
  }
}
