import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import { drawKind, drawSky } from './frame.ts'
import { headerOf } from './header.ts'
import { rule, soft, write, writeLines } from './paint.ts'
import { appearing, main, type Stage, sceneOf, second } from './stage.ts'
import { settled } from './type.ts'
import { dateWords } from './words.ts'

const thanks: Words = { zh: '感谢收看', en: 'Thank you for watching' }
const sourcesHead: Words = { zh: '数据来源', en: 'Sources of the data' }
const notValidated: Words = { zh: '实时数据未经审核', en: 'Real-time data, not validated' }
const voices: Readonly<Record<'synthetic' | 'recorded' | 'none', Words | null>> = {
  synthetic: { zh: '配音为人工智能合成语音', en: 'The voice is synthetic' },
  recorded: null,
  none: { zh: '本期没有配音', en: 'Without a voice' },
}
const kinds: Readonly<Record<'model' | 'simulated', Words>> = {
  model: { zh: '数值来自大气模型，不是实测', en: 'The values come from a model; nobody measured them' },
  simulated: { zh: '数值是模拟的，仅供演示', en: 'The values are simulated, for demonstration' },
}
const mostSources = 3

/** Thanks; then who measured or modelled, under which licence, and what is synthetic. */
export function endScene(stage: Stage): Scene {
  const { content, scale } = stage.layout
  const tall = stage.shape.name === 'tall'
  const size = 92 * scale
  const head: Rect = {
    ...content,
    y: content.y + (tall ? 120 : stage.shape.name === 'wide' ? 50 : 0),
    height: Math.round(220 * scale),
  }
  const rest: Rect = { ...content, y: head.y + head.height + 8, height: 0 }
  rest.height = content.y + content.height - rest.y
  return sceneOf(
    stage,
    (context) => {
      drawSky(context, stage)
      drawKind(context, stage, headerOf(stage).label)
      rule(context, rest.x, rest.y, rest.width)
    },
    [
      appearing(head, 6, (context) => {
        const set = settled(main(stage, thanks), { size, weight: 600, most: head.width, count: 1, least: 48 })
        const y = writeLines(context, set, head.x, head.y + set.size, { weight: 600 })
        const said = [second(stage, thanks), main(stage, dateWords(stage.air.hour))]
          .filter(Boolean)
          .join(' · ')
        write(context, said, head.x, y - 12 * scale, { size: 38 * scale, colour: soft, most: head.width })
      }),
      appearing(rest, 20, (context) => drawSources(context, stage, rest)),
    ],
  )
}

function drawSources(context: Context, stage: Stage, area: Rect) {
  const { scale } = stage.layout
  const { sources, kind } = stage.air
  let y = area.y + 56 * scale
  write(context, main(stage, sourcesHead), area.x, y, { size: 32 * scale, weight: 600, colour: '#8fc7f2' })
  for (const { title, attribution, licence } of sources.slice(0, mostSources)) {
    const words = [main(stage, title), attribution, licence].filter((part) => part !== '').join('　')
    const set = settled(words, { size: 36 * scale, weight: 400, most: area.width, count: 2, least: 26 })
    y = writeLines(context, set, area.x, y + 56 * scale, {}) - set.size * 1.35
  }
  const notes = [kind === 'reference' ? notValidated : kinds[kind], voices[stage.voice ?? 'recorded']].filter(
    (one) => one !== null,
  )
  for (const note of notes) {
    y += 60 * scale
    if (y > area.y + area.height) return
    const english = second(stage, note)
    const words = english ? `${note.zh}　${english}` : main(stage, note)
    const set = settled(words, { size: 32 * scale, weight: 400, most: area.width, count: 2 })
    y = writeLines(context, set, area.x, y, { colour: soft }) - set.size * 1.35
  }
}
