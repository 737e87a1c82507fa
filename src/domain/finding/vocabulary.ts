/**
 * Every character and every Latin word of the catalogue by number, and what each sounds like. Characters that sound
 * alike to many people share a sound; what has no reading (c1, passport) is a sound of its own.
 */
import { isLatin } from './normalise.ts'
import type { Pinyin } from './pinyin.ts'

export class Vocabulary {
  readonly pinyin: Pinyin
  /** Latin words by number, for words half typed. */
  readonly latin: { unit: number, word: string }[] = []
  private readonly units = new Map<string, number>()
  private readonly unitReadings: number[][] = []
  private readonly unitSounds: number[][] = []
  private literals = 0

  constructor(pinyin: Pinyin) {
    this.pinyin = pinyin
  }

  get soundCount(): number {
    return this.pinyin.syllables.length + this.literals
  }

  get size(): number {
    return this.units.size
  }

  add(word: string): number {
    const known = this.units.get(word)
    if (known !== undefined) return known
    const unit = this.units.size
    this.units.set(word, unit)
    const readings = this.pinyin.readings.get(word) ?? []
    this.unitReadings.push(readings)
    this.unitSounds.push(readings.length > 0 ? this.soundsOf(readings) : [this.soundCount])
    if (readings.length === 0) this.literals += 1
    if (isLatin(word)) this.latin.push({ unit, word })
    return unit
  }

  /** Undefined for what the catalogue never says. */
  find(word: string): number | undefined {
    return this.units.get(word)
  }

  /** Numbers of syllables; none for what has no reading. */
  readings(unit: number): number[] {
    return this.unitReadings[unit] ?? []
  }

  sounds(unit: number): number[] {
    return this.unitSounds[unit] ?? []
  }

  private soundsOf(readings: number[]): number[] {
    return [...new Set(readings.map((reading) => this.pinyin.folds[reading] ?? reading))]
  }
}
