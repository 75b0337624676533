import { Page, type PageProps } from '../../kit/html/layout.tsx'
import type { House, MenuItem } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { columnsOf, type PublicColumn, wordsOf } from '../shelves.ts'
import type { PressDb } from '../tables.ts'
import { words } from './words.ts'

/** What every public page of the press room knows. */
export interface Scene {
  house: House
  ask: Ask
  db: PressDb
  zone: string
  columns: readonly PublicColumn[]
}

export async function sceneOf(house: House, ask: Ask): Promise<Scene> {
  const db: PressDb = house.store.db
  return { house, ask, db, zone: house.settings.LANTIAN_ZONE, columns: await columnsOf(db) }
}

/** The second row of the menu: everything, then the columns that stand in it. */
const sectionsOf = (columns: readonly PublicColumn[]): MenuItem[] => [
  { words: { zh: words.zh.all, en: words.en.all }, path: '/news' },
  ...columns
    .filter(({ in_menu, kind }) => in_menu && kind !== 'pages')
    .map((column) => ({ words: wordsOf(column), path: `/columns/${column.slug}` })),
]

/** A page of the press room: its columns stand in the second row. */
export const PressPage = ({ scene, ...props }: { scene: Scene } & Omit<PageProps, 'ask' | 'centre'>) => (
  <Page ask={scene.ask} centre={scene.house.centre} sections={sectionsOf(scene.columns)} {...props} />
)

/** The breadcrumbs of a page as schema.org wants them. */
export const breadcrumbsLd = (ask: Ask, trail: readonly { name: string; path: string }[]) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ name, path }, at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    item: `${ask.base}${ask.language === 'zh' ? path : `/en${path === '/' ? '/' : path}`}`,
  })),
})
