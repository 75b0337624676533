import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import type { AlertSnapshot } from '../snapshot.ts'
import { drawFrame, drawNotice, nothingScene } from './frame.ts'
import { block, rule, soft, write, writeLines } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf, second } from './stage.ts'
import { fitted, settled, widthOf } from './type.ts'
import { dateWords } from './words.ts'

/** The official colours of the tiers, each with ink that passes 4.5:1. */
const tiers: Readonly<Record<AlertSnapshot['tier'], { ground: string; ink: string }>> = {
  blue: { ground: '#0a5fc4', ink: '#ffffff' },
  yellow: { ground: '#ffe000', ink: '#26230a' },
  orange: { ground: '#ff7e00', ink: '#1f1206' },
  red: { ground: '#d90000', ink: '#ffffff' },
}
const exercise: Words = { zh: '演练', en: 'Exercise' }
const noAlert: Words = { zh: '没有生效的预警', en: 'No alert is in force' }
const mostAdvice = 3

/** The tier as a word on its colour, since when and until when, and what to do. */
export function alertScene(stage: Stage): Scene {
  const { alert } = stage.air
  if (!alert) return nothingScene(stage, noAlert)
  const { content, scale } = stage.layout
  const head = Math.round((stage.shape.name === 'tall' ? 290 : 236) * scale)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawTier(context, stage, { ...content, height: head }, alert)
    },
    alert.advice.slice(0, mostAdvice).map((advice, i, all) => {
      const height = Math.min(150 * scale, (content.height - head) / all.length)
      const rect: Rect = {
        ...content,
        y: Math.round(content.y + head + i * height),
        height: Math.floor(height),
      }
      const from = heardAt(stage, `alert/advice-${i + 1}`, entrance + 20 + i * 25)
      return appearing(rect, from, (context) => drawAdvice(context, stage, rect, advice))
    }),
  )
}

const tierWords = ({ name }: AlertSnapshot): Words => ({ zh: `${name.zh}预警`, en: `${name.en} alert` })

function drawTier(context: Context, stage: Stage, area: Rect, alert: AlertSnapshot) {
  const { scale } = stage.layout
  const { ground, ink } = tiers[alert.tier]
  const words = main(stage, tierWords(alert))
  const size = fitted(words, 84 * scale, 600, area.width * 0.6)
  const plate = {
    x: area.x,
    y: area.y + 6,
    width: widthOf(words, size, 600) + size * 0.8,
    height: size * 1.5,
  }
  block(context, plate, ground)
  write(context, words, plate.x + size * 0.4, plate.y + size * 1.1, { size, weight: 600, colour: ink })
  const beside = plate.x + plate.width + 28 * scale
  const room = area.x + area.width - beside
  if (alert.exercise) {
    const said = stage.language === 'both' ? `${exercise.zh} ${exercise.en}` : main(stage, exercise)
    const small = fitted(said, 52 * scale, 600, room - 52 * scale, 28)
    const width = widthOf(said, small, 600) + small
    drawNotice(context, said, { x: beside, y: plate.y, width, height: plate.height }, small)
  } else {
    const english = second(stage, tierWords(alert))
    if (english)
      write(context, english, beside, plate.y + size, { size: 40 * scale, colour: soft, most: room })
  }
  drawTimes(context, stage, area, plate.y + plate.height + 62 * scale, alert)
}

function drawTimes(context: Context, stage: Stage, area: Rect, y: number, { since, until }: AlertSnapshot) {
  const { scale } = stage.layout
  const [from, to] = [dateWords(since), dateWords(until)]
  const times: Words = {
    zh: `${from.zh} 起　至 ${to.zh}`,
    en: `From ${from.en} until ${to.en}`,
  }
  const set = settled(main(stage, times), {
    size: 40 * scale,
    weight: 400,
    most: area.width,
    count: 1,
    least: 30,
  })
  write(context, set.lines[0] ?? '', area.x, y, { size: set.size })
}

function drawAdvice(context: Context, stage: Stage, rect: Rect, advice: Words) {
  const { scale } = stage.layout
  rule(context, rect.x, rect.y, rect.width)
  const english = stage.shape.name === 'square' ? null : second(stage, advice)
  const set = settled(main(stage, advice), {
    size: 44 * scale,
    weight: 600,
    most: rect.width,
    count: english ? 1 : 2,
    least: 34,
  })
  const small = english ? 30 * scale : 0
  const all = set.lines.length * set.size * 1.25 + small * 1.4
  const y = rect.y + (rect.height - all) / 2 + set.size
  const next = writeLines(context, set, rect.x, y, { weight: 600 }, 1.25)
  if (english)
    write(context, english, rect.x, next - set.size * 0.1, { size: small, colour: soft, most: rect.width })
}
