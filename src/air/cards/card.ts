import { levelColours, type Sky, skyOf } from '../../kit/picture/colours.ts'
import type { Context } from '../../kit/picture/fonts.ts'
import { block, drawLogo, fillSky, hatch, openPicture, type Rect } from '../../kit/picture/picture.ts'
import { broken, fitted, widthOf, write } from '../../kit/picture/type.ts'
import { instantOf } from '../../kit/time.ts'
import type { Language, Words } from '../../kit/words.ts'
import type { PlaceAir } from '../embeds/place-air.ts'
import { isMeasured, kindLabel } from '../embeds/words.ts'
import { answer } from '../knowledge.ts'
import { hourWords, lightOf, words } from '../pages/words.ts'
import { symbols } from '../pollutants.ts'
import { cardWords } from './words.ts'

/** The size that social networks ask for. */
export const cardSize = { width: 1200, height: 630 }

interface CardTold {
  air: PlaceAir
  /** Of the centre: stands beside a station's or district's name. */
  city: Words
  zone: string
  language: Language
}

interface Desk extends CardTold {
  context: Context
  sky: Sky
}

const edge = 64
const right = cardSize.width - edge

/** The social card of a place as PNG: everything on it comes from its arguments. */
export async function drawCard(told: CardTold): Promise<Buffer> {
  const { air, zone } = told
  const { context, png } = await openPicture(cardSize.width, cardSize.height)
  const sky = skyOf(air.now?.level ?? 0, air.hour === null ? 'noon' : lightOf(instantOf(air.hour), zone))
  fillSky(context, { x: 0, y: 0, ...cardSize }, sky)
  const desk = { ...told, context, sky }
  await drawHead(desk)
  if (air.now) drawIndex(desk)
  else drawNothing(desk)
  if (!air.stale && air.hour !== null) drawHours(desk, { x: 720, y: 250, width: right - 720, height: 176 })
  if (air.now) drawFoot(desk)
  return png()
}

/** The place, the hour of the values, and what kind of values they are. */
async function drawHead({ context, sky, air, city, zone, language }: Desk) {
  const brand = language === 'zh' ? '蓝天' : 'Lantian'
  const brandWidth = widthOf(context, brand, 32, 600)
  await drawLogo(context, right - brandWidth - 60, 60, 44)
  write(context, brand, right, 93, { size: 32, weight: 600, colour: sky.ink, align: 'right' })
  const most = right - brandWidth - 110 - edge
  const place = air.key === 'city' ? '' : `${language === 'zh' ? ' · ' : ', '}${city[language]}`
  write(context, `${air.name[language]}${place}`, edge, 102, {
    size: 56,
    weight: 600,
    colour: sky.ink,
    most,
    least: 40,
  })
  if (air.hour === null || air.kind === null) return
  const when = hourWords(air.hour, zone, language, true)
  const width = write(context, when, edge, 156, { size: 30, colour: sky.soft })
  drawKind({ context, sky, air, language }, edge + width + 24, 156)
}

/** "stations" is said quietly; what nobody measured is said on a hatched ground. */
function drawKind(
  { context, sky, air, language }: Pick<Desk, 'context' | 'sky' | 'air' | 'language'>,
  x: number,
  y: number,
) {
  const kind = air.kind!
  const text = kindLabel(kind, language)
  if (isMeasured(kind)) {
    write(context, text, x, y, { size: 30, colour: sky.soft })
    return
  }
  const rect: Rect = { x, y: y - 33, width: widthOf(context, text, 28, 600) + 32, height: 46 }
  block(context, rect, 'oklch(0.95 0.045 85)', 4)
  hatch(context, rect, 'oklch(0.72 0.13 75 / 0.3)')
  write(context, text, x + 16, y, { size: 28, weight: 600, colour: 'oklch(0.24 0.025 250)' })
}

/** One number, one word on its colour, one sentence. */
function drawIndex({ context, sky, air, language }: Desk) {
  const { index, level, category, chief } = air.now!
  const most = 620
  write(context, words[language].index, edge, 236, { size: 26, colour: sky.soft, most })
  const width = write(context, String(index), edge - 8, 424, { size: 220, weight: 300, colour: sky.ink })
  drawWord(context, category[language], level, edge + width + 20, 424, most - width)
  drawSentence(context, answer[level - 1]![language], sky.ink)
  const w = words[language]
  const named = chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ', ') || w.noChief
  write(context, `${w.chief}${language === 'zh' ? '：' : ': '}${named}`, edge, 594, {
    size: 28,
    colour: sky.soft,
    most: 640,
  })
}

/** On one line where it can be read so, else on two. */
function drawSentence(context: Context, sentence: string, colour: string) {
  const most = right - edge
  const size = fitted(context, sentence, 40, 600, most, 34)
  const lines = broken(context, sentence, size, 600, most).slice(0, 2)
  const first = lines.length > 1 ? 486 : 508
  for (const [i, line] of lines.entries())
    write(context, line, edge, first + 48 * i, { size, weight: 600, colour, most })
}

function drawWord(context: Context, word: string, level: number, x: number, y: number, most: number) {
  const { ground, ink } = levelColours[level]!
  const lines = broken(context, word, 44, 600, Math.max(120, most - 44))
  const width = Math.max(...lines.map((line) => widthOf(context, line, 44, 600))) + 44
  const height = 56 * lines.length + 16
  block(context, { x, y: y - height, width, height }, ground, 4)
  for (const [i, line] of lines.entries())
    write(context, line, x + 22, y - height + 50 + 56 * i, { size: 44, weight: 600, colour: ink })
}

/** What is missing is said to be missing, in no level's colour. */
function drawNothing({ context, sky, air, zone, language }: Desk) {
  const w = words[language]
  write(context, '–', edge, 400, { size: 200, weight: 300, colour: sky.ink })
  drawWord(context, w.noData, 0, edge + 160, 380, 500)
  const text =
    air.hour === null
      ? w.noReadings
      : air.stale
        ? cardWords[language].last(hourWords(air.hour, zone, language, true))
        : cardWords[language].invalid
  const lines = broken(context, text, 34, 400, right - edge).slice(0, 2)
  for (const [i, line] of lines.entries())
    write(context, line, edge, 490 + 48 * i, { size: 34, colour: sky.soft, most: right - edge })
}

/** The last 24 hours as columns in their levels' colours; a gap stays a gap. */
function drawHours({ context, sky, air, language }: Desk, { x, y, width, height }: Rect) {
  const highest = Math.max(100, ...air.last24.map((hour) => hour?.index ?? 0))
  const step = width / 24
  for (const [i, hour] of air.last24.entries()) {
    if (hour?.index == null || hour.level === null) continue
    const tall = Math.max(4, (height * hour.index) / highest)
    const bar = { x: x + i * step + 2, y: y + height - tall, width: step - 4, height: tall }
    block(context, bar, levelColours[hour.level]!.ground)
    if (air.kind && !isMeasured(air.kind)) hatch(context, bar, 'oklch(0.2 0.03 60 / 0.45)')
  }
  context.globalAlpha = 0.5
  block(context, { x, y: y + height, width, height: 2 }, sky.ink)
  context.globalAlpha = 1
  write(context, cardWords[language].last24, x + 2, y - 14, { size: 26, colour: sky.soft, most: width })
}

function drawFoot({ context, sky, language, air }: Desk) {
  const text = cardWords[language].foot[air.kind!]
  write(context, text, right, 594, { size: 22, colour: sky.soft, align: 'right', most: right - edge })
}
