import type { Rect, Scene } from '../picture/sprite.ts'
import { drawKind, drawSky } from './frame.ts'
import { headerOf } from './header.ts'
import { drawLogo } from './logo.ts'
import { block, eased, hairline, soft, step, writeLines } from './paint.ts'
import { appearing, main, type Stage, sceneOf, second } from './stage.ts'
import { type SetText, settled } from './type.ts'
import { dateWords } from './words.ts'

/** The name of the programme under our mark; a rule grows, the lines come. */
export function titleScene(stage: Stage): Scene {
  const { edition, air, shape } = stage
  const { content, scale } = stage.layout
  const most = content.width
  const title = settled(main(stage, edition.title), {
    size: 112 * scale,
    weight: 600,
    most,
    count: 2,
    least: 56,
  })
  const english = second(stage, edition.title)
  const other = english
    ? settled(english, { size: 50 * scale, weight: 400, most, count: 2, least: 36 })
    : null
  const when = settled(main(stage, dateWords(air.hour)), { size: 44 * scale, weight: 400, most, count: 1 })
  const mark = 120 * scale
  const gap = 40 * scale
  const all = mark + gap + heightOf(title) + (other ? heightOf(other) : 0) + gap * 2 + heightOf(when)
  const top = Math.round((shape.height - all) / 2 - 40 * scale)
  let y = top + mark + gap
  const line = (set: SetText, weight: 400 | 600, colour: string | undefined, from: number) => {
    const rect: Rect = { ...content, y: Math.round(y), height: Math.ceil(heightOf(set)) }
    y += rect.height
    return appearing(rect, from, (context) => {
      writeLines(context, set, rect.x, rect.y + set.size, { weight, ...(colour ? { colour } : {}) }, leading)
    })
  }
  const sprites = [line(title, 600, undefined, 8)]
  if (other) sprites.push(line(other, 400, soft, 18))
  const rule: Rect = { x: content.x, y: Math.round(y + gap * 0.8), width: content.width, height: 3 }
  y = rule.y + gap
  sprites.push(line(when, 400, soft, 34))
  const grown = (frame: number) => step(frame, 14, 38)
  sprites.push({
    rect: rule,
    key: grown,
    draw: (context, frame) =>
      block(context, { ...rule, width: Math.round(rule.width * eased(frame, 14, 38)) }, hairline),
  })
  return sceneOf(
    stage,
    (context) => {
      drawSky(context, stage)
      drawLogo(context, { x: content.x, y: top, width: mark, height: mark })
      const { label } = headerOf(stage)
      drawKind(context, stage, label && { ...label, x: content.x + content.width - label.width })
    },
    sprites,
  )
}

const leading = 1.3
const heightOf = ({ lines, size }: SetText) => lines.length * size * leading
