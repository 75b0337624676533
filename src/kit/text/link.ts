// Read by the editor in the browser as well: nothing of Node here.
import { limits } from './document.ts'

/** `article/12`: kind and number of a thing of the centre. */
export const thingPattern = /^[a-z][a-z0-9-]{0,39}\/[A-Za-z0-9][A-Za-z0-9._~-]{0,79}$/

/** Browsers drop these from an address before they read it, so `java\tscript:` would run. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const unclean = /[\u0000-\u0020\u007f-\u009f\u2028\u2029\\]/

/** True when readers may be sent there: the web, a mailbox, a telephone, a path of our own or a place on this page. */
export function isAddress(href: string): boolean {
  if (href.length > limits.address || unclean.test(href) || !href.isWellFormed()) return false
  if (href.startsWith('#')) return href.length > 1
  if (href.startsWith('/')) return !href.startsWith('//')
  if (/^mailto:[^@?]+@[^@?]+(\?.*)?$/i.test(href)) return true
  if (/^tel:[+0-9().\-;=a-z]{2,40}$/i.test(href)) return true
  return /^https?:\/\//i.test(href) && URL.canParse(href)
}

/** What a person typed as an address, put right where the meaning is plain; null where it is not. */
export function addressOf(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  if (isAddress(text)) return text
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]\S*)?$/i.test(text) && isAddress(`https://${text}`))
    return `https://${text}`
  return null
}
