import type { Child } from 'hono/jsx'
import { href } from '../../kit/html/layout.tsx'
import { Chip, Missing, Notice } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { type Kind, type Pollutant, pollutantWords, printed, symbols } from '../pollutants.ts'
import { words } from './words.ts'

/** What the reader must know of a kind before any number of it: always shown for what nobody measured. */
export function KindNotice({ ask, kind }: { ask: Ask; kind: Kind }) {
  if (kind === 'reference') return null
  const w = words[ask.language]
  return <Notice title={w.kinds[kind]}>{w.kindNotice[kind]}</Notice>
}

/** The name of an index's category on a day, such as 良 or "Good". */
export const categoryName = (index: number, day: string, language: Language) =>
  categoryOf(indexStandardOn(day), index).name[language]

/** An index as a chip with its level's colour, or a dash. */
export const IndexChip = (props: { index: number | null; level: number | null; language: Language }) =>
  props.index === null ? (
    <Missing language={props.language} />
  ) : (
    <Chip level={props.level}>{props.index}</Chip>
  )

/** A value as it is printed, or a dash. */
export const Amount = (props: {
  pollutant: Pollutant
  value: number | null | undefined
  language: Language
}) => (props.value == null ? <Missing language={props.language} /> : printed(props.pollutant, props.value))

/** "PM₂.₅、O₃" with links to the pollutants' pages. */
export function Pollutants({ ask, list }: { ask: Ask; list: readonly Pollutant[] }) {
  if (list.length === 0) return <>{words[ask.language].noChief}</>
  const parts: Child[] = list.map((pollutant, i) => (
    <>
      {i > 0 && (ask.language === 'zh' ? '、' : ', ')}
      <a href={href(ask, `/air/pollutants/${pollutant}`)} title={pollutantWords[pollutant][ask.language]}>
        {symbols[pollutant]}
      </a>
    </>
  ))
  return <>{parts}</>
}

/** The steps of HJ 633 for the scale under the index. */
export const scaleSteps = (day: string, language: Language) =>
  indexStandardOn(day).categories.map(({ to, level, name }) => ({
    to,
    level,
    word: shortName(name[language]),
  }))

/** "Lightly polluted" is too long under a phone's scale. */
const shortName = (name: string) => name.replace(/ polluted$/, '')
