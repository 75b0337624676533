import { type AnyExtension, type Editor, Mark, mergeAttributes, Node } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { TextSelection } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { limits } from '../../text/document.ts'
import { isAddress, thingPattern } from '../../text/link.ts'
import type { EditorSettings } from './text-settings.ts'

/** What stands in quotes, cells and list items: no headings, pictures or tables within them, as the server has it. */
const flow = '(paragraph|bulletList|orderedList)'
const itemContent = `paragraph ${flow}*`

const Starter = StarterKit.extend({
  addExtensions() {
    const all = this.parent?.() ?? []
    return all.map((each) => {
      if (each.name === 'listItem') return (each as Node).extend({ content: itemContent })
      if (each.name === 'blockquote') return (each as Node).extend({ content: `${flow}+` })
      if (each.name === 'orderedList')
        return (each as Node).extend({
          addAttributes: () => ({
            start: {
              default: 1,
              parseHTML: (element: HTMLElement) => startOf(element.getAttribute('start')),
            },
          }),
        })
      return each
    })
  },
})

/** Within what the server takes. */
const startOf = (text: string | null) =>
  Math.min(1_000_000, Math.max(0, Number.parseInt(text ?? '1', 10) || 1))

const spanOf = (element: HTMLElement, name: string) =>
  Math.min(limits.span, Math.max(1, Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1))
/** No widths and no alignment: a cell knows only how many rows and columns it takes. */
const spans = () => ({
  colspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'colspan') },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => spanOf(element, 'rowspan') },
})
const OurCell = TableCell.extend({ content: `${flow}+`, addAttributes: spans })
const OurHeader = TableHeader.extend({ content: `${flow}+`, addAttributes: spans })

const OurTable = Table.extend({
  renderHTML: () => ['table', ['tbody', 0]],
  addNodeView: () => null,
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      // Out of the table at its end, so that the keyboard is never caught in it.
      Tab: () => this.editor.commands.goToNextCell() || leaveTable(this.editor),
    }
  },
})

function leaveTable({ state, view }: Editor) {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === 'table') {
      const after = $from.after(depth)
      const to = TextSelection.near(state.doc.resolve(after), 1)
      if (to.from < after) return false
      view.dispatch(state.tr.setSelection(to).scrollIntoView())
      return true
    }
  return false
}

const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({
    href: { default: null },
    about: { default: null, parseHTML: (element) => element.getAttribute('data-about') },
  }),
  parseHTML: () => [
    {
      tag: 'a',
      getAttrs: (element) => {
        const about = element.getAttribute('data-about')
        if (about) return thingPattern.test(about) ? { about, href: null } : false
        return isAddress(element.getAttribute('href') ?? '') ? null : false
      },
    },
  ],
  renderHTML: ({ HTMLAttributes: { href, about } }) =>
    // What was refused stands in the editor again, with the address that was refused.
    about
      ? ['a', { 'data-about': about, title: about }, 0]
      : ['a', { href: isAddress(href ?? '') ? href : null, title: href }, 0],
})

const small = (name: string, tag: string, key: string) =>
  Mark.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
    addKeyboardShortcuts() {
      return { [key]: () => this.editor.commands.toggleMark(name) }
    },
  })

/** A node without inner text; copied with its attributes as JSON, which only this editor reads again. */
function atom(
  name: string,
  attrs: Record<string, unknown>,
  inline: boolean,
  sound: (attrs: Record<string, unknown>) => boolean,
  show: (attrs: Record<string, unknown>) => HTMLElement,
) {
  return Node.create({
    name,
    group: inline ? 'inline' : 'block',
    inline,
    atom: true,
    draggable: true,
    selectable: true,
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(attrs).map(([key, value]) => [key, { default: value, rendered: false }]),
      ),
    parseHTML: () => [
      {
        tag: `[data-block="${name}"]`,
        priority: 100,
        getAttrs: (element) => {
          const found = parsed(element.getAttribute('data-attrs'))
          return found && Object.keys(attrs).every((key) => key in found) && sound(found) ? found : false
        },
      },
    ],
    renderHTML: ({ node }) => [
      inline ? 'span' : 'div',
      { 'data-block': name, 'data-attrs': JSON.stringify(node.attrs) },
    ],
    addNodeView:
      () =>
      ({ node }) => ({ dom: show(node.attrs) }),
  })
}

function parsed(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const box = (className: string, ...inside: (string | HTMLElement)[]) => {
  const element = document.createElement('div')
  element.className = className
  element.append(...inside)
  return element
}

function pictureShown(attrs: Record<string, unknown>, { words, picture }: EditorSettings) {
  const figure = document.createElement('figure')
  figure.className = `text-picture text-picture-${attrs.width}`
  const img = document.createElement('img')
  img.src = picture.replace('{sha256}', String(attrs.sha256))
  img.alt = String(attrs.alt)
  const caption = document.createElement('figcaption')
  caption.textContent = String(attrs.caption)
  figure.append(img, ...(attrs.caption ? [caption] : []))
  if (!attrs.alt) figure.append(box('rt-missing', words.pictureWithout))
  return figure
}

function noteShown({ text }: Record<string, unknown>, { words }: EditorSettings) {
  const sup = document.createElement('sup')
  sup.className = 'rt-note'
  sup.setAttribute('role', 'note')
  sup.setAttribute('aria-label', `${words.footnote}: ${text}`)
  sup.title = String(text)
  return sup
}

const isText = (value: unknown) => typeof value === 'string'

/** The nodes and marks of `kit/text/schema.ts`, and no others. */
export function nodes(settings: EditorSettings): AnyExtension[] {
  const { words, places, pollutants } = settings
  const named = (options: EditorSettings['places'], value: unknown) =>
    options.find((option) => option.value === value)?.label ?? String(value)
  return [
    Starter.configure({ heading: { levels: [2, 3, 4] }, codeBlock: false, link: false }),
    Link,
    small('subscript', 'sub', 'Mod-,'),
    small('superscript', 'sup', 'Mod-.'),
    OurTable.configure({ resizable: false }),
    TableRow,
    OurCell,
    OurHeader,
    atom(
      'picture',
      { sha256: '', alt: '', caption: '', width: 'text', focal: null },
      false,
      ({ sha256, alt, caption }) => /^[0-9a-f]{64}$/.test(String(sha256)) && isText(alt) && isText(caption),
      (attrs) => pictureShown(attrs, settings),
    ),
    atom(
      'footnote',
      { text: '' },
      true,
      ({ text }) => isText(text),
      (attrs) => noteShown(attrs, settings),
    ),
    atom(
      'air',
      { place: '' },
      false,
      ({ place }) => isText(place),
      ({ place }) => box('rt-block', `${words.air} · ${named(places, place)}`),
    ),
    atom(
      'chart',
      { pollutant: '', days: 30 },
      false,
      ({ pollutant, days }) => isText(pollutant) && Number.isInteger(days),
      ({ pollutant, days }) =>
        box('rt-block', `${words.chart} · ${named(pollutants, pollutant)} · ${words.days} ${days}`),
    ),
    atom(
      'thingLink',
      { about: '', title: '' },
      false,
      ({ about, title }) => thingPattern.test(String(about)) && isText(title),
      ({ title }) => box('rt-block', `${words.more} · ${title}`),
    ),
  ]
}
