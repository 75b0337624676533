import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import { categoryIn, levelIn, type SnapshotPollutant } from '../snapshot.ts'
import { drawFrame, drawSwatch } from './frame.ts'
import { block, eased, hairline, levelPaint, rule, soft, step, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf, second } from './stage.ts'
import { broken } from './type.ts'
import { noData, pollutantNames, symbols, unitOf } from './words.ts'

const order: readonly SnapshotPollutant[] = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co']

/** One number, one word, one colour, one sentence; beside them the six pollutants. */
export function nowScene(stage: Stage): Scene {
  const { content } = stage.layout
  const wide = stage.shape.name === 'wide'
  const share = stage.shape.name === 'tall' ? 0.42 : 0.5
  const answer: Rect = wide
    ? { ...content, width: 820 }
    : { ...content, height: Math.floor(content.height * share) }
  const list: Rect = wide
    ? { ...content, x: content.x + 900, width: content.width - 900 }
    : { ...content, y: answer.y + answer.height + 16, height: content.height - answer.height - 16 }
  const background = (context: Context) => {
    drawFrame(context, stage)
    for (const [i, pollutant] of order.entries()) drawRow(context, stage, rowOf(list, i), pollutant)
  }
  return sceneOf(stage, background, [
    ...answerSprites(stage, answer),
    ...order.map((pollutant, i) => barSprite(stage, rowOf(list, i), pollutant, entrance + 4 * i)),
  ])
}

function answerSprites(stage: Stage, area: Rect): Sprite[] {
  const { air } = stage
  const { scale } = stage.layout
  const wide = stage.shape.name === 'wide'
  const size = Math.min(300 * scale, area.height * 0.46)
  const index = air.now?.index ?? null
  const category = categoryIn(air, levelIn(air, index))
  const number: Rect = { ...area, height: size * 1.02 }
  const word: Rect = { ...area, y: number.y + number.height, height: area.height - number.height }
  return [
    appearing(number, entrance, (context, progress) => {
      const text = index === null ? '–' : String(index)
      write(context, text, area.x, area.y + size * 0.86, {
        size,
        weight: 300,
        alpha: progress,
        most: area.width,
      })
    }),
    appearing(word, heardAt(stage, 'now/category', entrance + 8), (context, progress) => {
      context.globalAlpha = progress
      const swatch = 60 * scale
      const named = main(stage, category?.name ?? noData)
      const width = drawSwatch(context, named, category?.level ?? null, area.x, word.y, swatch)
      const english = category && second(stage, category.name)
      if (english)
        write(context, english, area.x + width + 24, word.y + swatch * 1.1, {
          size: 34 * scale,
          colour: soft,
        })
      const lead = air.answer ? main(stage, air.answer) : ''
      const lines = broken(lead, 40 * scale, 400, area.width - (wide ? 40 : 0)).slice(0, 2)
      for (const [i, line] of lines.entries())
        write(context, line, area.x, word.y + swatch * 1.5 + (64 + i * 56) * scale, { size: 40 * scale })
      const chief = air.now?.chief ?? []
      if (chief.length > 0)
        write(
          context,
          chiefLine(stage, chief),
          area.x,
          word.y + swatch * 1.5 + (64 + lines.length * 56 + 8) * scale,
          {
            size: 34 * scale,
            colour: soft,
            most: area.width,
          },
        )
    }),
  ]
}

const chiefLine = (stage: Stage, chief: readonly SnapshotPollutant[]) =>
  stage.language === 'en'
    ? `Chief pollutant ${chief.map((one) => symbols[one]).join(', ')}`
    : `首要污染物 ${chief.map((one) => symbols[one]).join('、')}`

const rowOf = (list: Rect, i: number): Rect => {
  const height = list.height / order.length
  return { x: list.x, y: list.y + i * height, width: list.width, height }
}

/** Symbol, name, value and unit: still. */
function drawRow(context: Context, stage: Stage, row: Rect, pollutant: SnapshotPollutant) {
  const { air } = stage
  const scale = Math.min(1, row.height / 100) * (stage.shape.name === 'tall' ? 1.2 : 1)
  const value = air.now?.values[pollutant] ?? null
  const baseline = row.y + row.height * 0.52
  write(context, symbols[pollutant], row.x, baseline, { size: 40 * scale, weight: 600 })
  write(context, main(stage, pollutantNames[pollutant]), row.x + 150 * scale, baseline, {
    size: 30 * scale,
    colour: soft,
    most: row.width * 0.38,
  })
  const right = row.x + row.width
  if (value === null) {
    write(context, main(stage, noData), right, baseline, { size: 32 * scale, colour: soft, align: 'right' })
  } else {
    write(context, unitOf(pollutant), right, baseline, { size: 26 * scale, colour: soft, align: 'right' })
    write(context, String(value), right - 100 * scale, baseline, {
      size: 46 * scale,
      weight: 600,
      align: 'right',
    })
  }
  rule(context, row.x, row.y + row.height - 4, row.width)
}

/** The bar of a sub-index up to 300, in the colour of its level. */
function barSprite(stage: Stage, row: Rect, pollutant: SnapshotPollutant, from: number): Sprite {
  const sub = stage.air.now?.subIndices[pollutant] ?? null
  const rect: Rect = { x: row.x, y: Math.round(row.y + row.height * 0.7), width: row.width, height: 12 }
  const full = Math.round((Math.min(300, sub ?? 0) / 300) * row.width)
  const frames = 22
  return {
    rect,
    key: (frame) => (sub === null ? 'none' : step(frame, from, frames)),
    draw(context, frame) {
      block(context, rect, hairline)
      if (sub === null) return
      const width = full * eased(frame, from, frames)
      block(context, { ...rect, width }, levelPaint(levelIn(stage.air, sub)).ground)
    },
  }
}
