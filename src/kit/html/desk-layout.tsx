import type { Child } from 'hono/jsx'
import type { Centre } from '../centre.ts'
import type { DeskItem } from '../room.ts'
import type { DeskAsk } from '../web/desk.tsx'
import type { Ask } from '../web/pages.ts'
import { tagOf, type Words } from '../words.ts'
import { assetUrl } from './assets.ts'
import { type Crumb, Crumbs, href, Modes } from './layout.tsx'
import { Logo } from './logo.tsx'
import { SearchBox } from './search-box.tsx'
import { words } from './words.ts'

interface FrameProps {
  ask: Ask
  centre: Centre
  title: string
  children?: Child
}

/** What every page of the desk and the way into it share: no search engine, no card, no feed. */
function Frame({ ask, centre, title, children }: FrameProps) {
  const { theme, type, palette } = ask.preferences
  return (
    <html lang={tagOf(ask.language)} data-theme={theme} data-type={type} data-palette={palette}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${words[ask.language].desk} · ${centre.city[ask.language]} 蓝天`}</title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assetUrl('main.css')} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script type="module" src={assetUrl('islands.js')} />
      </head>
      <body class="desk">
        <a class="skip" href="#main">
          {words[ask.language].skip}
        </a>
        {children}
      </body>
    </html>
  )
}

const Tools = ({ ask }: { ask: Ask }) => {
  const other = ask.language === 'zh' ? 'en' : 'zh'
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  return (
    <>
      <Modes ask={ask} back={`${href(ask, ask.path)}${query}`} />
      <a href={`${href({ language: other }, ask.path)}${query}`} hreflang={tagOf(other)} lang={tagOf(other)}>
        {words[ask.language].other}
      </a>
    </>
  )
}

/** A page of the desk: the rooms at the left, the task at the right. */
export function DeskPage(props: {
  ask: DeskAsk
  centre: Centre
  title: string
  /** From below the desk down to this page. */
  crumbs?: Crumb[]
  /** One line under the title. */
  lead?: Child
  children?: Child
}) {
  const { ask, centre, title, lead } = props
  const w = words[ask.language]
  return (
    <Frame ask={ask} centre={centre} title={title}>
      <header class="masthead">
        <div class="wrap">
          <a class="brand" href={href(ask, '/desk')}>
            <Logo />
            <span>
              {w.desk} <small>{centre.city[ask.language]}</small>
            </span>
          </a>
          <div class="tools desk-tools">
            <SearchBox ask={ask} base="/desk/search" />
            <a href={href(ask, '/')}>{w.publicSite}</a>
            <Tools ask={ask} />
            <a href={href(ask, '/desk/me')}>{ask.officer.name[ask.language]}</a>
            <form method="post" action={href(ask, '/desk/sign-out')}>
              <button class="plain" type="submit">
                {w.signOut}
              </button>
            </form>
          </div>
        </div>
      </header>
      <div class="wrap desk-frame">
        <DeskMenu ask={ask} />
        <main id="main" tabindex={-1}>
          {ask.path !== '/desk' && (
            <Crumbs ask={ask} home={{ words: deskWords, path: '/desk' }} crumbs={props.crumbs ?? []} />
          )}
          <div class="pagehead">
            <h1>{title}</h1>
            {lead && <p class="lead">{lead}</p>}
          </div>
          {props.children}
        </main>
      </div>
    </Frame>
  )
}

const deskWords: Words = { zh: words.zh.desk, en: words.en.desk }

/** The rooms that this officer may enter, by group. */
function DeskMenu({ ask }: { ask: DeskAsk }) {
  const groups = Map.groupBy(ask.desk.items, ({ group }) => group.en)
  const holds = ({ path }: DeskItem) => ask.path === path || ask.path.startsWith(`${path}/`)
  // A place may stand inside another: the innermost is where we are.
  const inside = ask.desk.items.filter(holds).toSorted((a, b) => b.path.length - a.path.length)[0]
  const home = ask.path === '/desk'
  return (
    <nav class="desk-menu" aria-label={words[ask.language].menu}>
      <a href={href(ask, '/desk')} aria-current={home ? 'page' : undefined}>
        {words[ask.language].today}
      </a>
      {[...groups.values()].map((items) => (
        <section>
          <h2>{items[0]!.group[ask.language]}</h2>
          <ul>
            {items.map((item) => (
              <li>
                <a href={href(ask, item.path)} aria-current={item === inside ? 'page' : undefined}>
                  {item.words[ask.language]} <Waiting ask={ask} path={item.path} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** How much waits behind an entry of the menu. */
function Waiting({ ask, path }: { ask: DeskAsk; path: string }) {
  const waiting = ask.waiting.get(path) ?? 0
  if (waiting === 0) return null
  return (
    <span class="waiting">
      {waiting > 99 ? '99+' : waiting} <span class="skip">{words[ask.language].waiting}</span>
    </span>
  )
}

/** The way into the desk: one calm column, nothing else to click. */
export function DoorPage({ ask, centre, title, children }: FrameProps) {
  return (
    <Frame ask={ask} centre={centre} title={title}>
      <header class="masthead">
        <div class="wrap">
          <a class="brand" href={href(ask, '/')}>
            <Logo />
            <span>{centre.name[ask.language]}</span>
          </a>
          <div class="tools desk-tools">
            <Tools ask={ask} />
          </div>
        </div>
      </header>
      <main id="main" class="door" tabindex={-1}>
        <h1>{title}</h1>
        {children}
      </main>
    </Frame>
  )
}
