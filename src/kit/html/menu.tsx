import type { MenuItem } from '../room.ts'
import type { Ask } from '../web/pages.ts'
import { href } from './layout.tsx'
import { words } from './words.ts'

type Place = Pick<Ask, 'menu' | 'path'>

/** The sections that stand in the first row of the menu. */
export const sectionsOf = (menu: readonly MenuItem[]) =>
  menu.filter(({ under, foot }) => under === undefined && !foot)

/** What stands in a section, the section itself first; nothing where it stands alone. */
function inSection(menu: readonly MenuItem[], section: MenuItem): MenuItem[] {
  const inside = menu.filter(({ under }) => under === section.path)
  return inside.length === 0 ? [] : [{ ...section, words: section.inside ?? section.words }, ...inside]
}

/** How much of a path an item covers: the longest wins, so that `/air/history` is not "the air now". */
function covers({ path, also = [] }: MenuItem, asked: string): number {
  const fits = (each: string) => asked === each || asked.startsWith(`${each}/`)
  return Math.max(-1, ...[path, ...also].filter(fits).map(({ length }) => length))
}

const best = (items: readonly MenuItem[], path: string): MenuItem | null =>
  items.reduce<MenuItem | null>(
    (found, item) => (covers(item, path) > (found ? covers(found, path) : -1) ? item : found),
    null,
  )

/** Where a page stands: its section, and its own place in it. */
export function placeOf({ menu, path }: Place): { section: MenuItem | null; item: MenuItem | null } {
  const item = best(menu, path)
  const section = item?.under ? (menu.find((each) => each.path === item.under) ?? null) : item
  return { section, item }
}

/** The first row: the sections of the whole site. */
export function MainMenu({ ask }: { ask: Ask }) {
  const { section } = placeOf(ask)
  return (
    <nav class="menu" aria-label={words[ask.language].menu}>
      <a href={href(ask, '/')} aria-current={ask.path === '/' ? 'page' : undefined}>
        {words[ask.language].home}
      </a>
      {sectionsOf(ask.menu).map((item) => (
        <a href={href(ask, item.path)} aria-current={item === section ? 'page' : undefined}>
          {item.words[ask.language]}
        </a>
      ))}
    </nav>
  )
}

/** The second row, on the pages of a section that has parts. @param given parts that only the page knows, such as columns */
export function SectionMenu({ ask, given }: { ask: Ask; given?: readonly MenuItem[] | undefined }) {
  const { section } = placeOf(ask)
  const items = given ?? (section ? inSection(ask.menu, section) : [])
  if (items.length === 0) return null
  const here = best(items, ask.path)
  const name = section?.words[ask.language] ?? words[ask.language].menu
  return (
    <nav class="sections" aria-label={name}>
      <div class="wrap">
        {items.map((item) => (
          <a href={href(ask, item.path)} aria-current={item === here ? 'page' : undefined}>
            {item.words[ask.language]}
          </a>
        ))}
      </div>
    </nav>
  )
}

/** All of the site at its foot, a section a column. */
export function FootMenu({ ask }: { ask: Ask }) {
  return (
    <nav class="foot-menu" aria-label={words[ask.language].allPages}>
      {sectionsOf(ask.menu).map((section) => {
        const inside = inSection(ask.menu, section).slice(1)
        return (
          <div>
            <a class="foot-section" href={href(ask, section.path)}>
              {section.words[ask.language]}
            </a>
            {inside.length > 0 && (
              <ul>
                {inside.map((item) => (
                  <li>
                    <a href={href(ask, item.path)}>{item.words[ask.language]}</a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )
      })}
    </nav>
  )
}
