import type { Child } from 'hono/jsx'
import { airFront, airFrontDepends } from '../../air/index.ts'
import { filmDepends } from '../../broadcast/index.ts'
import { Page } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { feedLinks } from '../feed-links.ts'
import type { Block } from '../home/blocks.ts'
import { publishedHome } from '../home/store.ts'
import { shelfDepends } from '../shelves.ts'
import { type Scene, sceneOf } from './frame.tsx'
import { renderBlock, type Shown } from './home-blocks.tsx'
import { Ridge } from './ridge.tsx'
import { words } from './words.ts'

/** The home page of the whole site: the sky of the hour, then what editors composed. */
export async function homePage(house: House, ask: Ask): Promise<Answer> {
  const { blocks } = await publishedHome(house)
  return {
    body: await wholeHome(house, ask, blocks),
    depends: ['press/home', 'press/live', ...shelfDepends, ...airFrontDepends, ...filmDepends],
  }
}

/** The page with these blocks; the desk's preview shows those that are not published. */
export async function wholeHome(house: House, ask: Ask, blocks: readonly Block[]) {
  const [air, scene] = await Promise.all([airFront(house, ask), sceneOf(house, ask)])
  const made = await inOrder(scene, blocks)
  const { language } = ask
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={house.centre.name[language]}
      description={`${air.said}. ${house.centre.about[language]}`}
      sky={`${air.sky} sky-front`}
      notices={air.notices}
      hero={
        <>
          {air.hero}
          <Ridge level={air.level} />
        </>
      }
      card={air.card}
      feeds={feedLinks(ask, { kind: 'news' })}
      jsonLd={[siteLd(house, ask), ...air.jsonLd]}
    >
      <div class="wrap front">
        {made.length === 0 && <p class="empty">{words[language].none}</p>}
        {made.map(({ block, body }) => (
          <div class={`front-${block.place} block-${block.kind}`}>{body}</div>
        ))}
      </div>
    </Page>
  )
}

/** One after the other, picture stories first: what a block shows, the others leave out. */
async function inOrder(scene: Scene, blocks: readonly Block[]): Promise<{ block: Block; body: Child }[]> {
  const shown: Shown = new Set()
  const bodies = new Map<Block, Child>()
  const first = blocks.filter(({ kind }) => kind === 'lead' || kind === 'pictures')
  for (const block of new Set([...first, ...blocks])) {
    const body = await renderBlock(scene, block, shown)
    if (body !== null) bodies.set(block, body)
  }
  return blocks.flatMap((block) => (bodies.has(block) ? [{ block, body: bodies.get(block)! }] : []))
}

const siteLd = ({ centre }: House, { base, language }: Ask) => ({
  '@context': 'https://schema.org',
  '@type': 'WebSite',
  name: centre.name[language],
  url: `${base}${language === 'zh' ? '/' : '/en/'}`,
  inLanguage: ['zh-CN', 'en'],
  publisher: {
    '@type': 'GovernmentOrganization',
    name: centre.name[language],
    description: centre.about[language],
  },
})
