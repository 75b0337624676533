import type { Ask } from '../web/pages.ts'
import { href } from './layout.tsx'
import { words } from './words.ts'

/** The search in the head of every page: a field where there is room, else the way to the page. @param base path of the search page, without the language */
export function SearchBox({ ask, base }: { ask: Ask; base: string }) {
  const w = words[ask.language]
  const here = ask.path === base
  return (
    <>
      {!here && (
        <search class="find-box" aria-label={w.search}>
          <form action={href(ask, base)} method="get">
            <input name="q" type="search" maxlength={200} aria-label={w.search} placeholder={w.search} />
          </form>
        </search>
      )}
      <a
        class={here ? undefined : 'find-link'}
        href={href(ask, base)}
        aria-current={here ? 'page' : undefined}
      >
        {w.search}
      </a>
    </>
  )
}
