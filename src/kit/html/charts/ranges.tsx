import { Hatch } from './columns.tsx'
import { px, ticks } from './scale.ts'

export interface RangeDatum {
  label: string
  low: number
  high: number
  level: number
  note: string
}

const rowHeight = 40
const left = 92

/** Days as ranges of the index, one under the other; hatched, because nobody measured them yet. */
export function RangeBars(props: { title: string; data: readonly RangeDatum[]; wide?: boolean }) {
  const { title, data } = props
  const width = props.wide ? 640 : 360
  const scale = ticks(Math.max(100, ...data.map(({ high }) => high)))
  const right = width - 12
  const x = (value: number) => left + ((right - left) * value) / scale.at(-1)!
  const height = data.length * rowHeight + 28
  const hatch = `range-hatch-${props.wide ? 'w' : 'n'}`
  return (
    <svg
      class={`chart ${props.wide ? 'wide-only' : 'narrow-only'}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      <Hatch id={hatch} />
      {scale.map((value) => (
        <>
          <line class="grid" x1={px(x(value))} x2={px(x(value))} y1={4} y2={height - 24} />
          <text class="tick" x={px(x(value))} y={height - 8} text-anchor="middle">
            {value}
          </text>
        </>
      ))}
      {data.map(({ label, low, high, level, note }, i) => {
        const y = i * rowHeight + 8
        const wide = Math.max(6, x(high) - x(low))
        const after = x(low) + wide + 96 < width
        return (
          <g>
            <text class="strong" x={0} y={y + 15}>
              {label}
            </text>
            <rect
              class={`fill edge level-${level}`}
              x={px(x(low))}
              y={y}
              width={px(wide)}
              height={22}
              rx="2"
            />
            <rect x={px(x(low))} y={y} width={px(wide)} height={22} fill={`url(#${hatch})`} opacity="0.35" />
            <text
              x={px(after ? x(low) + wide + 8 : x(low) - 8)}
              y={y + 15}
              text-anchor={after ? 'start' : 'end'}
            >
              {`${low}–${high} ${note}`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
