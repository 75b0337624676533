import type { House } from '../../kit/room.ts'
import type { Words } from '../../kit/words.ts'
import { depends } from './broadcast.tsx'
import { editionPath } from './json-ld.ts'
import { mediaPath, posterOf } from './public-edition.ts'
import { shelfOf } from './shelf.ts'

/** The newest film that the public may see, as the home page shows it. */
export interface FrontFilm {
  path: string
  title: Words
  /** ISO 8601 day that it belongs to. */
  day: string
  poster: string
  /** Nobody signed it: it must be labelled. */
  signed: boolean
}

/** What `newestFilm` is made from. */
export const filmDepends = depends

/** The newest evening bulletin, else the newest morning minute; null where there is neither. */
export async function newestFilm(house: House): Promise<FrontFilm | null> {
  const shelf = shelfOf(house)
  const edition = (await shelf.newest('evening')) ?? (await shelf.newest('morning'))
  const poster = edition && posterOf(edition, 'wide')
  if (!edition || !poster) return null
  return {
    path: editionPath(edition),
    title: edition.rundown.edition.title,
    day: edition.day,
    poster: mediaPath(edition, poster.name),
    signed: edition.signed,
  }
}
