import { raw } from 'hono/html'
import { assetUrl } from '../../kit/html/assets.ts'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type Language, tagOf } from '../../kit/words.ts'
import { digestOf } from '../editions.ts'
import { gatherAir } from '../gather.ts'
import { dateWords } from '../scenes/words.ts'
import type { AirSnapshot } from '../snapshot.ts'
import type { Shelf } from './public-edition.ts'
import { Alert, type PanelProps } from './screen-alert.tsx'
import { languagesAsked, panelsAsked } from './screen-choices.ts'
import { Districts } from './screen-districts.tsx'
import { Forecast } from './screen-forecast.tsx'
import { Last24 } from './screen-last24.tsx'
import { Now } from './screen-now.tsx'
import { type PanelName, panelNames, screenWords } from './screen-words.ts'
import { words } from './words.ts'

/** More hours than this without data and there is no "now". */
export const oldAfterHours = 3

/** The loop for lobbies: full-screen panels that take turns by themselves, without script. */
export async function screenPage(house: House, shelf: Shelf, ask: Ask): Promise<Answer> {
  const languages = languagesAsked(ask.query, ask.language)
  const asked = panelsAsked(ask.query)
  const [air, [edition]] = await Promise.all([
    gatherAir(house, ask.at),
    shelf.list({ kind: null, day: null, from: 0, count: 1 }),
  ])
  const names = air ? (asked ?? panelNames.filter((name) => hasWords(air, name))) : []
  return {
    body: (
      <Screen
        house={house}
        ask={ask}
        air={air}
        edition={edition?.id ?? ''}
        languages={languages}
        names={names}
      />
    ),
    depends: ['air/readings', 'air/forecast', 'air/alert', 'broadcast'],
  }
}

/** A panel that would be empty is left out of the loop, unless it was asked for. */
function hasWords({ forecast, alert, districts }: AirSnapshot, name: PanelName): boolean {
  if (name === 'forecast') return forecast.days.length > 0
  if (name === 'alert') return alert !== null
  return name !== 'districts' || districts.some(({ index }) => index !== null)
}

interface Props {
  house: House
  ask: Ask
  air: AirSnapshot | null
  /** The newest edition: what the as-run lines of a screen stand under. */
  edition: string
  languages: readonly Language[]
  names: readonly PanelName[]
}

function Screen({ house, ask, air, edition, languages, names }: Props) {
  const main = languages[0]!
  const title = screenWords[main].title(house.centre.city[main])
  const old = air !== null && air.age > oldAfterHours
  const level = old ? 0 : (air?.now?.level ?? 0)
  const count = Math.max(1, names.length) * languages.length
  return (
    <html lang={tagOf(main)} data-theme={ask.preferences.theme} data-palette={ask.preferences.palette}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('screen.css')} />
        {/* With script the page is fetched behind the picture, so that a broken network leaves it standing. */}
        {raw('<noscript><meta http-equiv="refresh" content="300"></noscript>')}
        <script type="module" src={assetUrl('screen.js')} />
      </head>
      <body>
        <lt-screen
          id="screen"
          class={`sky sky-${level} sky-${lightOf(ask.at, house)}${old ? ' is-old' : ''}`}
          data-at={String(ask.at.epochMilliseconds)}
          data-hour={air?.hour ?? ''}
          data-age={String(air?.age ?? 0)}
          data-edition={edition}
          data-digest={air ? digestOf(air) : ''}
        >
          <main class={`loop loop-${count}`}>
            {names.length === 0
              ? languages.map((language) => <NoAir house={house} language={language} />)
              : names.flatMap((name) =>
                  languages.map((language) => <Panel name={name} air={air!} language={language} old={old} />),
                )}
          </main>
        </lt-screen>
      </body>
    </html>
  )
}

const panels: Readonly<Record<PanelName, (props: PanelProps) => ReturnType<typeof Now>>> = {
  now: Now,
  districts: Districts,
  last24: Last24,
  forecast: Forecast,
  alert: Alert,
}

function Panel({ name, ...props }: PanelProps & { name: PanelName }) {
  const { air, language, old } = props
  const w = screenWords[language]
  const Content = panels[name]
  return (
    <section class={`panel panel-${name}`} lang={tagOf(language)} aria-label={w.panels[name]}>
      <header>
        <h1>
          {air.city[language]} <span>{w.panels[name]}</span>
        </h1>
        <p>
          {air.kind !== 'reference' && <b class="kind">{words[language][air.kind]}</b>}
          <time datetime={air.hour}>{dateWords(air.hour)[language]}</time>
          <b class="old" hidden={!old} data-words={w.oldTemplate}>
            {w.old(air.age)}
          </b>
        </p>
      </header>
      <div class="content">
        <Content {...props} />
      </div>
      <footer>
        <span>{sourcesOf(air)}</span>
        <i aria-hidden="true" />
      </footer>
    </section>
  )
}

/** Who measured: the longest list that a screen can carry. */
const sourcesOf = ({ sources }: AirSnapshot) =>
  [...new Set(sources.map(({ attribution, title }) => attribution || title.en))].join(' · ').slice(0, 160)

const NoAir = ({ house, language }: { house: House; language: Language }) => (
  <section class="panel" lang={tagOf(language)}>
    <header>
      <h1>{screenWords[language].title(house.centre.city[language])}</h1>
    </header>
    <div class="content nothing">
      <p class="word">{screenWords[language].noData}</p>
      <p class="answer">{screenWords[language].noAir}</p>
    </div>
  </section>
)

function lightOf(at: Temporal.Instant, { settings }: House): 'dawn' | 'noon' | 'dusk' | 'night' {
  const { hour } = at.toZonedDateTimeISO(settings.LANTIAN_ZONE)
  if (hour < 5 || hour >= 20) return 'night'
  if (hour < 8) return 'dawn'
  return hour < 17 ? 'noon' : 'dusk'
}
