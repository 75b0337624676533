import { ChartFrame, ValueGrid } from './frame.tsx'
import { px, ticks } from './scale.ts'

export interface PastRange {
  label: string
  /** What was said; null where nobody said anything. */
  range: { low: number; mid: number; high: number } | null
  /** What came; null where nothing was measured. */
  observed: number | null
  level: number | null
  title: string
}

const height = 260
const top = 14
const bottom = 28
const left = 36

/**
 * What was forecast beside what came, day by day: a bar from the low to the high end with its middle, and a dot for
 * what came, ringed where it lies outside. Days without a word are left empty.
 */
export function PastRanges(props: { title: string; data: readonly PastRange[]; wide?: boolean }) {
  const { title, data } = props
  const width = props.wide ? 880 : 360
  const scale = ticks(
    Math.max(100, ...data.map(({ range, observed }) => Math.max(range?.high ?? 0, observed ?? 0))),
  )
  const step = (width - left) / Math.max(1, data.length)
  const y = (value: number) => top + (height - top - bottom) * (1 - value / scale.at(-1)!)
  const every = Math.ceil(data.length / (props.wide ? 10 : 4))
  const radius = Math.min(5, Math.max(2.5, step * 0.28))
  return (
    <ChartFrame title={title} width={width} height={height} wide={props.wide}>
      <ValueGrid scale={scale} left={left} right={width} y={y} />
      {data.map(({ label, range, observed, level, title: said }, at) => {
        const x = left + (at + 0.5) * step
        const bar = Math.min(14, step * 0.62)
        const outside = range && observed !== null && (observed < range.low || observed > range.high)
        return (
          <g>
            <title>{said}</title>
            {range && (
              <>
                <rect
                  class="band"
                  x={px(x - bar / 2)}
                  y={px(y(range.high))}
                  width={px(bar)}
                  height={px(Math.max(2, y(range.low) - y(range.high)))}
                />
                <line
                  class="middle"
                  x1={px(x - bar / 2)}
                  x2={px(x + bar / 2)}
                  y1={px(y(range.mid))}
                  y2={px(y(range.mid))}
                />
              </>
            )}
            {observed !== null && (
              <circle
                class={`fill edge level-${level ?? 0}`}
                cx={px(x)}
                cy={px(y(observed))}
                r={px(radius)}
              />
            )}
            {outside && <circle class="ring" cx={px(x)} cy={px(y(observed))} r={px(radius + 3)} />}
            {(data.length - 1 - at) % every === 0 && (
              <text
                class="tick"
                x={px(x)}
                y={height - 8}
                text-anchor={at === data.length - 1 ? 'end' : 'middle'}
                dx={at === data.length - 1 ? px(step / 2) : 0}
              >
                {label}
              </text>
            )}
          </g>
        )
      })}
    </ChartFrame>
  )
}
