import { type Language, tagOf } from '../words.ts'
import type { Doc } from './document.ts'
import { anchorOf, type Manner, type Part, type Resolve, render } from './render.tsx'
import { inside, nodesOf, wordsOf } from './walk.ts'
import { words } from './words.ts'

export interface HtmlOptions {
  language: Language
  resolve: Resolve
  /** Anchors begin with it, where a page shows several documents. */
  ids?: string
}

const classes: Partial<Record<Part, string>> = {
  scroll: 'scroll',
  figure: 'text-picture',
  block: 'text-block',
  more: 'text-more',
  note: 'text-note',
  notes: 'text-notes',
}

const manner = ({ language, resolve, ids = 't-' }: HtmlOptions): Manner => ({
  language,
  resolve,
  ids,
  dress: (part) => (classes[part] ? { class: classes[part] } : {}),
  // Pages of others get no say over ours, and ours lend them no rank.
  link: (href) => (/^https?:/i.test(href) ? { href, rel: 'noopener' } : { href }),
})

/** The document on a public page: anchored headings, notes at the end, tables that scroll by themselves. */
export const htmlOf = (doc: Doc, options: HtmlOptions) => (
  <div class="text" lang={tagOf(options.language)}>
    {render(doc, manner(options))}
  </div>
)

/** The headings with their anchors, for a table of contents; the same anchors as `htmlOf` writes. */
export function headingsOf(doc: Doc, ids = 't-'): { level: number; text: string; id: string }[] {
  const taken = new Map<string, number>()
  const found: { level: number; text: string; id: string }[] = []
  for (const { node } of nodesOf(doc)) {
    if (node.type !== 'heading' || inside(node).length === 0) continue
    const { attrs, content } = node as Extract<Doc['content'][number], { type: 'heading' }>
    const text = wordsOf(content)
    found.push({ level: attrs.level, text, id: `${ids}${anchorOf(text, taken)}` })
  }
  return found
}

/**
 * The document for paper, as HTML for the browser's print: addresses are written out in a list, as paper cannot be
 * clicked; `base` makes paths of our own whole.
 */
export function printOf(doc: Doc, { base, ...options }: HtmlOptions & { base: string }) {
  const list: string[] = []
  const numberOf = (href: string) => (list.includes(href) ? list.indexOf(href) + 1 : list.push(href))
  const body = render(doc, {
    ...manner(options),
    ids: null,
    link: (href) => (href.startsWith('#') ? null : { href: absolute(href, base) }),
    afterLink: (href) =>
      !href.startsWith('#') && <sup class="text-note">〔{numberOf(absolute(href, base))}〕</sup>,
  })
  return (
    <div class="text text-print" lang={tagOf(options.language)}>
      {body}
      {list.length > 0 && (
        <section class="text-notes">
          <h2>{words[options.language].links}</h2>
          <ol>
            {list.map((address) => (
              <li>{address}</li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

/** A path of our own as a whole address. */
export const absolute = (href: string, base: string) => (href.startsWith('/') ? `${base}${href}` : href)
