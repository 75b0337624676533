import type { House } from '../kit/room.ts'
import type { Searchable } from '../kit/search/search.ts'
import { languages } from '../kit/words.ts'
import { editionPath } from './pages/json-ld.ts'
import { transcriptText } from './pages/public-edition.ts'
import { shelfOf } from './pages/shelf.ts'

/** Some decades; the loops of every hour are for screens, not for readers. */
const mostEditions = 50_000

const idIn = (about: string) => about.slice('broadcast/'.length)

async function textsOf(house: House, about: string) {
  const edition = await shelfOf(house).one(idIn(about), null)
  if (!edition || edition.kind === 'hourly') return []
  return languages.map((language) => ({
    language,
    title: edition.rundown.edition.title[language],
    text: transcriptText(edition.rundown, language),
    path: editionPath(edition),
    at: Temporal.Instant.from(edition.published).epochMilliseconds,
    facets: { year: edition.day.slice(0, 4) },
  }))
}

/** The editions of the broadcast that the public may see, by all that is said in them. */
export const editionSearchable: Searchable = {
  kind: 'edition',
  words: { zh: '播报', en: 'Broadcast' },
  watches: (_, about) => about.startsWith('broadcast/'),
  find: (_, about, house) => textsOf(house, about),
  async *all(_, house) {
    for (const { id } of await shelfOf(house).days(mostEditions)) yield `broadcast/${id}`
  },
}
