import { ChartFrame, ValueGrid } from './frame.tsx'
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

/** A limit that holds for some of the places only, where an edition of a standard ends. */
export interface LimitSpan {
  from: number
  to: number
  value: number
  label: string
}

interface Axes {
  x(at: number): number
  y(value: number): number
  right: number
}

export interface LineChartProps {
  title: string
  series: readonly LineSeries[]
  /** Under the axis: index of the value and its label. */
  marks: readonly { at: number; label: string }[]
  limit?: { value: number; label: string }
  /** The axis reaches at least this far, so that charts beside each other have one scale. */
  reach?: number
  /** In place of `limit`, where it changes along the way. */
  limits?: readonly LimitSpan[]
  wide?: boolean
}

/** Up to four lines with their names beside their ends; dashes differ, so that colour is not the only sign. */
export function LineChart(props: LineChartProps) {
  const { title, series, marks, limit } = props
  const width = props.wide ? 880 : 360
  const length = Math.max(2, ...series.map(({ values }) => values.length))
  const limits = props.limits ?? (limit ? [{ ...limit, from: 0, to: length - 1 }] : [])
  const all = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const scale = ticks(Math.max(props.reach ?? 1, highest(limits.map(({ value }) => value)), highest(all)))
  const right = width - endRoom(series)
  const axes: Axes = {
    x: (at) => left + ((right - left) * at) / (length - 1),
    y: (value) => top + (height - top - bottom) * (1 - Math.max(0, value) / scale.at(-1)!),
    right,
  }
  const printed = thin(marks, props.wide ? 12 : 5)
  return (
    <ChartFrame title={title} width={width} height={height} wide={props.wide}>
      <ValueGrid scale={scale} left={left} right={right} y={axes.y} />
      {printed.map(({ at, label }) => (
        <>
          <line
            class="grid"
            x1={px(axes.x(at))}
            x2={px(axes.x(at))}
            y1={height - bottom}
            y2={height - bottom + 4}
          />
          <text class="tick" x={px(axes.x(at))} y={height - 8} text-anchor={at === 0 ? 'start' : 'middle'}>
            {label}
          </text>
        </>
      ))}
      {series.map(({ values }, i) => (
        <Line values={values} place={i} axes={axes} dense={length > 400} />
      ))}
      {limits.map((span) => (
        <Limit span={span} axes={axes} />
      ))}
      <Ends series={series} axes={axes} last={length - 1} />
    </ChartFrame>
  )
}

/** `Math.max` of a spread array ends at some ten thousand values; four years of hours are more. */
const highest = (values: readonly number[]) => values.reduce((a, b) => (b > a ? b : a), 0)

/** Room for the names beside the ends: Chinese signs are twice as wide. */
function endRoom(series: readonly LineSeries[]): number {
  if (series.length <= 1) return 44
  const width = (name: string) => [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? 13.5 : 7.2), 0)
  return Math.min(150, 16 + highest(series.map(({ name }) => width(name))))
}

const Limit = ({ span: { from, to, value, label }, axes: { x, y } }: { span: LimitSpan; axes: Axes }) => (
  <>
    <line class="limit-rim" x1={px(x(from))} x2={px(x(to))} y1={px(y(value))} y2={px(y(value))} />
    <line class="limit" x1={px(x(from))} x2={px(x(to))} y1={px(y(value))} y2={px(y(value))} />
    <text class="tick halo" x={px(x(from) + 4)} y={px(y(value) - 5)}>
      {label}
    </text>
  </>
)

/** One series; a value between two gaps is a dot. */
const Line = (props: { values: readonly (number | null)[]; place: number; axes: Axes; dense: boolean }) => {
  const { values, place, axes, dense } = props
  return (
    <>
      {stretches(values).map(({ from, to }) =>
        from === to ? (
          <circle
            class={`dot-${place % 4}`}
            cx={px(axes.x(from))}
            cy={px(axes.y(values[from]!))}
            r={dense ? 1 : 2.5}
          />
        ) : (
          <polyline
            class={`line line-${place % 4}${dense ? ' line-dense' : ''}`}
            points={pointsOf(values, from, to, axes)}
          />
        ),
      )}
    </>
  )
}

interface End {
  name: string
  place: number
  at: number
  value: number
  y: number
}

/**
 * The last value of each series, marked and named. Names at the right edge are pushed apart where lines end close
 * together; a line that ends on the way has its name there.
 */
function Ends({ series, axes, last }: { series: readonly LineSeries[]; axes: Axes; last: number }) {
  const ends = series.flatMap(({ name, values }, place): End[] => {
    const at = values.findLastIndex((value) => value !== null)
    return at < 0 ? [] : [{ name, place, at, value: values[at]!, y: axes.y(values[at]!) }]
  })
  const early = ends.filter(({ at }) => at < last * 0.9)
  const late = ends.filter(({ at }) => at >= last * 0.9)
  const heights = spread(
    late.map(({ y }) => y),
    16,
    top,
    height - bottom,
  )
  return (
    <>
      {early.map((end) => (
        <EndMark
          end={end}
          said={series.length > 1 ? end.name : end.value}
          x={axes.x(end.at)}
          y={end.y}
          axes={axes}
        />
      ))}
      {late.map((end, i) => (
        <EndMark
          end={end}
          said={series.length > 1 ? end.name : end.value}
          x={series.length > 1 ? axes.right : axes.x(end.at)}
          y={heights[i]!}
          axes={axes}
        />
      ))}
    </>
  )
}

const EndMark = (props: { end: End; said: string | number; x: number; y: number; axes: Axes }) => (
  <>
    <circle
      class={`dot-${props.end.place % 4}`}
      cx={px(props.axes.x(props.end.at))}
      cy={px(props.end.y)}
      r="3.5"
    />
    <text class="halo" x={px(props.x + 8)} y={px(props.y + 4)}>
      {props.said}
    </text>
  </>
)

const pointsOf = (values: readonly (number | null)[], from: number, to: number, { x, y }: Axes) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${px(x(from + i))},${px(y(values[from + i]!))}`).join(' ')

/** At most `most` of the marks, evenly. */
const thin = <T,>(marks: readonly T[], most: number): T[] => {
  const every = Math.max(1, Math.ceil(marks.length / most))
  return marks.filter((_, at) => at % every === 0)
}
