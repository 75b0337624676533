import type { Child } from 'hono/jsx'
import { Picture } from '../../kit/files/picture.tsx'
import type { Shape } from '../../kit/files/widths.ts'
import { href } from '../../kit/html/layout.tsx'
import { type LiveLine, pathOf } from '../live.ts'
import { focalOf } from '../publish.ts'
import { nameOf } from '../shelves.ts'
import type { Scene } from './frame.tsx'
import { dayName } from './words.ts'

/** The picture of a text on lists, cut to a shape; nothing where it has none. */
export function Cover(props: { line: LiveLine; shape: Shape; sizes: string; first?: boolean }) {
  const { line, shape, sizes, first = false } = props
  const { cover, cover_width, cover_height } = line
  if (cover === null || cover_width === null || cover_height === null) return null
  return (
    <Picture
      sha256={cover}
      width={cover_width}
      height={cover_height}
      // The headline beside it says what it is about: heard twice it would only delay.
      alt=""
      shape={shape}
      focal={focalOf(line)}
      sizes={sizes}
      first={first}
    />
  )
}

/** The day on which something came out. */
export const Day = ({ scene, at }: { scene: Scene; at: number }) => (
  <time datetime={Temporal.Instant.fromEpochMilliseconds(at).toString()}>
    {dayName(at, scene.zone, scene.ask.language)}
  </time>
)

/** The column above a headline. */
export function Kicker({ scene, line }: { scene: Scene; line: Pick<LiveLine, 'column_id'> }) {
  const column = scene.columns.find(({ id }) => id === line.column_id)
  return column ? (
    <a href={href(scene.ask, `/columns/${column.slug}`)}>{nameOf(column, scene.ask.language)}</a>
  ) : null
}

interface StoryProps {
  scene: Scene
  line: LiveLine
  shape?: Shape
  sizes?: string
  first?: boolean
  /** Without it only the headline stands there. */
  summary?: boolean
  kicker?: boolean
  class?: string
  level?: 2 | 3
}

/** A text on a page of many: picture, headline, first words, day. The whole of it is one target for the finger. */
export function Story(props: StoryProps) {
  const { scene, line, shape = 'landscape', sizes = '(min-width: 64rem) 25rem, 100vw' } = props
  const Level = `h${props.level ?? 3}` as const
  return (
    <article class={['story', props.class].filter(Boolean).join(' ')}>
      {line.cover !== null && (
        <div class="story-picture">
          <Cover line={line} shape={shape} sizes={sizes} first={props.first ?? false} />
        </div>
      )}
      <div class="story-words">
        <Level class="story-title">
          <a href={href(scene.ask, pathOf(line))}>
            <bdi>{line.title}</bdi>
          </a>
        </Level>
        {props.summary !== false && line.summary && (
          <p class="story-summary">
            <bdi>{line.summary}</bdi>
          </p>
        )}
        <p class="story-meta">
          {props.kicker !== false && <Kicker scene={scene} line={line} />}
          <Day scene={scene} at={line.published_at} />
        </p>
      </div>
    </article>
  )
}

/** Headlines under each other with their days: notices, archives, what to read next. */
export const Headlines = (props: { scene: Scene; lines: readonly LiveLine[]; empty?: Child }) =>
  props.lines.length === 0 ? (
    <p class="empty">{props.empty}</p>
  ) : (
    <ul class="headlines">
      {props.lines.map((line) => (
        <li>
          <a href={href(props.scene.ask, pathOf(line))}>
            <bdi>{line.title}</bdi>
          </a>
          <Day scene={props.scene} at={line.published_at} />
        </li>
      ))}
    </ul>
  )
