import { ValueGrid } from './frame.tsx'
import { stretches } from './lines.tsx'
import { px, ticks } from './scale.ts'

const width = 360
const height = 132
const top = 14
const bottom = 22
const left = 36
const right = width - 44

/** One small line of many that stand side by side: its own scale from zero, gaps left open, the last value named. */
export function SmallLine(props: {
  title: string
  values: readonly (number | null)[]
  /** Under the axis: index of the value and its label. */
  marks: readonly { at: number; label: string }[]
  /** Drawn only where the values come near it: far above them it would press them flat. */
  limit?: number | undefined
}) {
  const { title, values, marks } = props
  const most = Math.max(0, ...values.filter((value) => value !== null))
  const limit = props.limit !== undefined && most >= props.limit * 0.6 ? props.limit : undefined
  const scale = ticks(Math.max(most, limit ?? 0) || 1, 2)
  const x = (at: number) => left + ((right - left) * at) / Math.max(1, values.length - 1)
  const y = (value: number) => top + (height - top - bottom) * (1 - value / scale.at(-1)!)
  const last = values.findLastIndex((value) => value !== null)
  const points = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${px(x(from + i))},${px(y(values[from + i]!))}`).join(
      ' ',
    )
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <ValueGrid scale={scale} left={left} right={right} y={y} />
      {marks.map(({ at, label }) => (
        <text class="tick" x={px(x(at))} y={height - 4} text-anchor="middle">
          {label}
        </text>
      ))}
      {limit !== undefined && <line class="limit" x1={left} x2={right} y1={px(y(limit))} y2={px(y(limit))} />}
      {stretches(values).map(({ from, to }) =>
        from === to ? (
          <circle class="dot-0" cx={px(x(from))} cy={px(y(values[from]!))} r="2" />
        ) : (
          <polyline class="line line-0" points={points(from, to)} />
        ),
      )}
      {last >= 0 && (
        <>
          <circle class="dot-0" cx={px(x(last))} cy={px(y(values[last]!))} r="3.5" />
          <text class="strong" x={px(x(last) + 8)} y={px(y(values[last]!) + 4)}>
            {values[last]}
          </text>
        </>
      )}
    </svg>
  )
}
