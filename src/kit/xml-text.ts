/** Everything that XML 1.0 cannot hold, not even escaped. */
const unspeakable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** A text without what would make any XML or SVG file that holds it unreadable; escaping is another matter. */
export const speakable = (text: string): string => text.toWellFormed().replace(unspeakable, '')
