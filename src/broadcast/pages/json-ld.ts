import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { tagOf } from '../../kit/words.ts'
import { type ShapeName, shapes } from '../shape.ts'
import {
  filmOf,
  isoDuration,
  mediaPath,
  type PublicEdition,
  posterOf,
  secondsOf,
  transcriptText,
  wordsFile,
} from './public-edition.ts'
import { longDay, words } from './words.ts'

/** The address of an edition's own page, without the language. */
export const editionPath = ({ id }: Pick<PublicEdition, 'id'>) => `/broadcast/${encodeURIComponent(id)}`

/** The film as a schema.org VideoObject, its parts as Clips that search engines link to. */
export function videoLd(
  house: House,
  ask: Pick<Ask, 'language' | 'base'>,
  edition: PublicEdition,
  shape: ShapeName,
): object {
  const { language, base } = ask
  const w = words[language]
  const { rundown } = edition
  const { title, air } = rundown.edition
  const film = filmOf(edition, shape)
  const poster = posterOf(edition, shape)
  const caption = wordsFile(edition, 'subtitles', language)
  const page = `${base}${href(ask, editionPath(edition))}`
  const { width, height } = shapes[film?.shape ?? shape]
  const address = (name: string) => `${base}${mediaPath(edition, name)}`
  const labels = [
    ...(edition.signed ? [] : [w.unsignedAbout]),
    ...(air.kind === 'reference' ? [] : [w[`${air.kind}About`]]),
    ...(edition.synthetic ? [w.syntheticAbout] : []),
  ]
  return {
    '@context': 'https://schema.org',
    '@type': 'VideoObject',
    '@id': `${page}#film`,
    name: `${title[language]}${language === 'zh' ? '，' : ', '}${longDay(edition.day, language)}`,
    description: [...labels, w.about].join(language === 'zh' ? '' : ' '),
    url: page,
    inLanguage: tagOf(language),
    isAccessibleForFree: true,
    isFamilyFriendly: true,
    uploadDate: edition.published,
    temporalCoverage: air.hour,
    duration: isoDuration(rundown.frames),
    transcript: transcriptText(rundown, language),
    publisher: { '@type': 'GovernmentOrganization', name: house.centre.name[language] },
    contentLocation: { '@type': 'Place', name: house.centre.city[language] },
    creditText:
      air.sources
        .map(({ attribution }) => attribution)
        .filter(Boolean)
        .join('; ') || undefined,
    thumbnailUrl: poster ? [address(poster.name)] : [`${base}/icon-512.png`],
    ...(film
      ? {
          contentUrl: address(film.name),
          encodingFormat: film.mediaType,
          contentSize: String(film.bytes),
          sha256: film.sha256,
          width,
          height,
        }
      : {}),
    ...(caption
      ? {
          caption: {
            '@type': 'MediaObject',
            contentUrl: address(caption.name),
            encodingFormat: 'text/vtt',
            inLanguage: tagOf(language),
          },
        }
      : {}),
    hasPart: rundown.parts.map(({ part, from, frames }) => ({
      '@type': 'Clip',
      name: part.title[language],
      startOffset: secondsOf(from),
      endOffset: secondsOf(from + frames),
      url: `${page}#t=${secondsOf(from)}`,
    })),
  }
}
