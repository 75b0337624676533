/** The rich-text document: what the editor writes (ProseMirror's JSON), the server keeps and every rendering reads. */
export interface Doc {
  type: 'doc'
  content: Block[]
}

export type Block =
  | Paragraph
  | Heading
  | List
  | Quote
  | { type: 'horizontalRule' }
  | Table
  | PictureBlock
  | { type: 'air'; attrs: { place: string } }
  | { type: 'chart'; attrs: { pollutant: string; days: number } }
  | ThingLink

export interface Paragraph {
  type: 'paragraph'
  content?: Inline[]
}

export interface Heading {
  type: 'heading'
  attrs: { level: 2 | 3 | 4 }
  content?: Inline[]
}

export type List =
  | { type: 'bulletList'; content: ListItem[] }
  | { type: 'orderedList'; attrs: { start: number }; content: ListItem[] }

export interface ListItem {
  type: 'listItem'
  /** A paragraph, then paragraphs and lists. */
  content: Block[]
}

export interface Quote {
  type: 'blockquote'
  content: Block[]
}

export interface Table {
  type: 'table'
  content: TableRow[]
}

export interface TableRow {
  type: 'tableRow'
  content: TableCell[]
}

export interface TableCell {
  type: 'tableCell' | 'tableHeader'
  attrs: { colspan: number; rowspan: number }
  content: Block[]
}

export const pictureWidths = ['text', 'wide', 'half'] as const
export type PictureWidth = (typeof pictureWidths)[number]

export interface PictureAttrs {
  /** Name of the file by its content, see kit/files. */
  sha256: string
  /** What the picture says, for those who do not see it; empty is a finding of the checks. */
  alt: string
  caption: string
  width: PictureWidth
  /** The point that every cut keeps, in parts of width and height; null is the middle. */
  focal: { x: number; y: number } | null
}

export interface PictureBlock {
  type: 'picture'
  attrs: PictureAttrs
}

/** A thing of the centre shown as a line of its own: "read also". `title` is its name when it was picked. */
export interface ThingLink {
  type: 'thingLink'
  attrs: { about: string; title: string }
}

export interface TextPiece {
  type: 'text'
  text: string
  marks?: Mark[]
}

/** A note of the reader's own pace: a number in the text, its words at the end. */
export interface Footnote {
  type: 'footnote'
  attrs: { text: string }
}

export type Inline = TextPiece | { type: 'hardBreak'; marks?: Mark[] } | (Footnote & { marks?: Mark[] })

export const plainMarks = [
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'subscript',
  'superscript',
] as const
export type PlainMark = (typeof plainMarks)[number]

/** Where a link leads: an address, or a thing of the centre such as `article/12`, whose address may change. */
export type LinkAttrs = { href: string } | { about: string }
export type LinkMark = { type: 'link'; attrs: LinkAttrs }
export type Mark = { type: PlainMark } | LinkMark

export const emptyDoc = (): Doc => ({ type: 'doc', content: [{ type: 'paragraph' }] })

/** What a document may hold at most; a book is several documents. */
export const limits = {
  /** Signs of the JSON, well above a hundred thousand characters with their marks. */
  json: 2_000_000,
  /** Lists in quotes in cells in tables: deeper than any page is read. */
  depth: 24,
  nodes: 20_000,
  text: 20_000,
  label: 500,
  footnote: 2_000,
  address: 2_000,
  span: 100,
  days: 3_660,
} as const
