import type { Child } from 'hono/jsx'
import type { Language } from '../words.ts'
import type {
  Block,
  Doc,
  Footnote,
  Inline,
  LinkAttrs,
  ListItem,
  Mark,
  PictureAttrs,
  TextPiece,
} from './document.ts'
import { isAddress } from './link.ts'
import { renderNoteMark, renderNotes } from './render-notes.tsx'
import { renderTable } from './render-table.tsx'
import { wordsOf } from './walk.ts'
import { words } from './words.ts'

/** A thing of the centre as readers meet it. */
export interface Thing {
  path: string
  title: string
}

/** What a document names and only the caller knows; everything was fetched before the rendering starts. */
export interface Resolve {
  /** Null where the thing is gone or not public: its words stay, the link goes. */
  thing(about: string): Thing | null
  /** A picture in its frame's width, without the caption. */
  picture(picture: PictureAttrs): Child
  /** The air now at a place. */
  air?(place: string): Child
  chart?(pollutant: string, days: number): Child
}

/** How one rendering dresses the elements that all renderings share. */
export interface Manner {
  language: Language
  resolve: Resolve
  /** Attributes of an element by its part of the text; classes for the web, styles for mail. */
  dress(part: Part): { class?: string; style?: string }
  /** A link around its words; null leaves the words alone. */
  link(href: string): { href: string } | null
  /** Said behind a link, such as its number in a list of addresses. */
  afterLink?(href: string): Child
  /** Anchors of headings and notes begin with this; null writes none. */
  ids: string | null
}

export type Part =
  | 'p'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'hr'
  | 'table'
  | 'scroll'
  | 'th'
  | 'td'
  | 'figure'
  | 'caption'
  | 'block'
  | 'more'
  | 'note'
  | 'notes'
  | 'a'
  | 'code'

export interface Work extends Manner {
  notes: Footnote[]
  anchors: Map<string, number>
}

/** Heading text as an anchor that stays while the words stay. */
export function anchorOf(text: string, taken: Map<string, number>): string {
  const plain = text
    .toWellFormed()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .toWellFormed()
  const name = plain || 'part'
  const before = taken.get(name) ?? 0
  taken.set(name, before + 1)
  return before === 0 ? name : `${name}--${before + 1}`
}

/** The blocks of a document in one manner, with its footnotes at the end. */
export function render(doc: Doc, manner: Manner) {
  const work: Work = { ...manner, notes: [], anchors: new Map() }
  const body = doc.content.map((block) => renderBlock(block, work))
  return (
    <>
      {body}
      {work.notes.length > 0 && renderNotes(work)}
    </>
  )
}

export function renderBlock(block: Block, work: Work): Child {
  const { dress, resolve } = work
  switch (block.type) {
    case 'paragraph':
      return block.content?.length ? <p {...dress('p')}>{renderLine(block.content, work)}</p> : null
    case 'heading':
      return renderHeading(block, work)
    case 'bulletList':
      return <ul {...dress('ul')}>{renderItems(block.content, work)}</ul>
    case 'orderedList':
      return (
        <ol {...dress('ol')} start={block.attrs.start === 1 ? undefined : block.attrs.start}>
          {renderItems(block.content, work)}
        </ol>
      )
    case 'blockquote':
      return (
        <blockquote {...dress('blockquote')}>
          {block.content.map((inner) => renderBlock(inner, work))}
        </blockquote>
      )
    case 'horizontalRule':
      return <hr {...dress('hr')} />
    case 'table':
      return renderTable(block.content, work)
    case 'picture':
      return renderPicture(block.attrs, work)
    case 'air':
      return <div {...dress('block')}>{resolve.air?.(block.attrs.place) ?? words[work.language].air}</div>
    case 'chart':
      return (
        <div {...dress('block')}>
          {resolve.chart?.(block.attrs.pollutant, block.attrs.days) ?? words[work.language].chart}
        </div>
      )
    case 'thingLink':
      return renderMore(block.attrs, work)
  }
}

function renderHeading({ attrs, content = [] }: Extract<Block, { type: 'heading' }>, work: Work) {
  if (content.length === 0) return null
  const Level = `h${attrs.level}` as const
  const id = work.ids === null ? undefined : `${work.ids}${anchorOf(wordsOf(content), work.anchors)}`
  return (
    <Level id={id} {...work.dress(Level)}>
      {renderLine(content, work)}
    </Level>
  )
}

const renderItems = (items: readonly ListItem[], work: Work) =>
  items.map((item) => (
    <li {...work.dress('li')}>
      {item.content.map((inner) =>
        // A lone paragraph of an item needs no paragraph of its own.
        inner.type === 'paragraph' && item.content.filter(({ type }) => type === 'paragraph').length === 1
          ? renderLine(inner.content ?? [], work)
          : renderBlock(inner, work),
      )}
    </li>
  ))

function renderPicture(picture: PictureAttrs, work: Work) {
  const { class: name, ...rest } = work.dress('figure')
  return (
    <figure class={name && `${name} text-picture-${picture.width}`} {...rest}>
      {work.resolve.picture(picture)}
      {picture.caption && <figcaption {...work.dress('caption')}>{picture.caption}</figcaption>}
    </figure>
  )
}

function renderMore({ about, title }: { about: string; title: string }, work: Work) {
  const name = work.resolve.thing(about)?.title || title
  if (!name) return null
  return (
    <p {...work.dress('more')}>
      {words[work.language].more}
      {renderLink({ about }, name, work)}
    </p>
  )
}

/** Pieces of one link beside each other are one link, whatever their other marks. */
export function renderLine(content: readonly Inline[], work: Work): Child {
  const out: Child[] = []
  for (let at = 0; at < content.length; ) {
    const link = linkOf(content[at]!)
    let end = at + 1
    while (link && end < content.length && JSON.stringify(linkOf(content[end]!)) === JSON.stringify(link))
      end++
    const inner = content.slice(at, end).map((node) => renderInline(node, work))
    out.push(link ? renderLink(link, inner, work) : inner)
    at = end
  }
  return out
}

const linkOf = ({ marks }: Inline | { marks?: Mark[] }): LinkAttrs | null =>
  marks?.find((mark) => mark.type === 'link')?.attrs ?? null

function renderLink(to: LinkAttrs, inner: Child, work: Work): Child {
  const path = 'href' in to ? to.href : work.resolve.thing(to.about)?.path
  // Checked again here: a document may have come from elsewhere than from `readDoc`.
  const link = path && isAddress(path) ? work.link(path) : null
  if (!path || !link) return path && work.afterLink ? [inner, work.afterLink(path)] : inner
  return (
    <>
      <a {...link} {...work.dress('a')}>
        {inner}
      </a>
      {work.afterLink?.(path)}
    </>
  )
}

function renderInline(node: Inline, work: Work): Child {
  if (node.type === 'hardBreak') return <br />
  if (node.type === 'footnote') return renderNoteMark(node, work)
  return dressed(node, work)
}

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
} as const

/** Marks nest in one order, so that equal text is equal HTML. */
function dressed({ text, marks = [] }: TextPiece, work: Work): Child {
  let out: Child = text
  for (const name of Object.keys(tags).reverse() as (keyof typeof tags)[])
    if (marks.some(({ type }) => type === name)) {
      const Tag = tags[name]
      out = <Tag {...(name === 'code' ? work.dress('code') : {})}>{out}</Tag>
    }
  return out
}
