import type { Language } from '../words.ts'
import { type AnyProcedure, movesOf, statesOf, targetsOf } from './declare.ts'
import { words } from './words.ts'

interface Edge {
  from: number
  to: number
  label: string
  back: boolean
}

const lineHeight = 20
const gap = 44
const boxPadding = 10

/** About how wide a text stands in 12 pixels: a Chinese character is as wide as it is high. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 12 : 6.8), 0)

/** States from the first on, each behind one that leads to it. */
export function orderOf(of: AnyProcedure): string[] {
  const states = new Map(statesOf(of))
  const order = new Set([of.initial as string])
  for (const name of order)
    for (const [, move] of movesOf(states.get(name)!))
      if ((move.kind ?? 'forward') === 'forward') for (const to of targetsOf(move)) order.add(to)
  for (const name of states.keys()) order.add(name)
  // Ends stand last, and first of them the one that the last step leads to.
  const steps = [...order].filter((name) => !states.get(name)!.final)
  const lastStepTo = (end: string) =>
    steps.findLastIndex((name) =>
      movesOf(states.get(name)!).some(([, move]) => targetsOf(move).includes(end)),
    )
  const ends = [...order].filter((name) => states.get(name)!.final)
  return [...steps, ...ends.toSorted((a, b) => lastStepTo(b) - lastStepTo(a))]
}

function edgesOf(of: AnyProcedure, order: readonly string[], language: Language): Edge[] {
  const states = new Map(statesOf(of))
  return order.flatMap((name, from) =>
    movesOf(states.get(name)!).flatMap(([, move]) =>
      targetsOf(move).map((target) => {
        const to = order.indexOf(target)
        return { from, to, label: move.words[language], back: to <= from }
      }),
    ),
  )
}

/** Side by side where they would lie upon each other. */
function lanesOf(edges: readonly Edge[]): number[] {
  const taken: [number, number][][] = []
  return edges.map(({ from, to }) => {
    const [top, bottom] = [Math.min(from, to), Math.max(from, to)]
    let lane = 0
    while (taken[lane]?.some(([a, b]) => top <= b && a <= bottom)) lane++
    taken[lane] = [...(taken[lane] ?? []), [top, bottom]]
    return lane
  })
}

interface Box {
  y: number
  height: number
}

/** Boxes high enough for the lines that leave them on either side. */
function boxesOf(count: number, sides: readonly (readonly Edge[])[]): Box[] {
  const boxes: Box[] = []
  let y = 8
  for (let at = 0; at < count; at++) {
    const leaving = Math.max(...sides.map((edges) => edges.filter(({ from }) => from === at).length), 1)
    const height = leaving * lineHeight + 2 * boxPadding
    boxes.push({ y, height })
    y += height + gap
  }
  return boxes
}

/**
 * A procedure as a drawing, made from its table: steps from top to bottom, ways past a step at the right, ways back
 * at the left and dashed.
 */
export function Diagram({ of, language }: { of: AnyProcedure; language: Language }) {
  const order = orderOf(of)
  const states = new Map(statesOf(of))
  const edges = edgesOf(of, order, language)
  const down = edges.filter(({ from, to }) => to === from + 1)
  const sides = [edges.filter(({ back }) => back), edges.filter(({ from, to }) => to > from + 1)] as const
  const boxes = boxesOf(order.length, sides)
  const names = order.map((name) => states.get(name)!.words[language])
  const boxWidth = Math.max(96, ...names.map((name) => widthOf(name) + 24))
  const reach = sides.map((side) => Math.max(16, ...side.map(({ label }) => widthOf(label) + 12)))
  const lanes = sides.map(lanesOf)
  const space = sides.map((_, at) => reach[at]! + (Math.max(0, ...lanes[at]!) + 1) * 12)
  const left = space[0]! + 8
  const width = left + boxWidth + Math.max(space[1]!, ...down.map(({ label }) => widthOf(label))) + 8
  const end = boxes.at(-1)!
  return (
    <svg
      class="flow"
      viewBox={`0 0 ${Math.ceil(width)} ${end.y + end.height + 8}`}
      width={Math.ceil(width)}
      role="img"
      aria-label={words[language].diagram(of.words[language])}
    >
      <defs>
        <marker
          id="flow-tip"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {boxes.map(({ y, height }, at) => (
        <g class={states.get(order[at]!)!.final ? 'flow-end' : undefined}>
          <rect x={left} y={y} width={boxWidth} height={height} rx="2" />
          <text x={left + boxWidth / 2} y={y + height / 2 + 4} text-anchor="middle">
            {names[at]}
          </text>
        </g>
      ))}
      <Down edges={down} boxes={boxes} x={left + boxWidth / 2} language={language} />
      {sides.map((side, at) => (
        <Side
          edges={side}
          boxes={boxes}
          lanes={lanes[at]!}
          x={at === 0 ? left : left + boxWidth}
          reach={reach[at]!}
          sign={at === 0 ? -1 : 1}
        />
      ))}
    </svg>
  )
}

function Down(props: { edges: readonly Edge[]; boxes: readonly Box[]; x: number; language: Language }) {
  const { boxes, x } = props
  return (
    <>
      {[...Map.groupBy(props.edges, ({ from }) => from)].map(([from, edges]) => {
        const { y, height } = boxes[from]!
        const labels = edges.map(({ label }) => label).join(props.language === 'zh' ? '、' : ', ')
        return (
          <>
            <path d={`M${x} ${y + height}V${boxes[from + 1]!.y}`} marker-end="url(#flow-tip)" />
            <text x={x + 8} y={y + height + gap / 2 + 4}>
              {labels}
            </text>
          </>
        )
      })}
    </>
  )
}

function Side(props: {
  edges: readonly Edge[]
  boxes: readonly Box[]
  lanes: readonly number[]
  x: number
  reach: number
  sign: 1 | -1
}) {
  const { edges, boxes, lanes, x, reach, sign } = props
  return (
    <>
      {edges.map(({ from, to, label, back }, at) => {
        const place = edges.slice(0, at).filter((edge) => edge.from === from).length
        const y = boxes[from]!.y + boxPadding + (place + 0.8) * lineHeight
        const into = to === from ? boxes[to]!.y + 6 : boxes[to]!.y + (back ? boxes[to]!.height - 6 : 6)
        const out = x + sign * (reach + (lanes[at]! + 1) * 12)
        return (
          <>
            <path
              class={back ? 'flow-back' : undefined}
              d={`M${x} ${y}H${out}V${into}H${x}`}
              marker-end="url(#flow-tip)"
            />
            <text x={x + sign * 6} y={y - 4} text-anchor={sign < 0 ? 'end' : 'start'}>
              {label}
            </text>
          </>
        )
      })}
    </>
  )
}
