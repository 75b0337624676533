import { ChartFrame } from './frame.tsx'
import { px } from './scale.ts'

export interface StripCell {
  /** Under the cell; not every one is printed. */
  label: string
  value: number | null
  /** 0 … 6: colour of the cell. */
  level: number | null
  title: string
}

const cellHeight = 34
const rowHeight = cellHeight + 24

/** A row of days, each a cell in the colour of its level with its index; an empty day is a dash. */
export function Strip(props: { title: string; cells: readonly StripCell[]; wide?: boolean }) {
  const { title, cells, wide } = props
  const width = wide ? 900 : 360
  const across = Math.max(1, Math.min(cells.length, wide ? 30 : 10))
  const step = width / across
  const rows = Math.ceil(cells.length / across)
  return (
    <ChartFrame title={title} width={width} height={rows * rowHeight} wide={wide}>
      {cells.map(({ label, value, level, title: said }, at) => {
        const x = (at % across) * step
        const y = Math.floor(at / across) * rowHeight
        const middle = px(x + step / 2)
        return (
          <g>
            <title>{said}</title>
            <rect
              class={`fill edge level-${level ?? 0}`}
              x={px(x + 1)}
              y={y + 1}
              width={px(step - 2)}
              height={cellHeight}
              opacity={value === null ? '0.45' : undefined}
            />
            <text class={`cellmark on level-${level ?? 0}`} x={middle} y={y + 22} text-anchor="middle">
              {value ?? '–'}
            </text>
            {(at === 0 || at % (wide ? 3 : 2) === 0) && (
              <text class="tick" x={middle} y={y + cellHeight + 16} text-anchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </ChartFrame>
  )
}
