import { href } from '../../html/layout.tsx'
import type { House } from '../../room.ts'
import { dayAt } from '../../time.ts'
import type { Ask } from '../../web/pages.ts'
import { type Language, monthName, tagOf } from '../../words.ts'
import type { Choice, Results as Found, Hit, Piece } from '../search.ts'
import { words } from '../words.ts'

/** What the address asks for; names of facets as they stand there begin with `f.`. */
export interface Typed {
  q: string
  kind: string | null
  facets: Record<string, string>
  page: number
}

/** The address's questions; whatever is wrong in it is as if it were not there. */
export function typedIn(query: URLSearchParams): Typed {
  const facets = [...query].flatMap(([name, value]) => {
    const facet = /^f\.([a-z]{1,20})$/.exec(name)?.[1]
    return facet && value ? [[facet, value.slice(0, 100)] as const] : []
  })
  const kind = query.get('kind') ?? ''
  return {
    q: (query.get('q') ?? '').slice(0, 200),
    kind: /^[a-z-]{1,40}$/.test(kind) ? kind : null,
    facets: Object.fromEntries(facets.slice(0, 4)),
    page: Number(/^\d{1,4}$/.exec(query.get('page') ?? '')?.[0] ?? 1),
  }
}

/** The address of a search, without the language. */
export function pathOf(base: string, { q, kind, facets, page }: Typed): string {
  const query = new URLSearchParams({ q })
  if (kind) query.set('kind', kind)
  for (const [name, value] of Object.entries(facets)) query.set(`f.${name}`, value)
  if (page > 1) query.set('page', String(page))
  return `${base}?${query}`
}

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
)

function dayWords(at: Temporal.Instant, zone: string, language: Language): string {
  const { year, month, day } = at.toZonedDateTimeISO(zone)
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${monthName({ month })} ${year}`
}

interface Props {
  ask: Ask
  house: House
  /** Path of the page, without the language. */
  base: string
  typed: Typed
  found: Found
}

/** The field above, with what was asked. */
export function SearchForm({ ask, base, typed }: Pick<Props, 'ask' | 'base' | 'typed'>) {
  const w = words[ask.language]
  return (
    <search>
      <form class="find" action={href(ask, base)} method="get">
        <label for="find-q">{w.field}</label>
        <div class="find-line">
          <input
            id="find-q"
            name="q"
            type="search"
            value={typed.q}
            maxlength={200}
            enterkeyhint="search"
            aria-describedby="find-help"
          />
          <button type="submit">{w.search}</button>
        </div>
        <p class="small" id="find-help">
          {w.fieldHelp}
        </p>
      </form>
    </search>
  )
}

/** What was found, and what may be done where nothing was. */
export function Results(props: Props) {
  const { ask, typed, found } = props
  const w = words[ask.language]
  if (typed.q.trim() === '') return <Begin {...props} />
  const narrowed = typed.kind !== null || Object.keys(typed.facets).length > 0
  return (
    <div class={found.kinds.length > 0 ? 'found' : 'found found-none'}>
      {found.kinds.length > 0 && <Filters {...props} />}
      <div>
        <h2 class="found-count">
          {found.total > 0 ? w.count(found.total, found.more) : w.none(typed.q.trim())}
          {found.pages > 1 && <small> {w.page(found.page, found.pages)}</small>}
        </h2>
        {found.total === 0 && <Nothing {...props} narrowed={narrowed} />}
        <ol class="hits" start={(found.page - 1) * 20 + 1}>
          {found.hits.map((hit) => (
            <One {...props} hit={hit} />
          ))}
        </ol>
        <Pages {...props} />
        {found.hits.some(({ at }) => at) && <p class="small after">{w.dates}</p>}
      </div>
    </div>
  )
}

function One({ ask, house, hit }: Props & { hit: Hit }) {
  const { at, kind, path, title, snippet } = hit
  const zone = house.settings.LANTIAN_ZONE
  return (
    <li>
      <h3>
        <a href={href(ask, path)}>
          <Pieces pieces={title} />
        </a>
      </h3>
      <p class="hit-text">
        <Pieces pieces={snippet} />
      </p>
      <p class="small">
        {kind[ask.language]}
        {at && (
          <>
            {' · '}
            <time datetime={dayAt(at, zone)}>{dayWords(at, zone, ask.language)}</time>
          </>
        )}
      </p>
    </li>
  )
}

function Filters({ ask, base, typed, found }: Props) {
  const w = words[ask.language]
  const line = (choice: Pick<Choice, 'words'> & { count?: number }, next: Typed, current: boolean) => (
    <li>
      <a
        href={href(ask, pathOf(base, { ...next, page: 1 }))}
        aria-current={current ? 'true' : undefined}
        rel="nofollow"
      >
        {choice.words[ask.language]}
        {choice.count !== undefined && <small> {choice.count}</small>}
      </a>
    </li>
  )
  const all = { words: { zh: words.zh.all, en: words.en.all } }
  return (
    <nav class="filters" aria-label={w.kinds}>
      <h2>{w.kinds}</h2>
      <ul>
        {line(all, { ...typed, kind: null }, typed.kind === null)}
        {found.kinds.map((each) => line(each, { ...typed, kind: each.value }, typed.kind === each.value))}
      </ul>
      {found.facets.map(({ name, words: title, values }) => {
        const { [name]: chosen, ...others } = typed.facets
        return (
          <>
            <h2>{title[ask.language]}</h2>
            <ul>
              {line(all, { ...typed, facets: others }, chosen === undefined)}
              {values.map((each) =>
                line(each, { ...typed, facets: { ...others, [name]: each.value } }, chosen === each.value),
              )}
            </ul>
          </>
        )
      })}
    </nav>
  )
}

function Nothing({ ask, base, typed, found, narrowed }: Props & { narrowed: boolean }) {
  const w = words[ask.language]
  const { suggestion, elsewhere } = found
  const plain = { ...typed, kind: null, facets: {}, page: 1 }
  return (
    <div class="prose">
      {suggestion && (
        <p class="meant">
          {w.meant}
          <a href={href(ask, pathOf(base, { ...plain, q: suggestion }))}>{suggestion}</a>
        </p>
      )}
      {elsewhere && (
        <p>
          <a href={href(elsewhere, pathOf(base, plain))} hreflang={tagOf(elsewhere.language)}>
            {w.elsewhere(elsewhere.total, elsewhere.more)}
          </a>
        </p>
      )}
      {narrowed && found.kinds.length > 0 && (
        <p>
          <a href={href(ask, pathOf(base, plain))}>{w.without}</a>
        </p>
      )}
      <ul>
        {w.tips.slice(0, narrowed ? 3 : 2).map((tip) => (
          <li>{tip}</li>
        ))}
      </ul>
    </div>
  )
}

/** Before anything is asked: what may be. */
const Begin = ({ ask, base }: Props) => (
  <div class="prose begin">
    <h2>{words[ask.language].begin}</h2>
    <ul>
      {words[ask.language].examples.map((q) => (
        <li>
          <a href={href(ask, pathOf(base, { q, kind: null, facets: {}, page: 1 }))}>{q}</a>
        </li>
      ))}
    </ul>
  </div>
)

/** Numbers of pages: the first, the last, and those around this one. */
function Pages({ ask, base, typed, found }: Props) {
  const { page, pages } = found
  if (pages < 2) return null
  const near = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, pages])].filter(
    (each) => each >= 1 && each <= pages,
  )
  near.sort((a, b) => a - b)
  return (
    <nav class="pages" aria-label={words[ask.language].page(page, pages)}>
      <ol>
        {near.map((each, i) => (
          <li class={i > 0 && each - near[i - 1]! > 1 ? 'gap' : undefined}>
            <a
              href={href(ask, pathOf(base, { ...typed, page: each }))}
              aria-current={each === page ? 'page' : undefined}
            >
              {each}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
