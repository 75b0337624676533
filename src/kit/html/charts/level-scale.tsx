import { px } from './scale.ts'

export interface LevelStep {
  colour: string
  title: string
}

const width = 360

/**
 * The steps of any scale as a band of its own official colours, with a pointer where the value stands.
 * @param at place on the scale, in steps from 0 (the beginning) to their number (the end); null without a value
 */
export function LevelScale(props: { title: string; steps: readonly LevelStep[]; at: number | null }) {
  const { title, steps, at } = props
  const each = width / Math.max(1, steps.length)
  const x = at === null ? 0 : Math.max(6, Math.min(width - 6, at * each))
  return (
    <svg class="chart levelscale" viewBox={`0 0 ${width} 30`} role="img" aria-label={title}>
      {steps.map(({ colour, title: said }, i) => (
        <rect class="edge" fill={colour} x={px(i * each)} y={14} width={px(each)} height={14}>
          <title>{said}</title>
        </rect>
      ))}
      {at !== null && <path d={`M${px(x)} 12l-6-9h12z`} fill="currentColor" />}
    </svg>
  )
}

/** A patch of an official colour beside the word that names it. */
export const Patch = ({ colour }: { colour: string }) => (
  <svg class="patch" viewBox="0 0 16 16" aria-hidden="true">
    <rect class="edge" width="16" height="16" fill={colour} />
  </svg>
)
