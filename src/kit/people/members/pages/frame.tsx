import type { Child } from 'hono/jsx'
import { Done, FormFault } from '../../../html/form.tsx'
import { type Crumb, Page } from '../../../html/layout.tsx'
import type { House } from '../../../room.ts'
import type { Ask } from '../../../web/pages.ts'
import { doneWords, label, words } from './words.ts'

export interface Scene {
  ask: Ask
  house: House
}

/** A page around one's account, in the frame of the public site and kept out of search engines. */
export function MyPage(
  props: Scene & {
    title: string
    lead?: string | undefined
    /** Below "My account". */
    crumbs?: Crumb[]
    wrong?: string | undefined
    children?: Child
  },
) {
  const { ask, house, title, lead, crumbs = [], wrong } = props
  const done = wrong ? undefined : doneWords(ask.language, ask.query.get('done'))
  const own: Crumb = crumbs.length > 0 ? { words: label('my'), path: '/my' } : { words: label('my') }
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={title}
      description={lead ?? words[ask.language].my}
      crumbs={[own, ...crumbs]}
      noIndex
    >
      <div class="wrap my">
        <div class="pagehead">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {done && <Done>{done}</Done>}
        {wrong && <FormFault>{wrong}</FormFault>}
        {props.children}
      </div>
    </Page>
  )
}
