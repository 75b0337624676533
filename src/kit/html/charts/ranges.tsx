import { Hatch } from './columns.tsx'
import { ChartFrame } from './frame.tsx'
import { px } from './scale.ts'

export interface RangeDatum {
  label: string
  low: number
  mid: number
  high: number
  /** Beside the label, at the other end of the line. */
  note: string
}

/** A step of the index: its last value and its level. */
export interface RangeStep {
  to: number
  level: number
}

const rowHeight = 54
const barTop = 22
const barHeight = 18
const edge = 10

/** The part of a range within each step, lowest first. */
export function partsOf(low: number, high: number, steps: readonly RangeStep[]) {
  if (low === high) {
    const { level } = steps.find(({ to }) => low <= to) ?? steps.at(-1)!
    return [{ from: low, to: high, level }]
  }
  return steps.flatMap(({ to, level }, i) => {
    const from = Math.max(low, i === 0 ? 0 : steps[i - 1]!.to)
    const until = Math.min(high, to)
    return until > from ? [{ from, to: until, level }] : []
  })
}

/**
 * Days as ranges of the index, one under the other, coloured by the levels they reach into; hatched, because nobody
 * measured them yet. The tick within is the middle; the grid stands where levels change.
 */
export function RangeBars(props: {
  title: string
  data: readonly RangeDatum[]
  steps: readonly RangeStep[]
  wide?: boolean
}) {
  const { title, data, steps } = props
  const width = props.wide ? 880 : 360
  const most = Math.max(100, ...data.map(({ high }) => high))
  const end = steps.find(({ to }) => to >= most)?.to ?? most
  const x = (value: number) => edge + ((width - 2 * edge) * Math.min(value, end)) / end
  const height = data.length * rowHeight + 22
  const hatch = `range-hatch-${props.wide ? 'w' : 'n'}`
  return (
    <ChartFrame title={title} width={width} height={height} wide={props.wide}>
      <Hatch id={hatch} />
      {[0, ...steps.map(({ to }) => to).filter((to) => to <= end)].map((value) => (
        <>
          <line class="grid" x1={px(x(value))} x2={px(x(value))} y1={barTop - 4} y2={height - 20} />
          <text class="tick" x={px(x(value))} y={height - 4} text-anchor="middle">
            {value}
          </text>
        </>
      ))}
      {data.map(({ label, low, mid, high, note }, i) => {
        const y = i * rowHeight
        const from = x(low)
        const span = Math.max(3, x(high) - from)
        return (
          <g>
            <title>{`${label}: ${low}–${high} ${note}`}</title>
            <rect class="ground" x={0} y={y} width={width} height={barTop - 3} />
            <text class="strong" x={edge} y={y + 15}>
              {label}
            </text>
            <text x={width - edge} y={y + 15} text-anchor="end">
              {note}
            </text>
            <rect class="track" x={edge} y={y + barTop} width={width - 2 * edge} height={barHeight} />
            {partsOf(low, high, steps).map((part) => (
              <rect
                class={`fill level-${part.level}`}
                x={px(x(part.from))}
                y={y + barTop}
                width={px(Math.max(3, x(part.to) - x(part.from)))}
                height={barHeight}
              />
            ))}
            <rect
              x={px(from)}
              y={y + barTop}
              width={px(span)}
              height={barHeight}
              fill={`url(#${hatch})`}
              opacity="0.75"
            />
            <rect class="frame" x={px(from)} y={y + barTop} width={px(span)} height={barHeight} />
            {['halo', 'middle'].map((name) => (
              <line
                class={name}
                x1={px(x(mid))}
                x2={px(x(mid))}
                y1={y + barTop - 3}
                y2={y + barTop + barHeight + 3}
              />
            ))}
          </g>
        )
      })}
    </ChartFrame>
  )
}
