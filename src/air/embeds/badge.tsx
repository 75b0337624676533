import type { Language, Words } from '../../kit/words.ts'
import { tagOf } from '../../kit/words.ts'
import { speakable } from '../../kit/xml.ts'
import { hourWords, words } from '../pages/words.ts'
import { symbols } from '../pollutants.ts'
import type { PlaceAir } from './place-air.ts'
import { cutTo, textWidth } from './text-width.ts'
import { embedWords, isMeasured, kindLabel } from './words.ts'

/** Official colours (HJ 633, table A.1) as every program that draws SVG knows them; 0 is "no data". */
const grounds = ['#d3d8dd', '#00e400', '#ffff00', '#ff7e00', '#ff0000', '#99004c', '#7e0023']
const inkOn = (level: number) => (level >= 5 ? '#ffffff' : '#111111')

const size = 11
const pad = 7
const height = 22
const mostName = 220

interface Side {
  text: string
  /** Of the text alone. */
  width: number
}

const side = (text: string, most: number): Side => {
  const shown = cutTo(text, size, most)
  return { text: shown, width: Math.ceil(textWidth(shown, size)) }
}

/** The badge of a place: its name, and the word and number of its air on the colour of the level. */
export function Badge({ air, zone, language }: { air: PlaceAir; zone: string; language: Language }) {
  const w = words[language]
  const kind = air.kind && air.kind !== 'reference' ? embedWords[language].aside(w.kinds[air.kind]) : ''
  const name = speakable(air.name[language])
  const value = air.now ? `${air.now.category[language]} ${air.now.index}` : w.noData
  return (
    <Shape
      left={side(`${embedWords[language].air(cutTo(name, size, mostName - 40))}${kind}`, mostName + 60)}
      right={side(value, mostName)}
      level={air.now?.level ?? 0}
      hatched={air.kind !== null && !isMeasured(air.kind)}
      language={language}
      title={titleOf(air, name, zone, language)}
    />
  )
}

/** Says that there is no such place, where a picture is expected. */
export const UnknownBadge = ({ language }: { language: Language }) => (
  <Shape
    left={side(language === 'zh' ? '空气质量' : 'Air quality', mostName)}
    right={side(embedWords[language].unknown, mostName)}
    level={0}
    hatched={false}
    language={language}
    title={embedWords[language].unknown}
  />
)

/** The whole sentence, for the ear and for the mouse. */
function titleOf(air: PlaceAir, name: string, zone: string, language: Language): string {
  const w = words[language]
  const comma = language === 'zh' ? '，' : ', '
  const when = air.hour === null ? null : hourWords(air.hour, zone, language, true)
  const kind = air.kind && kindLabel(air.kind, language)
  const chief = air.now?.chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ' + ')
  const told = air.now
    ? [`${w.index} ${air.now.index}`, air.now.category[language], chief && `${w.chief} ${chief}`, when, kind]
    : [w.noData, when && embedWords[language].last(when).replace(/[。.]$/, ''), kind]
  return [name, ...told].filter((part) => part).join(comma)
}

function Shape(props: {
  left: Side
  right: Side
  level: number
  hatched: boolean
  language: Language
  title: string
}) {
  const { left, right, level, hatched, language, title } = props
  const split = left.width + 2 * pad
  const width = split + right.width + 2 * pad
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="t"
      lang={tagOf(language)}
      font-family="Verdana, Geneva, 'DejaVu Sans', 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif"
      font-size={size}
    >
      <title id="t">{title}</title>
      <clipPath id="r">
        <rect width={width} height={height} rx="4" />
      </clipPath>
      <g clip-path="url(#r)">
        <rect width={split} height={height} fill="#3b4654" />
        <rect x={split} width={width - split} height={height} fill={grounds[level]} />
        {hatched && <Hatch x={split} width={width - split} ink={inkOn(level)} />}
      </g>
      <Label x={pad} side={left} fill="#ffffff" />
      <Label x={split + pad} side={right} fill={inkOn(level)} bold />
    </svg>
  )
}

/** The given width is kept whatever font there is. */
const Label = (props: { x: number; side: Side; fill: string; bold?: boolean }) => (
  <text
    x={props.x}
    y={15}
    fill={props.fill}
    font-weight={props.bold ? 'bold' : undefined}
    textLength={props.side.width}
    lengthAdjust="spacingAndGlyphs"
  >
    {props.side.text}
  </text>
)

/** Strokes at the foot of what nobody measured, clear of the words. */
const Hatch = ({ x, width, ink }: { x: number; width: number; ink: string }) => (
  <path
    d={Array.from({ length: Math.ceil(width / 4) }, (_, i) => `M${x + i * 4} ${height}l4 -4`).join('')}
    stroke={ink}
    stroke-opacity="0.7"
    fill="none"
  />
)

/** Alternative text for where a badge is shown. */
export const badgeAlt = (name: Words, language: Language) => embedWords[language].title(name[language])
