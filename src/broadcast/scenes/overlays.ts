import type { Words } from '../../kit/words.ts'
import type { Cue } from '../edition.ts'
import type { CrawlStyle } from '../picture/crawl.ts'
import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import { block, ink, write } from './paint.ts'
import { type Layout, main, type ScreenLanguage, type Stage } from './stage.ts'
import { broken, fontOf, widthOf } from './type.ts'

/** Frames in which a subtitle's plate comes; it goes at once. */
const plateColour = 'rgba(6, 14, 26, 0.86)'

/** The subtitles of a part: one plate, one cue at a time. */
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
      if (cue) drawSubtitle(context, rect, cue, languages, layout.scale)
    },
  }
}

function drawSubtitle(context: Context, rect: Rect, cue: Cue, languages: ScreenLanguage, scale: number) {
  const size = 42 * scale
  const small = 28 * scale
  const most = rect.width - 64
  const zh = languages === 'en' ? [] : broken(cue.zh, size, 600, most).slice(0, languages === 'zh' ? 2 : 1)
  const en =
    languages === 'zh' ? [] : broken(cue.en, languages === 'en' ? 36 * scale : small, 400, most).slice(0, 2)
  const enSize = languages === 'en' ? 36 * scale : small
  const height = zh.length * size * 1.3 + en.length * enSize * 1.3 + 28
  const widest = Math.max(
    ...zh.map((line) => widthOf(line, size, 600)),
    ...en.map((line) => widthOf(line, enSize, 400)),
  )
  const width = Math.min(rect.width, widest + 64)
  const x = rect.x + (rect.width - width) / 2
  const y = rect.y + rect.height - Math.min(rect.height, height)
  block(context, { x, y, width, height: Math.min(rect.height, height) }, plateColour)
  let baseline = y + 14
  for (const line of zh) {
    baseline += size * 1.3
    write(context, line, rect.x + rect.width / 2, baseline - size * 0.28, {
      size,
      weight: 600,
      align: 'center',
      most,
    })
  }
  for (const line of en) {
    baseline += enSize * 1.3
    write(context, line, rect.x + rect.width / 2, baseline - enSize * 0.28, {
      size: enSize,
      align: 'center',
      most,
    })
  }
}

/** How far the edition is: a hairline above the crawl that grows once a second, with the time that has run. */
export function progressSprite(stage: Stage, total: number): Sprite {
  const { crawl } = stage.layout
  const rect: Rect = { x: crawl.x, y: crawl.y - 4, width: crawl.width, height: 4 }
  const second = (frame: number) => Math.floor((frame + stage.timed.from) / 25)
  return {
    rect,
    key: second,
    draw(context, frame) {
      const share = Math.min(1, (second(frame) * 25) / total)
      block(context, { ...rect, width: Math.round(stage.shape.width * share) }, 'rgba(244, 248, 252, 0.55)')
    },
  }
}

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
      block(context, { x: 0, y: 0, width, height }, '#071525')
      context.font = fontOf(size, 400)
      context.fillStyle = ink
      context.textBaseline = 'alphabetic'
      const once = widthOf(said, size, 400)
      for (let x = 0; x < width; x += once)
        if (x === 0 || x + once <= width) context.fillText(said, x, height * 0.7)
    },
  }
}
