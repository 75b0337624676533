/** XML is written, not templated: what is put in is always text, never markup. */
export class Xml {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Everything that XML 1.0 cannot hold, not even escaped. */
const unspeakable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

/** A text without what would make any XML or SVG file that holds it unreadable; escaping is another matter. */
export const speakable = (text: string): string => text.toWellFormed().replace(unspeakable, '')

/** A text as the content of an element or an attribute, in XML and in HTML. */
export const escaped = (text: string): string =>
  speakable(text).replace(/[&<>"'\r]/g, (sign) => escapes[sign]!)

type Content = string | number | Xml | null | undefined | readonly Content[]

const inside = (content: Content): string => {
  if (content === null || content === undefined) return ''
  if (content instanceof Xml) return content.text
  if (typeof content === 'object') return content.map(inside).join('')
  return escaped(String(content))
}

/** An element with text or elements inside. */
export const element = (name: string, content: Content, attributes: Record<string, string> = {}): Xml => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return new Xml(`<${name}${written.join('')}>${inside(content)}</${name}>`)
}

/** An element that is left out when there is nothing to say. */
export const optional = (name: string, content: string | null | undefined): Xml | null =>
  content ? element(name, content) : null

/** A whole document. */
export const xmlDocument = (root: Xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`
