import { fileAddress } from '../../kit/files/files.ts'
import { Picture } from '../../kit/files/picture.tsx'
import { dayTime } from '../../kit/html/day-time.ts'
import { href } from '../../kit/html/layout.tsx'
import { Notice, Section } from '../../kit/html/parts.tsx'
import { countOf, headingsOf } from '../../kit/text/text.ts'
import { type LiveLine, pathOf } from '../live.ts'
import { focalOf, type LiveRow } from '../publish.ts'
import { nameOf, type PublicTopic } from '../shelves.ts'
import type { Attachment } from '../tables.ts'
import { docOf } from './body.tsx'
import type { Scene } from './frame.tsx'
import { Day, Headlines, Kicker } from './lines.tsx'
import { dayName, words, zoneName } from './words.ts'

interface Of {
  scene: Scene
  live: LiveRow
}

/** Signs or words that a reader takes in a minute. */
const aMinute = { zh: 400, en: 220 }

/** Whole minutes that the text takes, at least one. */
function minutesOf(live: LiveRow): number {
  const { characters, words: count } = countOf(docOf(live))
  return Math.max(1, Math.round((live.language === 'zh' ? characters : count) / aMinute[live.language]))
}

/** Column, headline, first words, who says it and when. */
export function Head({ scene, live }: Of) {
  const { ask, zone } = scene
  const w = words[ask.language]
  const at = (moment: number) => {
    const instant = Temporal.Instant.fromEpochMilliseconds(moment)
    return <time datetime={instant.toString()}>{dayTime(instant, zone, ask.language)}</time>
  }
  return (
    <header class="article-head">
      <p class="kicker">{live.kind === 'page' ? w.centre : <Kicker scene={scene} line={live} />}</p>
      <h1>
        <bdi>{live.title}</bdi>
      </h1>
      {live.summary && (
        <p class="standfirst">
          <bdi>{live.summary}</bdi>
        </p>
      )}
      <p class="byline">
        {live.source && (
          <span>
            {w.source}
            {w.colon}
            <bdi>{live.source}</bdi>
          </span>
        )}
        {live.author && (
          <span>
            {w.author}
            {ask.language === 'zh' ? '：' : ' '}
            <bdi>{live.author}</bdi>
          </span>
        )}
        <span>
          {at(live.published_at)} <small>{zoneName(live.published_at, zone, ask.language)}</small>
        </span>
        <span>{w.minutes(minutesOf(live))}</span>
      </p>
      <lt-listen
        class="listen"
        for="article-text"
        data-listen={w.listen}
        data-pause={w.pause}
        data-resume={w.resume}
        data-stop={w.stop}
      ></lt-listen>
    </header>
  )
}

/** What was corrected, the newest first: what a reader of the old words must know. */
export function Corrections(props: Of & { corrections: readonly { at: number; reason: string }[] }) {
  const { scene, corrections } = props
  const w = words[scene.ask.language]
  if (corrections.length === 0) return null
  return (
    <aside class="correction" aria-label={w.correction}>
      {corrections.map(({ at, reason }) => (
        <p>
          <strong>
            {w.correction} <Day scene={scene} at={at} />
          </strong>{' '}
          <bdi>{reason}</bdi>
        </p>
      ))}
    </aside>
  )
}

export function Expired({ scene, live }: Of) {
  const over = live.up === 0 && live.down_reason === null ? (live.expires_at ?? live.down_at) : null
  const past =
    live.expires_at !== null && live.expires_at <= scene.ask.at.epochMilliseconds ? live.expires_at : over
  if (past === null) return null
  return (
    <Notice inline>{words[scene.ask.language].expired(dayName(past, scene.zone, scene.ask.language))}</Notice>
  )
}

/** The picture above the words, where it is not among them anyway. */
export function Lead({ live, size }: { live: LiveRow; size: { width: number; height: number } | null }) {
  if (live.cover === null || size === null || live.body.includes(live.cover)) return null
  return (
    <figure class="article-lead">
      <Picture
        sha256={live.cover}
        {...size}
        alt={live.cover_alt}
        shape="wide"
        focal={focalOf(live)}
        sizes="(min-width: 80rem) 75rem, 100vw"
        first
      />
    </figure>
  )
}

/** Only of a long text: fewer than four headings are seen at a glance. */
export function Contents({ scene, live }: Of) {
  const heads = headingsOf(docOf(live)).filter(({ level }) => level === 2)
  if (heads.length < 4) return null
  return (
    <nav class="contents" aria-label={words[scene.ask.language].contents}>
      <ol>
        {heads.map(({ text, id }) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const megabytes = (size: number) =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} kB` : `${(size / 1024 / 1024).toFixed(1)} MB`

export function Attachments({ scene, live }: Of) {
  const files = JSON.parse(live.attachments) as Attachment[]
  if (files.length === 0) return null
  return (
    <Section title={words[scene.ask.language].attachments}>
      <ul class="headlines">
        {files.map((file) => (
          <li>
            <a href={fileAddress(file)} download>
              <bdi>{file.name}</bdi>
            </a>
            <span>{megabytes(file.size)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Its address, its picture to share, the way to paper. */
export function Share({ scene, live, card }: Of & { card: string }) {
  const { ask } = scene
  const w = words[ask.language]
  return (
    <div class="share">
      <span class="skip" id="own-address">{`${ask.base}${href(ask, pathOf(live))}`}</span>
      <button class="plain" type="button" hidden data-copy="own-address" data-done={w.copied}>
        {w.copy}
      </button>
      <a href={card}>{w.card}</a>
    </div>
  )
}

export function Topics({ scene, topics }: { scene: Scene; topics: readonly PublicTopic[] }) {
  const { ask } = scene
  const w = words[ask.language]
  if (topics.length === 0) return null
  return (
    <p class="article-topics">
      <span>
        {w.topicsOf}
        {w.colon}
      </span>
      {topics.map((topic) => (
        <a href={href(ask, `/topics/${topic.slug}`)}>{nameOf(topic, ask.language)}</a>
      ))}
    </p>
  )
}

export interface Around {
  explains: LiveLine | null
  explainedBy: readonly LiveLine[]
  related: readonly LiveLine[]
  older: LiveLine | null
  newer: LiveLine | null
}

/** The policy that a text explains, above its words. */
export function Explains({ scene, around }: { scene: Scene; around: Around }) {
  if (!around.explains) return null
  return (
    <p class="explains">
      {words[scene.ask.language].explains}
      <a href={href(scene.ask, pathOf(around.explains))}>
        <bdi>{around.explains.title}</bdi>
      </a>
    </p>
  )
}

/** What stands around a text: its explanations, what to read on, its neighbours. */
export function After({ scene, around }: { scene: Scene; around: Around }) {
  const { ask } = scene
  const w = words[ask.language]
  const { explainedBy, related, older, newer } = around
  return (
    <div class="article-after">
      {explainedBy.length > 0 && (
        <Section title={w.explainedBy}>
          <Headlines scene={scene} lines={explainedBy} />
        </Section>
      )}
      {related.length > 0 && (
        <Section title={w.related}>
          <Headlines scene={scene} lines={related} />
        </Section>
      )}
      {(older || newer) && (
        <nav class="beside" aria-label={w.beside}>
          {older && (
            <a rel="prev" href={href(ask, pathOf(older))}>
              <small>← {w.olderOne}</small>
              <bdi>{older.title}</bdi>
            </a>
          )}
          {newer && (
            <a rel="next" href={href(ask, pathOf(newer))}>
              <small>{w.newerOne} →</small>
              <bdi>{newer.title}</bdi>
            </a>
          )}
        </nav>
      )}
    </div>
  )
}
