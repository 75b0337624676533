import type { Settings } from '../../settings.ts'

type Site = Pick<Settings, 'LANTIAN_URL' | 'LANTIAN_HOST' | 'PORT'>

/** The public address of the site for what is written when nobody asks, without a slash at the end. */
export const siteOf = ({ LANTIAN_URL, LANTIAN_HOST, PORT }: Site): string =>
  LANTIAN_URL?.replace(/\/+$/, '') ??
  `http://${LANTIAN_HOST === '0.0.0.0' ? 'localhost' : LANTIAN_HOST}:${PORT}`

/** The address that mail comes from: the setting, or one of the site's own name. */
export const senderOf = (settings: Site & Pick<Settings, 'LANTIAN_MAIL_FROM'>): string =>
  settings.LANTIAN_MAIL_FROM ?? `lantian@${new URL(siteOf(settings)).hostname}`
