import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { HourSnapshot } from '../snapshot.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { chartOf, type HoursChart } from './hours-chart.ts'
import { eased, levelBlock, soft, step, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { clockOf } from './words.ts'

const none: Words = { zh: '过去24小时没有数据', en: 'There are no data of the last 24 hours' }
const nowWord: Words = { zh: '当前', en: 'Now' }
const peakWord: Words = { zh: '最高', en: 'Peak' }

type Known = HourSnapshot & { index: number }
const isKnown = (hour: HourSnapshot | null): hour is Known => hour !== null && hour.index !== null

/** One bar an hour in the colour of its level, gaps as gaps; the peak and the last are named. */
export function last24Scene(stage: Stage): Scene {
  const { last24 } = stage.air
  const known = last24.filter(isKnown)
  if (known.length === 0) return nothingScene(stage, none)
  const chart = chartOf(stage)
  const first = heardAt(stage, 'last24/range', entrance)
  const start = Math.min(first, entrance + 20)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      chart.draw(context)
    },
    [
      ...last24.map((hour, i) => barSprite(chart, hour, i, start + i * 2)),
      ...nameSprites(stage, chart, first + 40),
    ],
  )
}

function barSprite(chart: HoursChart, hour: HourSnapshot | null, i: number, from: number): Sprite {
  const column = chart.column(i)
  const frames = 14
  const height = hour?.index == null ? 0 : Math.max(3, chart.heightOf(hour.index))
  const bottom = column.y + column.height
  const rect: Rect = { ...column, y: Math.floor(bottom - height), height: Math.ceil(height) }
  return {
    rect,
    key: (frame) => (height === 0 ? 'gap' : step(frame, from, frames)),
    draw(context, frame) {
      const grown = Math.round(height * eased(frame, from, frames))
      if (grown > 0) levelBlock(context, { ...rect, y: bottom - grown, height: grown }, hour?.level ?? null)
    },
  }
}

/** The peak above its bar, the last hour in the margin at the right: they never meet. */
function nameSprites(stage: Stage, chart: HoursChart, from: number): Sprite[] {
  const { last24 } = stage.air
  const last = last24.at(-1) ?? null
  const peak = last24.filter(isKnown).reduce((most, hour) => (hour.index >= most.index ? hour : most))
  const at = last24.indexOf(peak)
  const sprites: Sprite[] = []
  const { scale } = stage.layout
  if (peak !== last) {
    const column = chart.column(at)
    const width = Math.round(210 * scale)
    const x = Math.min(
      Math.max(column.x + column.width / 2 - width / 2, chart.plot.x),
      chart.plot.x + chart.plot.width - width,
    )
    const height = Math.round(84 * scale)
    const y = Math.round(column.y + column.height - chart.heightOf(peak.index) - height - 6)
    const rect: Rect = { x: Math.round(x), y, width, height }
    sprites.push(appearing(rect, from, (context) => drawPeak(context, stage, rect, peak)))
  }
  if (isKnown(last)) {
    const margin = chart.margin
    const height = Math.round((peak === last ? 136 : 96) * scale)
    const bar = chart.plot.y + chart.plot.height - chart.heightOf(last.index)
    const y = Math.round(
      Math.min(Math.max(bar - height / 2, chart.plot.y), chart.plot.y + chart.plot.height - height),
    )
    const rect: Rect = { ...margin, y, height }
    const heard = heardAt(stage, 'last24/trend', from + 20)
    sprites.push(appearing(rect, heard, (context) => drawLast(context, stage, rect, last, peak === last)))
  }
  return sprites
}

const hourText = (stage: Stage, { hour }: HourSnapshot) =>
  stage.language === 'en' ? `${String(clockOf(hour)).padStart(2, '0')}:00` : `${clockOf(hour)}时`

function drawPeak(context: Context, stage: Stage, rect: Rect, peak: Known) {
  const { scale } = stage.layout
  const x = rect.x + rect.width / 2
  const words = `${main(stage, peakWord)} ${hourText(stage, peak)}`
  write(context, words, x, rect.y + 28 * scale, {
    size: 28 * scale,
    colour: soft,
    align: 'center',
    most: rect.width,
  })
  write(context, String(peak.index), x, rect.y + 76 * scale, {
    size: 52 * scale,
    weight: 600,
    align: 'center',
  })
}

function drawLast(context: Context, stage: Stage, rect: Rect, last: Known, isPeak: boolean) {
  const { scale } = stage.layout
  const most = rect.width
  write(context, main(stage, nowWord), rect.x, rect.y + 30 * scale, { size: 30 * scale, colour: soft, most })
  write(context, String(last.index), rect.x, rect.y + 88 * scale, { size: 60 * scale, weight: 600, most })
  if (isPeak)
    write(context, main(stage, peakWord), rect.x, rect.y + 126 * scale, {
      size: 30 * scale,
      colour: soft,
      most,
    })
}
