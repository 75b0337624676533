/** Days by level as one stacked bar, as long as the stretch: what is missing of it stays hatched. */
export function LevelBar(props: { levels: readonly number[]; expected: number; title: string }) {
  const { levels, expected, title } = props
  let from = 0
  return (
    <svg
      class="levelbar"
      viewBox={`0 0 ${Math.max(1, expected)} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      {levels.map((days, at) => {
        const x = from
        from += days
        return days > 0 && <rect class={`fill level-${at + 1}`} x={x} y="0" width={days} height="10" />
      })}
      {from < expected && <rect class="unknown" x={from} y="4" width={expected - from} height="2" />}
    </svg>
  )
}
