/** A soft chord that breathes, made here so that nobody's rights are in it: partials in hertz and their share. */
const chord: readonly (readonly [number, number])[] = [
  [110, 0.5],
  [164.81, 0.34],
  [220, 0.3],
  [277.18, 0.2],
  [329.63, 0.16],
]
const breathSeconds = 9.6
const fadeSeconds = 1.2

/** The bed under an edition: always the same for the same length. @returns one channel, peaks near 0.25 */
export function soundBed(length: number, rate: number): Float32Array {
  const bed = new Float32Array(length)
  const fade = fadeSeconds * rate
  for (const [n, [hertz, share]] of chord.entries()) {
    // A turning vector costs two multiplications a sample where sin() would cost fifty.
    const turn = (2 * Math.PI * hertz) / rate
    const breath = (2 * Math.PI) / (breathSeconds * (1 + 0.17 * n) * rate)
    const tone = new Rotor(turn)
    const swell = new Rotor(breath)
    for (let i = 0; i < length; i++)
      bed[i] = bed[i]! + tone.next() * share * 0.16 * (0.65 + 0.35 * swell.next())
  }
  for (let i = 0; i < Math.min(fade, length / 2); i++) {
    const gain = i / fade
    bed[i] = bed[i]! * gain
    bed[length - 1 - i] = bed[length - 1 - i]! * gain
  }
  return bed
}

/** sin(0), sin(turn), sin(2·turn) …, renewed now and then so that rounding never builds up. */
class Rotor {
  readonly #cos: number
  readonly #sin: number
  readonly #turn: number
  #x = 1
  #y = 0
  #count = 0

  constructor(turn: number) {
    this.#turn = turn
    this.#cos = Math.cos(turn)
    this.#sin = Math.sin(turn)
  }

  next(): number {
    const value = this.#y
    const x = this.#x * this.#cos - this.#y * this.#sin
    this.#y = this.#x * this.#sin + this.#y * this.#cos
    this.#x = x
    this.#count++
    if (this.#count % 4096 === 0) {
      this.#x = Math.cos(this.#count * this.#turn)
      this.#y = Math.sin(this.#count * this.#turn)
    }
    return value
  }
}
