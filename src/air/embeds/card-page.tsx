import type { Child } from 'hono/jsx'
import { assetUrl } from '../../kit/html/assets.ts'
import { href } from '../../kit/html/layout.tsx'
import type { Problem } from '../../kit/problem.ts'
import { instantOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { type Language, tagOf } from '../../kit/words.ts'
import { answer } from '../knowledge.ts'
import { hourWords, lightOf, words } from '../pages/words.ts'
import { symbols } from '../pollutants.ts'
import type { Theme } from './choices.ts'
import type { PlaceAir } from './place-air.ts'
import { embedWords, isMeasured, kindLabel } from './words.ts'

interface CardScene {
  ask: Pick<Ask, 'base' | 'at'>
  language: Language
  theme: Theme
  zone: string
}

/** The card of a place for other people's pages: a whole document of one screen, without script. */
export function CardPage(props: CardScene & { air: PlaceAir; centre: string }) {
  const { ask, language, air, zone, centre } = props
  const w = words[language]
  const e = embedWords[language]
  const when = air.hour === null ? null : hourWords(air.hour, zone, language, air.stale)
  const unmeasured = air.kind !== null && !isMeasured(air.kind)
  return (
    <Frame {...props} title={e.title(air.name[language])} level={air.now?.level ?? 0}>
      <h1>{air.name[language]}</h1>
      {when && air.hour !== null && (
        <p class="when">
          <time datetime={instantOf(air.hour).toString()}>{when}</time>
          {air.kind && (
            <span class={unmeasured ? 'unmeasured' : undefined}>{kindLabel(air.kind, language)}</span>
          )}
        </p>
      )}
      {air.now ? (
        <Index air={air} language={language} />
      ) : (
        <NoIndex air={air} language={language} zone={zone} />
      )}
      <p class="source">
        <a href={`${ask.base}${href({ language }, air.path)}`} target="_blank" rel="noopener">
          {e.more}
          <span class="hidden">
            {w.index}, {air.name[language]}
          </span>
        </a>
        <span>{centre}</span>
      </p>
    </Frame>
  )
}

function Index({ air, language }: { air: PlaceAir; language: Language }) {
  const w = words[language]
  const { index, level, category, chief } = air.now!
  return (
    <>
      <p class="index">
        <b>
          <span class="hidden">{w.index} </span>
          {index}
        </b>
        <strong class={`swatch level-${level}`}>{category[language]}</strong>
      </p>
      <p class="answer">{answer[level - 1]![language]}</p>
      <p class="chief">
        {w.chief}
        {language === 'zh' ? '：' : ': '}
        {chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ', ') || w.noChief}
      </p>
    </>
  )
}

/** What is missing is said to be missing, in no level's colour. */
function NoIndex({ air, language, zone }: { air: PlaceAir; language: Language; zone: string }) {
  const w = words[language]
  const e = embedWords[language]
  return (
    <>
      <p class="index">
        <b aria-hidden="true">–</b>
        <strong class="swatch level-0">{w.noData}</strong>
      </p>
      <p class="chief">
        {air.hour === null
          ? w.noReadings
          : air.stale
            ? e.last(hourWords(air.hour, zone, language, true))
            : e.invalid}
      </p>
    </>
  )
}

/** What went wrong, where a card is expected: another site's frame would show nothing of an error page. */
export const CardFault = (props: CardScene & { problem: Problem }) => (
  <Frame {...props} title={props.problem.in(props.language)} level={0}>
    <p class="answer">{props.problem.in(props.language)}</p>
  </Frame>
)

function Frame(props: CardScene & { title: string; level: number; children?: Child }) {
  const { ask, language, theme, zone, title, level } = props
  return (
    <html lang={tagOf(language)} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetUrl('embed-card.css')} />
      </head>
      <body>
        <main class={`sky sky-${level} sky-${lightOf(ask.at, zone)}`}>{props.children}</main>
      </body>
    </html>
  )
}
