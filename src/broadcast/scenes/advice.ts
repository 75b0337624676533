import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { rule, soft, write, writeLines } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf, second } from './stage.ts'
import { settled } from './type.ts'

const none: Words = { zh: '暂无健康提示', en: 'There is no advice now' }

/** Four groups, a line for each; groups that are spoken of together come together. */
export function adviceScene(stage: Stage): Scene {
  const { advice } = stage.air
  if (advice.length === 0) return nothingScene(stage, none)
  const { content } = stage.layout
  const height = content.height / Math.max(4, advice.length)
  const spoken = [...new Set(advice.map(({ what }) => what.zh))]
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
    },
    advice.map((row, i) => {
      const line = spoken.indexOf(row.what.zh)
      const from = heardAt(stage, `advice/${line + 1}`, entrance + line * 40) + i * 4
      const rect = { ...content, y: Math.round(content.y + i * height), height: Math.floor(height) }
      return appearing(rect, from, (context) => drawAdvice(context, stage, rect, row, i))
    }),
  )
}

function drawAdvice(
  context: Context,
  stage: Stage,
  rect: Rect,
  { who, what }: { who: Words; what: Words },
  i: number,
) {
  const { scale } = stage.layout
  const wide = stage.shape.name === 'wide'
  if (i > 0) rule(context, rect.x, rect.y, rect.width)
  const x = wide ? rect.x + 480 : rect.x
  const most = rect.x + rect.width - x
  const size = 50 * scale
  const english = stage.shape.name === 'square' ? null : second(stage, what)
  const block = (wide ? 0 : 48 * scale) + size * 1.3 + (english ? 46 * scale : 0)
  let y = rect.y + (rect.height - block) / 2 + (wide ? size : 34 * scale)
  if (wide) drawWho(context, stage, who, rect.x, y, english !== null)
  else {
    write(context, main(stage, who), rect.x, y, { size: 34 * scale, colour: '#8fc7f2', weight: 600, most })
    y += size * 1.25
  }
  const set = settled(main(stage, what), {
    size,
    weight: 600,
    most,
    count: english || !wide ? 1 : 2,
    least: 36,
  })
  const next = writeLines(
    context,
    set,
    x,
    set.lines.length > 1 ? y - set.size * 0.5 : y,
    { weight: 600 },
    1.2,
  )
  if (english)
    write(context, english, x, next - set.size * 1.2 + 48 * scale, { size: 32 * scale, colour: soft, most })
}

function drawWho(context: Context, stage: Stage, who: Words, x: number, y: number, both: boolean) {
  write(context, main(stage, who), x, y, { size: 40, weight: 600, colour: '#8fc7f2', most: 440 })
  if (both) write(context, who.en, x, y + 48, { size: 28, colour: soft, most: 440 })
}
