/** How a reader wants the pages to look; kept in a cookie, sent back by every page as attributes of `<html>`. */
export interface Preferences {
  theme: 'auto' | 'light' | 'dark' | 'contrast'
  type: 'normal' | 'large'
  palette: 'official' | 'assist'
}

export const preferenceChoices = {
  theme: ['auto', 'light', 'dark', 'contrast'],
  type: ['normal', 'large'],
  palette: ['official', 'assist'],
} as const satisfies { [K in keyof Preferences]: readonly Preferences[K][] }

export const defaultPreferences: Preferences = { theme: 'auto', type: 'normal', palette: 'official' }

const cookie = /(?:^|;\s*)prefs=(auto|light|dark|contrast)\.(normal|large)\.(official|assist)(?=;|$)/

/** The preferences part of a Cookie header as one short word, or '' for the defaults: the page cache's variant. */
export const preferencesKey = (header: string | undefined) =>
  header ? (cookie.exec(header)?.[0].replace(/^;?\s*prefs=/, '') ?? '') : ''

/** The preferences of a Cookie header; the defaults where it holds none, or a wrong one. */
export function parsePreferences(header: string | undefined): Preferences {
  const [, theme, type, palette] = (header && cookie.exec(header)) || []
  if (!theme) return defaultPreferences
  return { theme, type, palette } as Preferences
}

/** The Set-Cookie value that keeps these preferences for a year. */
export const preferencesCookie = ({ theme, type, palette }: Preferences) =>
  `prefs=${theme}.${type}.${palette}; Path=/; Max-Age=31536000; SameSite=Lax`

/** The preferences after a reader's choice; an unknown choice changes nothing. */
export function choose(now: Preferences, choice: URLSearchParams): Preferences {
  const pick = <K extends keyof Preferences>(name: K): Preferences[K] => {
    const wanted = choice.get(name)
    const known: readonly string[] = preferenceChoices[name]
    return wanted !== null && known.includes(wanted) ? (wanted as Preferences[K]) : now[name]
  }
  return { theme: pick('theme'), type: pick('type'), palette: pick('palette') }
}

/** Where to go back to: only a path of our own site, never another one. */
export const ownPath = (path: string | null) =>
  path &&
  /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) &&
  new URL(path, 'http://own.invalid').host === 'own.invalid'
    ? path
    : '/'
