import type { Child } from 'hono/jsx'
import type { Language, Words } from '../words.ts'

/** A piece of a letter: a paragraph, a heading, or something that can be opened. */
export type Part = { text: Words } | { head: Words } | { title: Words; path: string; text?: Words }

/** What is said, in every language; the reader's is chosen when it is sent. */
export interface Letter {
  subject: Words
  parts: readonly Part[]
  /** What the button opens: a path without the language, on our own site. */
  path?: string
  button?: Words
  /** The path is good only as it stands in this mail; see `isSealed`. */
  sealed?: boolean
}

/** What of the letter depends on who reads it. */
export interface Reading {
  language: Language
  /** The public address of the site without a slash at the end. */
  base: string
  /** Who writes, as the reader knows the house. */
  from: string
  /** Under the letter: why it came, and where that is changed. */
  foot: { words: string; path: string; link: string }
}

const words = {
  zh: { open: '打开' },
  en: { open: 'Open' },
} satisfies Record<Language, unknown>

const whole = ({ base, language }: Reading, path: string) => `${base}${language === 'en' ? '/en' : ''}${path}`

/** The letter as plain text. */
export function textOf({ subject, parts, path, button }: Letter, reading: Reading): string {
  const { language, foot } = reading
  const said = parts.map((part) => {
    if ('head' in part) return `## ${part.head[language]}`
    if (!('title' in part)) return part.text[language]
    return [part.title[language], part.text?.[language], whole(reading, part.path)].filter(Boolean).join('\n')
  })
  const open = path && `${button?.[language] ?? words[language].open}: ${whole(reading, path)}`
  const end = `-- \n${reading.from}\n${foot.words}\n${foot.link}: ${whole(reading, foot.path)}`
  return `${[subject[language], ...said, open, end].filter(Boolean).join('\n\n')}\n`
}

const font = "font-family:'PingFang SC','Noto Sans SC','Microsoft YaHei',system-ui,sans-serif"
const styles = {
  body: `margin:0;padding:24px 12px;background:#eef3f8;color:#1d2733;${font}`,
  sheet: 'max-width:600px;margin:0 auto;background:#ffffff;border-top:4px solid #1c4f8c',
  inside: 'padding:24px 28px 28px',
  from: 'margin:0 0 20px;font-size:14px;line-height:1.5;color:#56646f',
  h1: 'margin:0 0 16px;font-size:22px;line-height:1.4;font-weight:600',
  h2: 'margin:28px 0 8px;font-size:16px;line-height:1.4;font-weight:600;color:#56646f',
  p: 'margin:0 0 14px;font-size:16px;line-height:1.7',
  item: 'margin:0;padding:14px 0;border-top:1px solid #dbe2e9',
  title: 'font-size:17px;line-height:1.5;font-weight:600;color:#1c4f8c;text-decoration:none',
  lead: 'margin:4px 0 0;font-size:15px;line-height:1.6;color:#41505f',
  button:
    'display:inline-block;margin:8px 0 0;padding:12px 24px;background:#1c4f8c;color:#ffffff;font-size:16px;line-height:1.3;text-decoration:none;border-radius:2px',
  foot: 'max-width:600px;margin:16px auto 0;padding:0 28px;font-size:13px;line-height:1.6;color:#56646f',
}

/** The letter as HTML with inline styles, for mail programs that know no others. */
export function htmlOf({ subject, parts, path, button }: Letter, reading: Reading): string {
  const { language, from, foot } = reading
  return `<!doctype html>${String(
    <html lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject[language]}</title>
      </head>
      <body style={styles.body}>
        <main style={styles.sheet}>
          <div style={styles.inside}>
            <p style={styles.from}>{from}</p>
            <h1 style={styles.h1}>{subject[language]}</h1>
            {parts.map((part) => shown(part, reading))}
            {path && (
              <a style={styles.button} href={whole(reading, path)}>
                {button?.[language] ?? words[language].open}
              </a>
            )}
          </div>
        </main>
        <p style={styles.foot}>
          {foot.words}{' '}
          <a style="color:#1c4f8c" href={whole(reading, foot.path)}>
            {foot.link}
          </a>
        </p>
      </body>
    </html>,
  )}`
}

function shown(part: Part, reading: Reading): Child {
  const { language } = reading
  if ('head' in part) return <h2 style={styles.h2}>{part.head[language]}</h2>
  if (!('title' in part)) return <p style={styles.p}>{part.text[language]}</p>
  return (
    <div style={styles.item}>
      <a style={styles.title} href={whole(reading, part.path)}>
        {part.title[language]}
      </a>
      {part.text && <p style={styles.lead}>{part.text[language]}</p>}
    </div>
  )
}
