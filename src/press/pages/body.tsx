import type { Child } from 'hono/jsx'
import { airAt, type Pollutant, pollutants } from '../../air/index.ts'
import { filesOf } from '../../kit/files/files.ts'
import { Picture } from '../../kit/files/picture.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Chip } from '../../kit/html/parts.tsx'
import { type Doc, htmlOf, type PictureAttrs, type Resolve, thingsOf } from '../../kit/text/text.ts'
import { linesOfArticles, pathOf } from '../live.ts'
import { aboutLive, type LiveRow } from '../publish.ts'
import type { Scene } from './frame.tsx'
import { words } from './words.ts'

export const docOf = ({ body }: Pick<LiveRow, 'body'>) => JSON.parse(body) as Doc

/** The files of several things, such as those of a text that is not live yet. */
export const filesOfAll = async (scene: Scene, things: readonly string[]) =>
  (await Promise.all(things.map((about) => filesOf(scene.house.store.db, about)))).flat()

/** What a live text names, fetched before it is rendered. */
export async function resolveOf(
  scene: Scene,
  live: LiveRow,
  filesIn: readonly string[] = [aboutLive(live)],
): Promise<Resolve> {
  const { ask, house, db } = scene
  const doc = docOf(live)
  const articles = thingsOf(doc).flatMap((about) => /^article\/(\d{1,15})$/.exec(about)?.[1] ?? [])
  const [files, lines, air] = await Promise.all([
    filesOfAll(scene, filesIn),
    linesOfArticles(db, articles.map(Number), { language: live.language, at: ask.at }),
    doc.content.some(({ type }) => type === 'air') ? airAt(house, ask.at) : null,
  ])
  const things = new Map(lines.map((line) => [`article/${line.article}`, line]))
  const sizes = new Map(files.map((file) => [file.sha256, file]))
  return {
    thing: (about) => {
      const line = things.get(about)
      return line ? { path: href(ask, pathOf(line)), title: line.title } : null
    },
    picture: (picture) => <BodyPicture picture={picture} size={sizes.get(picture.sha256)} />,
    air: () => <AirLine scene={scene} index={air?.stale ? null : (air?.city ?? null)} />,
    chart: (pollutant) => <ChartLink scene={scene} pollutant={pollutant} />,
  }
}

const frames = {
  text: '(min-width: 48rem) 40rem, 100vw',
  wide: '(min-width: 80rem) 75rem, 100vw',
  half: '(min-width: 48rem) 20rem, 100vw',
} as const

function BodyPicture(props: {
  picture: PictureAttrs
  size: { width: number | null; height: number | null } | undefined
}): Child {
  const { picture, size } = props
  if (!size?.width || !size.height) return null
  return (
    <Picture
      sha256={picture.sha256}
      width={size.width}
      height={size.height}
      alt={picture.alt}
      focal={picture.focal}
      sizes={frames[picture.width]}
    />
  )
}

function AirLine(props: { scene: Scene; index: { index: number | null; level: number | null } | null }) {
  const { ask, house } = props.scene
  const w = words[ask.language]
  return (
    <a class="text-air" href={href(ask, '/air')}>
      {house.centre.city[ask.language]} · {w.airAt}{' '}
      <Chip level={props.index?.level ?? 0}>{props.index?.index ?? '–'}</Chip>
    </a>
  )
}

function ChartLink({ scene: { ask }, pollutant }: { scene: Scene; pollutant: string }) {
  const known = pollutants.includes(pollutant as Pollutant)
  return (
    <a href={href(ask, known ? `/air/pollutants/${pollutant}` : '/air/history')}>
      {words[ask.language].chartLink}
    </a>
  )
}

/** The words of a live text as its page shows them. */
export const Body = ({ live, resolve }: { live: LiveRow; resolve: Resolve }) =>
  htmlOf(docOf(live), { language: live.language, resolve })
