import type { Hono } from 'hono'
import { DeskPage } from '../../html/desk-layout.tsx'
import { anyOfficer } from '../../people/officer.ts'
import { whoAsks } from '../../people/sign-in.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { desk } from '../../web/desk.tsx'
import { pick, searchFor } from '../search.ts'
import { label, words } from '../words.ts'
import { Results, SearchForm, typedIn } from './results.tsx'

const base = '/desk/search'

/** The search of the desk over all that the officer may see, and the things that a text may link to. */
export function deskSearchRoutes(web: Hono, house: House): void {
  desk(web, house, base, anyOfficer, async (ask) => {
    const { language, officer } = ask
    const typed = typedIn(ask.query)
    const found = await searchFor(house, { ...typed, language, officer })
    return {
      body: (
        <DeskPage
          ask={ask}
          centre={house.centre}
          title={words[language].inDesk}
          lead={words[language].deskLead}
          crumbs={[{ words: label('search') }]}
        >
          <SearchForm ask={ask} base={base} typed={typed} />
          <Results ask={ask} house={house} base={base} typed={typed} found={found} />
        </DeskPage>
      ),
    }
  })
  for (const language of ['zh', 'en'] as const)
    web.get(language === 'zh' ? '/desk/pick' : '/en/desk/pick', async (c) => {
      // A program asks: it is told, and not led to the page to sign in.
      if (!(await whoAsks(house, c))) throw signInFirst()
      c.header('cache-control', 'no-store')
      return c.json(await pick(house, c.req.query('q') ?? '', language))
    })
}

const signInFirst = () =>
  new Problem('sign-in-first', { zh: '请先登录工作台。', en: 'Sign in to the desk first.' }, 401)
