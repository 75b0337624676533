import type { Words } from '../../kit/words.ts'
import type { Cue } from '../edition.ts'
import type { CrawlStyle } from '../picture/crawl.ts'
import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import { block, write } from './paint.ts'
import { type Layout, main, type ScreenLanguage, type Stage } from './stage.ts'
import { balanced, cut, type Weight, widthOf } from './type.ts'

const plateColour = 'rgba(6, 14, 26, 0.86)'
/** The plate is opaque enough that this suffices on every sky. */
const padding = { x: 32, y: 12 }

/** The subtitles of a part: one plate, one cue at a time. It comes and goes at once. */
export function subtitleSprite(stage: Stage, languages: ScreenLanguage): Sprite {
  const { timed, layout } = stage
  const rect = layout.subtitles
  const at = (frame: number) =>
    timed.cues.findIndex(({ from, to }) => frame + timed.from >= from && frame + timed.from < to)
  return {
    rect,
    key: at,
    draw(context, frame) {
      const cue = timed.cues[at(frame)]
      if (cue) drawSubtitle(context, rect, subtitleLines(cue, languages, rect, layout.scale))
    },
  }
}

interface SubtitleLine {
  text: string
  size: number
  weight: Weight
}

const leading = 1.28

/** The lines of a cue, as large as lets them all stand on the plate; only what is absurdly long is cut. */
function subtitleLines(
  { zh, en }: Pick<Cue, 'zh' | 'en'>,
  languages: ScreenLanguage,
  rect: Rect,
  scale: number,
): SubtitleLine[] {
  const most = rect.width - padding.x * 2
  const lines = (text: string, size: number, weight: Weight): SubtitleLine[] =>
    balanced(text, size, weight, most).map((line) => ({ text: line, size, weight }))
  for (const share of [1, 0.92, 0.84, 0.76, 0.68]) {
    const size = Math.round(42 * scale * share)
    const small = Math.max(24, Math.round((languages === 'en' ? 38 : 30) * scale * share))
    const set = [
      ...(languages === 'en' ? [] : lines(zh, size, 600)),
      ...(languages === 'zh' ? [] : lines(en, small, 400)),
    ]
    if (heightOf(set) <= rect.height) return set
  }
  const last = (text: string, weight: Weight) => ({ text: cut(text, 26, weight, most), size: 26, weight })
  return [...(languages === 'en' ? [] : [last(zh, 600)]), ...(languages === 'zh' ? [] : [last(en, 400)])]
}

const heightOf = (lines: readonly SubtitleLine[]) =>
  lines.reduce((sum, { size }) => sum + size * leading, padding.y * 2)

function drawSubtitle(context: Context, rect: Rect, lines: readonly SubtitleLine[]) {
  if (lines.length === 0) return
  const height = Math.min(rect.height, heightOf(lines))
  const widest = Math.max(...lines.map(({ text, size, weight }) => widthOf(text, size, weight)))
  const width = Math.min(rect.width, widest + padding.x * 2)
  const y = rect.y + rect.height - height
  block(context, { x: rect.x + (rect.width - width) / 2, y, width, height }, plateColour)
  let bottom = y + padding.y
  for (const { text, size, weight } of lines) {
    bottom += size * leading
    write(context, text, rect.x + rect.width / 2, bottom - size * 0.28, { size, weight, align: 'center' })
  }
}

/** How far the edition is: a hairline above the crawl that grows once a second. */
export function progressSprite({ layout, shape, timed, programme }: Stage): Sprite {
  const { crawl } = layout
  const rect: Rect = { x: crawl.x, y: crawl.y - 4, width: crawl.width, height: 4 }
  const second = (frame: number) => Math.floor((frame + timed.from - programme.from) / 25)
  return {
    rect,
    key: second,
    draw(context, frame) {
      const share = Math.min(1, (second(frame) * 25) / programme.frames)
      block(context, { ...rect, width: Math.round(shape.width * share) }, 'rgba(244, 248, 252, 0.55)')
    },
  }
}

export const crawlGround = '#071525'

/** The line that runs below everything, for the whole edition. */
export function crawlStyle(layout: Layout, words: readonly Words[], language: ScreenLanguage): CrawlStyle {
  const { y, height } = layout.crawl
  const size = height * 0.6
  const gap = '　·　'
  const text =
    words.map((one) => (language === 'both' ? `${one.zh}　${one.en}` : main({ language }, one))).join(gap) +
    gap
  return {
    text,
    y,
    height,
    step: 4,
    measure: (said) => widthOf(said, size, 400),
    paint(context, said, width) {
      block(context, { x: 0, y: 0, width, height }, crawlGround)
      const once = widthOf(said, size, 400)
      for (let x = 0; x < width; x += once)
        if (x === 0 || x + once <= width) write(context, said, x, height * 0.7, { size })
    },
  }
}
