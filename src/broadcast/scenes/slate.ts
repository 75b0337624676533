import type { Words } from '../../kit/words.ts'
import { framesASecond } from '../edition.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { Shape } from '../shape.ts'
import { drawKind, drawSky } from './frame.ts'
import { headerOf } from './header.ts'
import { drawLogo } from './logo.ts'
import { hairline, ink, rule, soft, write } from './paint.ts'
import { main, type Stage, sceneOf, second } from './stage.ts'
import { dateWords } from './words.ts'

/** What a station reads before the programme comes, and the seconds until it does. Nothing lies over it. */
export function slateScene(stage: Stage): Scene {
  const areas = areasOf(stage)
  const { head, table, count, label } = areas
  return sceneOf(
    stage,
    (context) => {
      drawSky(context, stage)
      drawHead(context, stage, head)
      rule(context, head.x, head.y + head.height - 2, head.width)
      drawTable(context, stage, table)
      drawKind(context, stage, label)
    },
    [countSprite(stage, count)],
  )
}

function areasOf(stage: Stage) {
  const { shape, layout } = stage
  const { safe } = shape
  const gap = Math.round(40 * layout.scale)
  const head: Rect = { ...safe, height: Math.round(156 * layout.scale) }
  const top = head.y + head.height + gap
  const rest = safe.y + safe.height - top
  const size = headerOf(stage).label
  const label = size && {
    ...size,
    x: safe.x + safe.width - size.width,
    y: safe.y + safe.height - size.height,
  }
  const wide = shape.name === 'wide'
  const table: Rect = {
    x: safe.x,
    y: top,
    width: wide ? Math.round(safe.width * 0.62) : safe.width,
    height: wide ? rest : Math.round(rest * (shape.name === 'tall' ? 0.58 : 0.52)),
  }
  const left = wide ? table.x + table.width + gap : safe.x
  const upper = wide ? top : table.y + table.height + gap
  const lower = label ? label.y - 24 : safe.y + safe.height
  const count: Rect = { x: left, y: upper, width: safe.x + safe.width - left, height: lower - upper }
  return { head, table, count, label }
}

function drawHead(context: Context, stage: Stage, { x, y, width }: Rect) {
  const { scale } = stage.layout
  const mark = Math.round(116 * scale)
  drawLogo(context, { x, y, width: mark, height: mark })
  const left = x + mark + 32 * scale
  const most = x + width - left
  const english = second(stage, stage.edition.title)
  const size = 64 * scale
  const line = y + (english ? 58 : 80) * scale
  write(context, main(stage, stage.edition.title), left, line, { size, weight: 600, most })
  if (english) write(context, english, left, y + 108 * scale, { size: 34 * scale, colour: soft, most })
}

function drawTable(context: Context, stage: Stage, { x, y, width, height }: Rect) {
  const { scale } = stage.layout
  const rows = rowsOf(stage)
  const columns = stage.shape.name === 'square' ? 2 : 1
  const across = width / columns
  const down = height / Math.ceil(rows.length / columns)
  const most = across - 24 * scale
  for (const [i, { label, value }] of rows.entries()) {
    const left = x + (i % columns) * across
    const top = y + Math.floor(i / columns) * down
    const name = [main(stage, label), second(stage, label)].filter(Boolean).join(' ')
    write(context, name, left, top + 26 * scale, { size: Math.max(24, 26 * scale), colour: '#8fc7f2', most })
    write(context, main(stage, value), left, top + 70 * scale, { size: 40 * scale, weight: 600, most })
    const english = second(stage, value)
    if (english && english !== value.zh)
      write(context, english, left, top + 104 * scale, { size: Math.max(24, 26 * scale), colour: soft, most })
  }
}

interface Row {
  label: Words
  value: Words
}

const unknown: Words = { zh: '未注明', en: 'not stated' }
const same = (text: string): Words => ({ zh: text, en: text })

function rowsOf({ edition, shape, timed, programme }: Stage): Row[] {
  const { version, loudness, recipient } = timed.part.slate ?? {}
  return [
    { label: { zh: '节目日期', en: 'Edition' }, value: dateWords(edition.at) },
    {
      label: { zh: '版本', en: 'Version' },
      value: version === undefined ? unknown : { zh: `第 ${version} 版`, en: `Version ${version}` },
    },
    { label: { zh: '节目时长', en: 'Duration' }, value: same(lengthOf(programme.frames)) },
    {
      label: { zh: '响度', en: 'Loudness' },
      value: loudness
        ? {
            zh: `${figure(loudness.loudness)} LKFS，真峰值不超过 ${figure(loudness.truePeak)} dBTP`,
            en: `${figure(loudness.loudness)} LKFS, true peak at most ${figure(loudness.truePeak)} dBTP`,
          }
        : unknown,
    },
    { label: { zh: '画面格式', en: 'Picture' }, value: pictureWords(shape) },
    { label: { zh: '接收方', en: 'Recipient' }, value: recipient ?? unknown },
  ]
}

const figure = (value: number) => String(value).replace('-', '−')

const pictureWords = ({ width, height }: Shape): Words =>
  same(`${width}×${height}, ${framesASecond}p, BT.709`)

/** "00:02:00:00": hours, minutes, seconds and frames. */
function lengthOf(frames: number): string {
  const seconds = Math.floor(frames / framesASecond)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frames % framesASecond]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

const toCome: Words = { zh: '秒后节目开始', en: 'seconds to the programme' }

/** A ring that empties and the seconds that are left in it: once a second. */
function countSprite(stage: Stage, rect: Rect): Sprite {
  const { frames } = stage.timed
  const { scale } = stage.layout
  const left = (frame: number) => Math.ceil((frames - frame) / framesASecond)
  const all = left(0)
  const below = 84 * scale
  const radius = Math.min(rect.width, rect.height - below) / 2 - 12
  const x = rect.x + rect.width / 2
  const y = rect.y + radius + 12
  const said = [main(stage, toCome), second(stage, toCome)].filter(Boolean) as string[]
  return {
    rect,
    key: left,
    draw(context, frame) {
      context.lineWidth = 14
      arc(context, { x, y, radius }, 1, hairline)
      arc(context, { x, y, radius }, left(frame) / all, ink)
      const size = radius * 0.9
      write(context, String(left(frame)), x, y + size * 0.36, { size, weight: 600, align: 'center' })
      for (const [i, text] of said.entries())
        write(context, text, x, y + radius + (48 + i * 34) * scale, {
          size: Math.max(24, (i === 0 ? 32 : 26) * scale),
          colour: soft,
          align: 'center',
          most: rect.width,
        })
    },
  }
}

function arc(
  context: Context,
  { x, y, radius }: { x: number; y: number; radius: number },
  share: number,
  colour: string,
) {
  context.strokeStyle = colour
  context.beginPath()
  context.arc(x, y, radius, -Math.PI / 2, Math.PI * (2 * share - 0.5))
  context.stroke()
}
