import { href } from '../../kit/html/layout.tsx'
import { Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import { escaped } from '../../kit/xml.ts'
import { badgeAlt } from '../embeds/badge.tsx'
import type { Theme } from '../embeds/choices.ts'
import type { PlaceAir } from '../embeds/place-air.ts'
import { embedWords } from '../embeds/words.ts'
import { embedPageWords } from './embed-words.ts'

/** What the reader asked the builder for. */
export interface Chosen {
  place: PlaceAir
  lang: Language
  theme: Theme
  /** What was asked for and is not there. */
  unknown: string | null
  wrong: { lang: boolean; theme: boolean }
}

type Scene = Chosen & { ask: Ask }

const cardSize = { width: 320, height: 300 }

/** Brackets would end the words of a picture in Markdown. */
const inMarkdown = (text: string) => text.replace(/[[\]\\`]/g, ' ')

/** The card in a frame, and the code for it. */
export function Card({ ask, place, lang, theme }: Scene) {
  const w = embedPageWords[ask.language]
  const path = `/embed/card/${encodeURIComponent(place.key)}?lang=${lang}&theme=${theme}`
  const title = embedWords[lang].title(place.name[lang])
  const code = `<iframe src="${escaped(ask.base + path)}" title="${escaped(title)}" width="${cardSize.width}" height="${cardSize.height}" loading="lazy" style="border:0"></iframe>`
  return (
    <Section title={w.card} note={w.cardAbout}>
      <div class="embed">
        <iframe src={path} title={`${w.preview}: ${title}`} {...cardSize} />
        <Snippet id="card-html" label={w.html} code={code} ask={ask} />
      </div>
    </Section>
  )
}

/** The badge, and the code for it. */
export function BadgeCode({ ask, place, lang }: Scene) {
  const w = embedPageWords[ask.language]
  const path = `/badge/${encodeURIComponent(place.key)}.svg?lang=${lang}`
  const page = `${ask.base}${href({ language: lang }, place.path)}`
  const alt = badgeAlt(place.name, lang)
  const html = `<a href="${escaped(page)}"><img src="${escaped(ask.base + path)}" alt="${escaped(alt)}" height="22"></a>`
  const markdown = `[![${inMarkdown(alt)}](${ask.base}${path})](${page})`
  return (
    <Section title={w.badge} note={w.badgeAbout}>
      <div class="embed">
        <p>
          <img src={path} alt={`${w.preview}: ${alt}`} height="22" />
        </p>
        <div>
          <Snippet id="badge-html" label={w.html} code={html} ask={ask} />
          <Snippet id="badge-markdown" label={w.markdown} code={markdown} ask={ask} />
        </div>
      </div>
    </Section>
  )
}

/** Code to take away; the button shows only where copying can work. */
function Snippet({ id, label, code, ask }: { id: string; label: string; code: string; ask: Ask }) {
  const w = embedPageWords[ask.language]
  return (
    <div class="snippet">
      <h3>{label}</h3>
      <pre>
        <code id={id}>{code}</code>
      </pre>
      <button class="button" type="button" data-copy={id} data-done={w.copied} hidden>
        {w.copy}
      </button>
    </div>
  )
}
