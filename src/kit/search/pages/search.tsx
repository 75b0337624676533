import type { Hono } from 'hono'
import { Page } from '../../html/layout.tsx'
import type { House } from '../../room.ts'
import { limited } from '../../web/limit.ts'
import { type Answer, type Ask, page } from '../../web/pages.ts'
import { searchFor } from '../search.ts'
import { label, words } from '../words.ts'
import { Results, SearchForm, typedIn } from './results.tsx'

const base = '/search'

async function searchPage(house: House, ask: Ask): Promise<Answer> {
  const w = words[ask.language]
  const typed = typedIn(ask.query)
  const found = await searchFor(house, { ...typed, language: ask.language, officer: null })
  const q = typed.q.trim()
  const body = (
    <Page
      ask={ask}
      centre={house.centre}
      title={q ? `${q} · ${w.search}` : w.search}
      description={w.lead}
      crumbs={[{ words: label('search') }]}
      // What a stranger typed is no page of ours.
      noIndex={ask.query.size > 0}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{w.search}</h1>
          {!q && <p class="lead">{w.lead}</p>}
        </div>
        <SearchForm ask={ask} base={base} typed={typed} />
        <Results ask={ask} house={house} base={base} typed={typed} found={found} />
      </div>
    </Page>
  )
  return { body }
}

/** The search of the public; asked as seldom as any program may ask. */
export function searchRoutes(web: Hono, house: House): void {
  const limit = limited(house)
  for (const path of [base, `/en${base}`]) web.use(path, limit)
  page(web, house, base, (ask) => searchPage(house, ask))
}
