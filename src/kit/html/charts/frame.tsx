import type { Child } from 'hono/jsx'
import { px } from './scale.ts'

/** The picture of a chart; drawn twice, once with `wide` and once without, and the page shows the one that fits. */
export const ChartFrame = (props: {
  title: string
  width: number
  height: number
  wide?: boolean | undefined
  children?: Child
}) => (
  <svg
    class={`chart ${props.wide ? 'wide-only' : 'narrow-only'}`}
    viewBox={`0 0 ${props.width} ${props.height}`}
    role="img"
    aria-label={props.title}
  >
    {props.children}
  </svg>
)

/** A line and its number for each step of the scale, from `left` to `right`. */
export const ValueGrid = (props: {
  scale: readonly number[]
  left: number
  right: number
  y(value: number): number
}) => (
  <>
    {props.scale.map((value) => (
      <>
        <line
          class="grid"
          x1={props.left}
          x2={px(props.right)}
          y1={px(props.y(value))}
          y2={px(props.y(value))}
        />
        <text class="tick" x={props.left - 6} y={px(props.y(value) + 4)} text-anchor="end">
          {value}
        </text>
      </>
    ))}
  </>
)
