import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import { levelIn, type SnapshotPollutant } from '../snapshot.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { block, levelPaint, rule, soft, write, writeLines } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf, second } from './stage.ts'
import { type SetText, settled } from './type.ts'
import { pollutantNames, symbols, unitOf } from './words.ts'

const questions: Readonly<Record<'what' | 'from' | 'does', Words>> = {
  what: { zh: '是什么', en: 'What it is' },
  from: { zh: '从哪里来', en: 'Where it comes from' },
  does: { zh: '对人有什么影响', en: 'What it does' },
}
const noChief: Words = { zh: '没有首要污染物', en: 'There is no chief pollutant' }

/** The pollutant that leads: its sign and value, and what everybody should know, one answer after the other. */
export function chiefScene(stage: Stage): Scene {
  const { about } = stage.air
  if (!about) return nothingScene(stage, noChief)
  const { sign, answers } = areasOf(stage)
  const keys = ['what', 'from', 'does'] as const
  const height = answers.height / keys.length
  const rectOf = (i: number): Rect => ({
    ...answers,
    y: Math.round(answers.y + i * height),
    height: Math.floor(height) - 8,
  })
  const largest = stage.shape.name === 'square' ? 36 : 42 * stage.layout.scale
  // The longest answer sets the size of all three.
  const size = Math.min(...keys.map((key) => answerOf(stage, rectOf(0), about[key], largest).size))
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawSign(context, stage, sign, about.pollutant)
    },
    keys.map((key, i) => {
      const rect = rectOf(i)
      const set = answerOf(stage, rect, about[key], size)
      const from = heardAt(stage, `chief/${key}`, entrance + i * 50)
      return appearing(rect, from, (context) => drawAnswer(context, stage, rect, questions[key], set, i))
    }),
  )
}

function areasOf({ layout: { content }, shape }: Stage): { sign: Rect; answers: Rect } {
  if (shape.name === 'wide')
    return {
      sign: { ...content, width: 560 },
      answers: { ...content, x: content.x + 640, width: content.width - 640 },
    }
  const height = shape.name === 'tall' ? 490 : 116
  return {
    sign: { ...content, height },
    answers: { ...content, y: content.y + height, height: content.height - height },
  }
}

/** Chemical sign, name, and what was measured, with a bar in its level's colour. */
function drawSign(context: Context, stage: Stage, area: Rect, pollutant: SnapshotPollutant) {
  const { now } = stage.air
  const { scale } = stage.layout
  const square = stage.shape.name === 'square'
  const value = now?.values[pollutant] ?? null
  const level = levelIn(stage.air, now?.subIndices[pollutant] ?? null)
  const size = square ? 96 : 170 * scale
  const baseline = area.y + size * 0.96
  write(context, symbols[pollutant], area.x, baseline, { size, weight: 300, flush: true, most: area.width })
  const x = square ? area.x + 420 : area.x
  const y = square ? area.y + 44 : baseline + 84 * scale
  const most = area.x + area.width - x
  write(context, main(stage, pollutantNames[pollutant]), x, y, {
    size: square ? 38 : 50 * scale,
    weight: 600,
    most,
  })
  const english = second(stage, pollutantNames[pollutant])
  if (english && !square) write(context, english, x, y + 52 * scale, { size: 34 * scale, colour: soft, most })
  if (value === null) return
  const below = square ? y + 50 : y + (english ? 124 : 76) * scale
  const tall = (square ? 40 : 48) * scale
  block(context, { x, y: below - tall * 0.84, width: 12, height: tall }, levelPaint(level).ground)
  write(context, `${value} ${unitOf(pollutant)}`, x + 30, below, { size: 44 * scale, weight: 600, most })
}

/** Size of the questions, and where the answers begin below them. */
const head = (stage: Stage) => (stage.shape.name === 'square' ? 28 : 30 * stage.layout.scale)
const firstLine = (stage: Stage) =>
  head(stage) + (stage.shape.name === 'square' ? 14 : 26 * stage.layout.scale)

function answerOf(stage: Stage, rect: Rect, answer: Words, size: number) {
  const square = stage.shape.name === 'square'
  const height = rect.height - firstLine(stage) - (square ? 10 : 16)
  return settled(main(stage, answer), { size, weight: 400, most: rect.width, count: 4, height, least: 28 })
}

function drawAnswer(context: Context, stage: Stage, rect: Rect, question: Words, set: SetText, i: number) {
  if (i > 0) rule(context, rect.x, rect.y, rect.width)
  const first = rect.y + firstLine(stage)
  write(context, main(stage, question), rect.x, first, { size: head(stage), weight: 600, colour: '#8fc7f2' })
  writeLines(context, set, rect.x, first + set.size * 1.35 + 4, {})
}
