/** Longest name in UTF-8 bytes: file systems take 255, and a few are for what readers put before it. */
const longest = 200

/** Names that Windows keeps for its devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The name of a file as it may be shown, kept and written to any disk: without folders, control and direction marks,
 * and not too long, its ending kept. Cleaning a clean name changes nothing.
 */
export function cleanName(given: string): string {
  const last = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .findLast((part) => part.trim() !== '')
  const plain = (last ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\uFFFD]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/gu, ' ')
  const short = shortened(trimmed(plain))
  if (short === '') return 'file'
  return devices.test(short) ? shortened(`_${short}`) : short
}

/** Dots at the ends hide a file or vanish on Windows. */
const trimmed = (text: string) => text.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '')

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name
  const ending = endingOf(name)
  const tail = ending === '' ? '' : `.${ending}`
  return trimmed(cutTo(name.slice(0, name.length - tail.length), longest - tail.length)) + tail
}

/** As many whole characters as fit into so many bytes. */
function cutTo(text: string, bytes: number): string {
  let left = bytes
  let end = 0
  for (const character of text) {
    left -= Buffer.byteLength(character)
    if (left < 0) break
    end += character.length
  }
  return text.slice(0, end)
}

/** What stands behind the last dot, in small letters; empty where that is no ending. */
export const endingOf = (name: string): string =>
  /[^.]\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** How a browser is told to keep or show a file (RFC 6266, and RFC 8187 for what is not ASCII). */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const exact = plain === name ? '' : `; filename*=UTF-8''${encoded}`
  return `${how}; filename="${plain}"${exact}`
}
