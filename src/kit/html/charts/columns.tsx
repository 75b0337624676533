import { ChartFrame, ValueGrid } from './frame.tsx'
import { px, ticks } from './scale.ts'

export interface ColumnDatum {
  /** Under the column; not every one is printed. */
  label: string
  value: number | null
  /** 0 … 6: colour of the column. */
  level: number | null
  /** What is said of it on hover and to screen readers. */
  title: string
}

const height = 220
const top = 22
const bottom = 26
const left = 34

/**
 * One column an hour (or day), coloured by its level, the last one named. A missing hour is a dashed tick, not a gap
 * that reads as zero. `hatched` marks modelled or simulated values.
 */
export function ColumnChart(props: {
  title: string
  data: readonly ColumnDatum[]
  hatched?: boolean
  wide?: boolean
}) {
  const { title, data, hatched } = props
  const width = props.wide ? 880 : 360
  const scale = ticks(Math.max(50, ...data.map(({ value }) => value ?? 0)))
  const max = scale.at(-1)!
  const step = (width - left) / Math.max(1, data.length)
  const y = (value: number) => top + (height - top - bottom) * (1 - value / max)
  const every = Math.ceil(data.length / (props.wide ? 12 : 6))
  const last = data.findLastIndex(({ value }) => value !== null)
  return (
    <ChartFrame title={title} width={width} height={height} wide={props.wide}>
      {hatched && <Hatch id={`hatch-${props.wide ? 'w' : 'n'}`} />}
      <ValueGrid scale={scale} left={left} right={width} y={y} />
      {data.map(({ value, level, label, title: said }, at) => {
        const x = left + at * step + step * 0.12
        const printed = (data.length - 1 - at) % every === 0
        return (
          <g>
            <title>{said}</title>
            {value === null ? (
              <line class="missing" x1={px(x)} x2={px(x + step * 0.76)} y1={px(y(0) - 2)} y2={px(y(0) - 2)} />
            ) : (
              <>
                <rect
                  class={`fill edge level-${level ?? 0}`}
                  x={px(x)}
                  y={px(y(value))}
                  width={px(step * 0.76)}
                  height={px(Math.max(1, y(0) - y(value)))}
                />
                {hatched && (
                  <rect
                    x={px(x)}
                    y={px(y(value))}
                    width={px(step * 0.76)}
                    height={px(Math.max(1, y(0) - y(value)))}
                    fill={`url(#hatch-${props.wide ? 'w' : 'n'})`}
                  />
                )}
              </>
            )}
            {at === last && value !== null && (
              <text
                class="strong"
                x={px(x + step * 0.38)}
                y={px(y(value) - 6)}
                text-anchor={at > data.length - 3 ? 'end' : 'middle'}
                dx={at > data.length - 3 ? px(step * 0.38) : 0}
              >
                {value}
              </text>
            )}
            {printed && (
              <text class="tick" x={px(x + step * 0.38)} y={height - 8} text-anchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </ChartFrame>
  )
}

/** Strokes over what nobody measured. */
export const Hatch = ({ id }: { id: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
  </pattern>
)
