/** How many coefficients each 4×4 block has: what the codes of its neighbours depend on (9.2.1, nC). */
export class CoefficientCounts {
  readonly luma: PlaneCounts
  readonly u: PlaneCounts
  readonly v: PlaneCounts

  constructor(columns: number, rows: number) {
    this.luma = new PlaneCounts(columns, rows, 4)
    this.u = new PlaneCounts(columns, rows, 2)
    this.v = new PlaneCounts(columns, rows, 2)
  }

  clear(): void {
    for (const plane of [this.luma, this.u, this.v]) plane.clear()
  }
}

/** The counts of one plane; a macroblock has `side` × `side` blocks. */
export class PlaneCounts {
  readonly #columns: number
  readonly #side: number
  readonly #each: number
  readonly #counts: Uint8Array

  constructor(columns: number, rows: number, side: number) {
    this.#columns = columns
    this.#side = side
    this.#each = side * side
    this.#counts = new Uint8Array(columns * rows * this.#each)
  }

  clear(): void {
    this.#counts.fill(0)
  }

  /** @param x and y of the block within its macroblock, in blocks */
  set(index: number, x: number, y: number, count: number): void {
    this.#counts[index * this.#each + y * this.#side + x] = count
  }

  /** The mean of the blocks to the left and above, rounded up; of one where there is only one. */
  context(index: number, column: number, row: number, x: number, y: number): number {
    const counts = this.#counts
    const side = this.#side
    const own = index * this.#each + y * side + x
    const hasLeft = x > 0 || column > 0
    const hasAbove = y > 0 || row > 0
    const left = hasLeft ? counts[x > 0 ? own - 1 : own - this.#each + side - 1]! : 0
    const above = hasAbove
      ? counts[y > 0 ? own - side : own + (side - 1) * side - this.#columns * this.#each]!
      : 0
    return hasLeft && hasAbove ? (left + above + 1) >> 1 : left + above
  }
}
