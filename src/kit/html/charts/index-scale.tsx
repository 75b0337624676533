import { px } from './scale.ts'

/** The band of the index from 0 to 500 with a pointer at the value: where on the scale the air stands. */
export function IndexScale(props: {
  title: string
  index: number | null
  steps: readonly { to: number; level: number; word: string }[]
}) {
  const { title, index, steps } = props
  const width = 360
  const each = width / steps.length
  // Every level is equally wide, as levels matter to people and not points.
  const x = (value: number) => {
    const at = steps.findIndex(({ to }) => value <= to)
    if (at < 0) return width - 3
    const from = at === 0 ? 0 : steps[at - 1]!.to
    return at * each + (each * (value - from)) / (steps[at]!.to - from)
  }
  return (
    <svg class="chart scale" viewBox={`0 0 ${width} 52`} role="img" aria-label={title}>
      {steps.map(({ level, word, to }, at) => (
        <g>
          <rect class={`fill edge level-${level}`} x={px(at * each)} y={16} width={px(each)} height={14} />
          <text class="tick" x={px(at * each + each / 2)} y={46} text-anchor="middle">
            {word}
          </text>
          <title>{`${word} ≤ ${to}`}</title>
        </g>
      ))}
      {index !== null && <path d={`M${px(x(index))} 14l-7-10h14z`} fill="currentColor" />}
    </svg>
  )
}
