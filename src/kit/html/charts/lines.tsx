import { px, spread, ticks } from './scale.ts'

export interface LineSeries {
  name: string
  values: readonly (number | null)[]
}

const height = 260
const top = 16
const bottom = 28
const left = 40

/** Stretches of neighbouring values: a line never crosses a gap. */
export function stretches(values: readonly (number | null)[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const [at, value] of values.entries()) {
    if (value === null) continue
    const last = found.at(-1)
    if (last && last.to === at - 1) last.to = at
    else found.push({ from: at, to: at })
  }
  return found
}

/** Up to four lines with their names beside their ends; dashes differ, so that colour is not the only sign. */
export function LineChart(props: {
  title: string
  series: readonly LineSeries[]
  /** Under the axis: index of the value and its label. */
  marks: readonly { at: number; label: string }[]
  limit?: { value: number; label: string }
  wide?: boolean
}) {
  const { title, series, marks, limit } = props
  const width = props.wide ? 880 : 360
  const length = Math.max(2, ...series.map(({ values }) => values.length))
  const all = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const scale = ticks(Math.max(1, limit?.value ?? 0, ...all))
  const right = width - (series.length > 1 ? 96 : 44)
  const x = (at: number) => left + ((right - left) * at) / (length - 1)
  const y = (value: number) => top + (height - top - bottom) * (1 - Math.max(0, value) / scale.at(-1)!)
  const ends = series.map(({ values }) => values.findLastIndex((value) => value !== null))
  const heights = ends.map((end, i) => (end < 0 ? top : y(series[i]!.values[end]!)))
  const labels = spread(heights, 16, top, height - bottom)
  const printed = thin(marks, props.wide ? 12 : 5)
  return (
    <svg
      class={`chart ${props.wide ? 'wide-only' : 'narrow-only'}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      {scale.map((value) => (
        <>
          <line class="grid" x1={left} x2={right} y1={px(y(value))} y2={px(y(value))} />
          <text class="tick" x={left - 6} y={px(y(value) + 4)} text-anchor="end">
            {value}
          </text>
        </>
      ))}
      {limit && (
        <>
          <line class="limit" x1={left} x2={right} y1={px(y(limit.value))} y2={px(y(limit.value))} />
          <text class="tick" x={left + 4} y={px(y(limit.value) - 5)}>
            {limit.label}
          </text>
        </>
      )}
      {printed.map(({ at, label }) => (
        <text class="tick" x={px(x(at))} y={height - 8} text-anchor="middle">
          {label}
        </text>
      ))}
      {series.map(({ name, values }, i) => (
        <g>
          {stretches(values).map(({ from, to }) =>
            from === to ? (
              <circle class={`dot-${i % 4}`} cx={px(x(from))} cy={px(y(values[from]!))} r="2" />
            ) : (
              <polyline class={`line line-${i % 4}`} points={pointsOf(values, from, to, x, y)} />
            ),
          )}
          {ends[i]! >= 0 && (
            <>
              <circle class={`dot-${i % 4}`} cx={px(x(ends[i]!))} cy={px(heights[i]!)} r="3.5" />
              <text x={px(x(ends[i]!) + 8)} y={px(labels[i]! + 4)}>
                {series.length > 1 ? name : values[ends[i]!]}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  )
}

const pointsOf = (
  values: readonly (number | null)[],
  from: number,
  to: number,
  x: (at: number) => number,
  y: (value: number) => number,
) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${px(x(from + i))},${px(y(values[from + i]!))}`).join(' ')

/** At most `most` of the marks, evenly. */
const thin = <T,>(marks: readonly T[], most: number): T[] => {
  const every = Math.max(1, Math.ceil(marks.length / most))
  return marks.filter((_, at) => at % every === 0)
}
