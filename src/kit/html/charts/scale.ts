/** Round numbers for an axis: `count` or fewer steps of 1, 2 or 5 × 10ⁿ from 0 up to at least `max`. */
export function ticks(max: number, count = 4): number[] {
  // Of the smallest numbers there are a power of ten is lost to zero: to a reader they are none.
  if (!(max > 1e-300) || !Number.isFinite(max)) return [0, 1]
  const rough = max / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough)!
  const last = Math.ceil(max / step - 1e-9)
  return Array.from({ length: last + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

/** A number of SVG units without needless digits. */
export const px = (n: number) => Math.round(n * 10) / 10

/** Pushes labels apart so that none overlaps: `at` ascending or not, result in the same order, within `[min, max]` where room is. */
export function spread(at: readonly number[], height: number, min: number, max: number): number[] {
  const order = at.map((_, i) => i).sort((a, b) => at[a]! - at[b]!)
  const placed = [...at]
  let next = min
  for (const i of order) {
    placed[i] = Math.max(at[i]!, next)
    next = placed[i]! + height
  }
  let limit = max
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, limit)
    limit = placed[i]! - height
  }
  return placed
}
