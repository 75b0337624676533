/** What was measured, beside its peer of the same run, and what DESIGN.md 10 promises. */
export interface Figure {
  what: string
  unit: string
  values: readonly number[]
  /** Run by run: `values[i] / peer.values[i]` is a fair ratio on a machine that others use too. */
  peer?: { name: string; values: readonly number[] }
  /** What is promised of the median (`most`, `least`), or of the median ratio to the peer (`ratio`). */
  promise?: { most: number } | { least: number } | { ratio: number }
}

export interface Section {
  title: string
  /** Words under the table: what was measured how, what was not, and why. */
  notes: string[]
  figures: Figure[]
  /** A curve: what does not fit into a median and a peer. */
  table?: { heads: string[]; rows: string[][] }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which this share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

export const ratiosOf = ({ values, peer }: Figure): number[] =>
  peer ? values.map((value, i) => value / (peer.values[i] ?? median(peer.values))) : []

/** True or false where something is promised. */
export function isKept(figure: Figure): boolean | null {
  const { promise, values } = figure
  if (!promise) return null
  if ('most' in promise) return median(values) <= promise.most
  if ('least' in promise) return median(values) >= promise.least
  return median(ratiosOf(figure)) >= promise.ratio
}

/** Three figures, thousands parted. */
export const shown = (value: number): string =>
  Math.abs(value) >= 1000
    ? Math.round(Number(value.toPrecision(3))).toLocaleString('en-GB')
    : String(Number(value.toPrecision(3)))

/** The middle half of many values, all of a few. */
export function spread(values: readonly number[]): string {
  if (values.length < 2) return ''
  const many = values.length >= 20
  const low = many ? quantile(values, 0.25) : Math.min(...values)
  const high = many ? quantile(values, 0.75) : Math.max(...values)
  return `${shown(low)} … ${shown(high)}`
}

const promised = (promise: Figure['promise']) =>
  !promise
    ? ''
    : 'most' in promise
      ? `< ${shown(promise.most)}`
      : 'least' in promise
        ? `> ${shown(promise.least)}`
        : `ratio ≥ ${promise.ratio}`

export const heads = ['what', 'median', 'spread', 'peer', 'ratio', 'promise', ''] as const

/** A figure as the cells of one row. */
export function cells(figure: Figure): string[] {
  const { what, unit, values, peer, promise } = figure
  const kept = isKept(figure)
  return [
    what,
    `${shown(median(values))} ${unit}`,
    spread(values),
    peer ? `${peer.name}: ${shown(median(peer.values))} ${unit}` : '',
    peer ? `${shown(median(ratiosOf(figure)))} ×` : '',
    promised(promise),
    kept === null ? '' : kept ? 'kept' : 'NOT KEPT',
  ]
}
