import type { Child } from 'hono/jsx'
import type { Centre } from '../centre.ts'
import type { MenuItem } from '../room.ts'
import type { Ask } from '../web/pages.ts'
import { type Preferences, preferenceChoices } from '../web/preferences.ts'
import { tagOf, type Words } from '../words.ts'
import { assetUrl } from './assets.ts'
import { Logo } from './logo.tsx'
import { words } from './words.ts'

export interface Crumb {
  words: Words
  /** Path without the language; the last crumb has none. */
  path?: string
}

export interface PageProps {
  ask: Ask
  centre: Centre
  title: string
  description: string
  /** From below Home down to this page. */
  crumbs?: Crumb[]
  /** Above everything else: what the reader must know, such as that readings are simulated. */
  notices?: Child
  /** Full-width head of the page, under the breadcrumbs' own colour. */
  hero?: Child
  /** Classes of the hero's ground, such as `sky sky-2 sky-noon`. */
  sky?: string
  /** schema.org data of the page. */
  jsonLd?: object[]
  /** Feeds that belong to the page. */
  feeds?: { type: string; title: string; path: string }[]
  /** Address of the picture for social cards. */
  card?: string
  /** Kept out of search engines: error pages and what only machines embed. */
  noIndex?: boolean
  children?: Child
}

/** A path of our site in the reader's language. */
export const href = (ask: Pick<Ask, 'language'>, path: string) =>
  ask.language === 'zh' ? path : path === '/' ? '/en/' : `/en${path}`

/** JSON inside a script element: a `<` could end the element, so it is written as an escape. */
const scriptJson = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c')

/** A whole page of the public site. */
export function Page(props: PageProps) {
  const { ask, centre, title, description, sky } = props
  const { theme, type, palette } = ask.preferences
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  const own = (language: Ask['language']) => `${ask.base}${href({ language }, ask.path)}${query}`
  const siteName = centre.city[ask.language]
  return (
    <html lang={tagOf(ask.language)} data-theme={theme} data-type={type} data-palette={palette}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${siteName} · 蓝天 Lantian`}</title>
        <meta name="description" content={description} />
        {props.noIndex && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={assetUrl('main.css')} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href={href(ask, '/manifest.webmanifest')} />
        <link rel="canonical" href={own(ask.language)} />
        <link rel="alternate" hreflang="zh-CN" href={own('zh')} />
        <link rel="alternate" hreflang="en" href={own('en')} />
        <link rel="alternate" hreflang="x-default" href={own('zh')} />
        {props.feeds?.map((feed) => (
          <link rel="alternate" type={feed.type} title={feed.title} href={feed.path} />
        ))}
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <meta property="og:type" content="website" />
        <meta property="og:url" content={own(ask.language)} />
        {props.card && <meta property="og:image" content={`${ask.base}${props.card}`} />}
        {props.card && <meta property="og:image:width" content="1200" />}
        {props.card && <meta property="og:image:height" content="630" />}
        {props.card && <meta property="og:image:alt" content={title} />}
        {props.card && <meta name="twitter:card" content="summary_large_image" />}
        {props.jsonLd?.map((data) => (
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(data) }} />
        ))}
        <script type="module" src={assetUrl('islands.js')} />
      </head>
      <body>
        <a class="skip" href="#main">
          {words[ask.language].skip}
        </a>
        <Masthead ask={ask} centre={centre} />
        <main id="main" tabindex={-1}>
          {ask.rehearsal && (
            <div class="notice">
              <div class="wrap">{words[ask.language].rehearsal}</div>
            </div>
          )}
          {props.notices}
          <div class={sky}>
            <div class="wrap">
              <Crumbs ask={ask} crumbs={props.crumbs ?? []} />
              {props.hero}
            </div>
          </div>
          {props.children}
        </main>
        <Foot ask={ask} centre={centre} />
      </body>
    </html>
  )
}

function Masthead({ ask, centre }: { ask: Ask; centre: Centre }) {
  const w = words[ask.language]
  const other = ask.language === 'zh' ? 'en' : 'zh'
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  const here = ({ path }: MenuItem) => (path === '/' ? ask.path === '/' : ask.path.startsWith(path))
  return (
    <header class="masthead">
      <div class="wrap">
        <a class="brand" href={href(ask, '/')}>
          <Logo />
          <span>
            {ask.language === 'zh' ? '蓝天' : 'Lantian'} <small>{centre.city[ask.language]}</small>
          </span>
        </a>
        <nav class="menu" aria-label={w.menu}>
          {ask.menu.map((item) => (
            <a href={href(ask, item.path)} aria-current={here(item) ? 'page' : undefined}>
              {item.words[ask.language]}
            </a>
          ))}
        </nav>
        <div class="tools">
          <Modes ask={ask} back={`${href(ask, ask.path)}${query}`} />
          <a
            href={`${href({ language: other }, ask.path)}${query}`}
            hreflang={tagOf(other)}
            lang={tagOf(other)}
          >
            {w.other}
          </a>
        </div>
      </div>
    </header>
  )
}

/** Light and dark, type size, colours: plain links that set a cookie and come back. */
export function Modes({ ask, back }: { ask: Ask; back: string }) {
  const w = words[ask.language]
  return (
    <details class="modes">
      <summary>{w.modes}</summary>
      <div>
        {(Object.keys(preferenceChoices) as (keyof Preferences)[]).map((name) => (
          <>
            <strong>{w[name]}</strong>
            <ul>
              {preferenceChoices[name].map((choice) => (
                <li>
                  <a
                    href={`/preferences?${new URLSearchParams({ [name]: choice, back })}`}
                    aria-current={ask.preferences[name] === choice ? 'true' : undefined}
                    rel="nofollow"
                  >
                    {w.choices[choice]}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </div>
    </details>
  )
}

/** "Position: Home > …", from the front page, or from another `home`, down to here. */
export function Crumbs(props: { ask: Ask; crumbs: Crumb[]; home?: { words: Words; path: string } }) {
  const { ask, crumbs } = props
  const w = words[ask.language]
  const home = props.home ?? { words: { zh: words.zh.home, en: words.en.home }, path: '/' }
  return (
    <nav class="crumbs" aria-label={w.position.replace(/[:：]\s*$/, '')}>
      <ol>
        <li>
          {w.position}
          {crumbs.length > 0 ? (
            <a href={href(ask, home.path)}>{home.words[ask.language]}</a>
          ) : (
            <span aria-current="page">{home.words[ask.language]}</span>
          )}
        </li>
        {crumbs.map(({ words: name, path }) => (
          <li>
            {path ? (
              <a href={href(ask, path)}>{name[ask.language]}</a>
            ) : (
              <span aria-current="page">{name[ask.language]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Foot({ ask, centre }: { ask: Ask; centre: Centre }) {
  const zh = ask.language === 'zh'
  return (
    <footer class="foot">
      <div class="wrap">
        <div>
          <p>
            {centre.name[ask.language]} · {centre.address[ask.language]}
          </p>
          <p>
            {zh
              ? '所有时间均为中心所在时区的时间，数值为小时或日平均浓度。实时数据未经审核。'
              : "All times are the centre's own, values are hourly or daily means. Real-time data are not validated."}
          </p>
        </div>
        <ul>
          {ask.menu.map((item) => (
            <li>
              <a href={href(ask, item.path)}>{item.words[ask.language]}</a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
}
