import { href } from '../kit/html/layout.tsx'
import type { House } from '../kit/room.ts'
import {
  type Feed,
  type FeedEntry,
  type FeedFile,
  type FeedFormat,
  feedFormats,
  feedId,
  feedTypes,
} from '../kit/web/feed.ts'
import type { Ask } from '../kit/web/pages.ts'
import type { Language } from '../kit/words.ts'
import { escaped, speakable } from '../kit/xml.ts'
import { cardPath } from './pages/card.ts'
import { editionPath } from './pages/json-ld.ts'
import {
  filmOf,
  mediaPath,
  type PublicEdition,
  posterOf,
  type Shelf,
  secondsOf,
  shapesOf,
  transcriptOf,
  wordsFile,
} from './pages/public-edition.ts'
import { kindNames, longDay, words } from './pages/words.ts'
import { shapes } from './shape.ts'

/** Enough for a month of evenings. */
const entriesAtMost = 30

/** The programme as a podcast: every evening edition and every special, newest first. */
export async function broadcastFeed(house: House, shelf: Shelf, ask: Ask, format: FeedFormat): Promise<Feed> {
  const { language, base } = ask
  const w = words[language]
  const city = house.centre.city
  const lines = await shelf.list({ kind: null, day: null, from: 0, count: entriesAtMost * 3 })
  // The loops of every hour are for screens; a podcast with twenty-four of them a day is none.
  const wanted = lines.filter(({ kind }) => kind !== 'hourly').slice(0, entriesAtMost)
  const editions = await Promise.all(wanted.map(({ id }) => shelf.one(id, null)))
  const entries = editions.flatMap((edition) =>
    edition && filmOf(edition, 'wide') ? [entryOf(house, ask, edition)] : [],
  )
  return {
    id: feedId('broadcast', city.en, language),
    title: w.programme(city[language]),
    description: w.about,
    page: `${base}${href(ask, '/broadcast')}`,
    url: `${base}${href(ask, `/feeds/broadcast.${format}`)}`,
    language,
    author: house.centre.name[language],
    rights: house.centre.name[language],
    icon: `${base}/icon-512.png`,
    entries,
    updated: ask.at.toZonedDateTimeISO(house.settings.LANTIAN_ZONE).startOfDay().toInstant(),
    rss: programmeOf(house, ask),
  }
}

function programmeOf(house: House, { language, base }: Ask): NonNullable<Feed['rss']> {
  const name = house.centre.name[language]
  return {
    itunes: {
      author: name,
      image: `${base}/icon-512.png`,
      explicit: false,
      type: 'episodic',
      categories: [{ text: 'News', categories: [{ text: 'Daily News' }] }],
    },
    podcast: {
      medium: 'video',
      // Without the language: the same programme keeps its name wherever it is found.
      guid: feedId('broadcast', house.centre.city.en).slice('urn:uuid:'.length),
      locations: [{ display: house.centre.city[language] }],
    },
  }
}

/** What nobody measured or signed is named in the title, too: many readers show nothing else. */
function titleOf(edition: PublicEdition, language: Language): string {
  const w = words[language]
  const { title, air } = edition.rundown.edition
  const labels = [...(air.kind === 'reference' ? [] : [w[air.kind]]), ...(edition.signed ? [] : [w.unsigned])]
  const zh = language === 'zh'
  const label = labels.map((one) => (zh ? `【${one}】` : `[${one}] `)).join('')
  return `${label}${title[language]}${zh ? '，' : ', '}${longDay(edition.day, language)}`
}

function entryOf(house: House, ask: Ask, edition: PublicEdition): FeedEntry {
  const { language, base } = ask
  const text = transcriptOf(edition.rundown)
  const summary = text
    .filter(({ id }) => id === 'now' || id === 'review' || id === 'alert')
    .flatMap(({ sentences }) => sentences.map(({ words: said }) => said[language]))
    .join(language === 'zh' ? '' : ' ')
  return {
    id: feedId('broadcast edition', house.centre.city.en, edition.id, language),
    title: titleOf(edition, language),
    url: `${base}${href(ask, editionPath(edition))}`,
    summary: summary || titleOf(edition, language),
    html: htmlOf(ask, edition),
    published: Temporal.Instant.from(edition.published),
    updated: Temporal.Instant.from(edition.published),
    tags: [kindNames[edition.kind][language]],
    files: filmsOf(ask, edition),
    rss: episodeOf(house, ask, edition),
  }
}

const filmsOf = ({ base }: Ask, edition: PublicEdition): FeedFile[] =>
  shapesOf(edition).map((shape) => {
    const film = filmOf(edition, shape)!
    return {
      url: `${base}${mediaPath(edition, film.name)}`,
      type: film.mediaType,
      bytes: film.bytes,
      seconds: Math.round(secondsOf(edition.rundown.frames)),
    }
  })

/** The labels and the whole transcript. */
function htmlOf({ language }: Ask, edition: PublicEdition): string {
  const w = words[language]
  const { kind } = edition.rundown.edition.air
  const labels = [
    ...(kind === 'reference' ? [] : [w[`${kind}About`]]),
    ...(edition.signed ? [] : [w.unsignedAbout]),
    ...(edition.synthetic ? [w.syntheticAbout] : []),
    ...(edition.late.length > 0 ? [w.lateAbout, ...edition.late.map((one) => one[language])] : []),
  ]
  return [
    ...labels.map((label) => `<p><strong>${escaped(label)}</strong></p>`),
    ...transcriptOf(edition.rundown)
      .filter(({ sentences }) => sentences.length > 0)
      .flatMap(({ title, sentences }) => [
        `<h3>${escaped(title[language])}</h3>`,
        `<p>${sentences.map((one) => escaped(one.words[language])).join(language === 'zh' ? '' : ' ')}</p>`,
      ]),
  ].join('')
}

const two = (n: number) => String(n).padStart(2, '0')
/** hh:mm:ss.mmm, as Podlove's chapters want it. */
const chapterTime = (seconds: number) =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${(seconds % 60).toFixed(3).padStart(6, '0')}`

function episodeOf(house: House, ask: Ask, edition: PublicEdition): NonNullable<FeedEntry['rss']> {
  const { language, base } = ask
  const { rundown } = edition
  const seconds = Math.round(secondsOf(rundown.frames))
  const path = editionPath(edition)
  const subtitles = (['zh', 'en'] as const).flatMap((of) => {
    const file = wordsFile(edition, 'subtitles', of)
    return file ? [{ of, url: `${base}${mediaPath(edition, file.name)}` }] : []
  })
  return {
    itunes: {
      duration: seconds,
      explicit: false,
      episodeType: 'full',
      image: `${base}${cardPath(edition)}`,
      author: house.centre.name[language],
    },
    podcast: {
      transcripts: subtitles.map(({ of, url }) => ({
        url,
        type: 'text/vtt',
        language: of === 'zh' ? 'zh-CN' : 'en',
        rel: 'captions',
      })),
      chapters: { url: `${base}${href(ask, `${path}/chapters.json`)}`, type: 'application/json+chapters' },
    },
    psc: {
      chapters: rundown.parts.map(({ part, from }) => ({
        start: chapterTime(secondsOf(from)),
        title: speakable(part.title[language]),
      })),
    },
    media: mediaOf(house, ask, edition),
  }
}

function mediaOf({ centre }: House, { language, base }: Ask, edition: PublicEdition) {
  const { sources } = edition.rundown.edition.air
  const poster = posterOf(edition, 'wide')
  return {
    groups: [
      {
        contents: shapesOf(edition).map((shape, i) => {
          const film = filmOf(edition, shape)!
          return {
            url: `${base}${mediaPath(edition, film.name)}`,
            fileSize: film.bytes,
            type: film.mediaType,
            medium: 'video',
            isDefault: i === 0,
            expression: 'full',
            framerate: 25,
            duration: Math.round(secondsOf(edition.rundown.frames)),
            width: shapes[shape].width,
            height: shapes[shape].height,
          }
        }),
        title: { value: speakable(titleOf(edition, language)), type: 'plain' },
        ...(poster ? { thumbnails: [{ url: `${base}${mediaPath(edition, poster.name)}` }] } : {}),
        credits: [
          { value: centre.name[language], role: 'producer' },
          ...sources
            .filter(({ attribution }) => attribution)
            .map(({ attribution }) => ({ value: speakable(attribution), role: 'data source' })),
        ],
      },
    ],
  }
}

/** The parts of an edition as Podcasting 2.0 chapters. */
export const chaptersJson = ({ rundown }: PublicEdition, language: Language): string =>
  JSON.stringify({
    version: '1.2.0',
    title: rundown.edition.title[language],
    chapters: rundown.parts.map(({ part, from, frames }) => ({
      startTime: secondsOf(from),
      endTime: secondsOf(from + frames),
      title: part.title[language],
    })),
  })

/** The feeds of the broadcast, for `feeds` of a page. */
export const feedLinks = (house: House, ask: Ask): { type: string; title: string; path: string }[] =>
  feedFormats.map((format) => ({
    type: feedTypes[format].split(';')[0]!,
    title: words[ask.language].programme(house.centre.city[ask.language]),
    path: href(ask, `/feeds/broadcast.${format}`),
  }))
