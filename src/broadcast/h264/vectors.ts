/**
 * The motion of the macroblocks of one picture. Everything that moves here moves sideways (a crawl), so a vector is
 * one number, in quarter pixels; its vertical part is always 0, and so is every prediction of it.
 */
export class Vectors {
  readonly #columns: number
  /** 1 where the macroblock is predicted from the picture before, 0 where it is intra. */
  readonly #inter: Uint8Array
  readonly #across: Int16Array

  constructor(columns: number, rows: number) {
    this.#columns = columns
    this.#inter = new Uint8Array(columns * rows)
    this.#across = new Int16Array(columns * rows)
  }

  /** Before a picture: all still. */
  clear(): void {
    this.#inter.fill(1)
    this.#across.fill(0)
  }

  setIntra(index: number): void {
    this.#inter[index] = 0
    this.#across[index] = 0
  }

  set(index: number, across: number): void {
    this.#across[index] = across
  }

  /** The vector that the neighbours lead to expect (8.4.1.3): their median, or that of the only one there is. */
  predict(index: number, column: number, row: number): number {
    const above = row > 0
    const corner = this.#corner(index, column, above)
    if (!above && corner < 0) return column > 0 ? this.#across[index - 1]! : 0
    const left = column > 0 ? index - 1 : -1
    const up = above ? index - this.#columns : -1
    const a = this.#at(left)
    const b = this.#at(up)
    const c = this.#at(corner)
    const known = this.#isInter(left) + this.#isInter(up) + this.#isInter(corner)
    // The others are zero, so the sum is the only one there is.
    if (known === 1) return a + b + c
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
  }

  /**
   * The vector of a P_Skip macroblock (8.4.1.1). It is not always zero: beside a moving strip and an intra block it is
   * the strip's, and a still macroblock there must say so.
   */
  inferred(index: number, column: number, row: number): number {
    if (column === 0 || row === 0) return 0
    if (this.#isStill(index - 1) || this.#isStill(index - this.#columns)) return 0
    return this.predict(index, column, row)
  }

  /** Above to the right, or above to the left where there is none; −1 where there is neither. */
  #corner(index: number, column: number, above: boolean): number {
    if (!above) return -1
    if (column < this.#columns - 1) return index - this.#columns + 1
    return column > 0 ? index - this.#columns - 1 : -1
  }

  #isInter = (index: number) => (index < 0 ? 0 : this.#inter[index]!)
  #isStill = (index: number) => this.#inter[index] === 1 && this.#across[index] === 0
  #at = (index: number) => (index < 0 ? 0 : this.#across[index]!)
}
