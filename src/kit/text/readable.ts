// Read by the editor in the browser as well: nothing of Node here.

/** Line ends, NUL and their kin have no place in a text node; a tab is writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const unreadable = /[\u0000-\u0008\u000a-\u001f\u007f\ufffe\uffff]/g

/** Blanks in place of what no text may hold; a half surrogate is no character. */
export const readable = (text: string) => text.toWellFormed().replace(unreadable, ' ')

export const isReadable = (text: string) => readable(text) === text
