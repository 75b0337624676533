import type { Child } from 'hono/jsx'
import type { Centre } from '../../kit/centre.ts'
import { href, Page } from '../../kit/html/layout.tsx'
import { Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { words } from './about-words.ts'

interface Scene {
  ask: Ask
  centre: Centre
}

/** The centre, from its own data: what they do not hold is not shown. */
export function aboutPage(house: House, ask: Ask): Answer {
  return { body: <About ask={ask} centre={house.centre} />, depends: ['centre'], fresh: 3600 }
}

function About({ ask, centre }: Scene) {
  const w = words[ask.language]
  return (
    <Page
      ask={ask}
      centre={centre}
      title={w.title}
      description={centre.about[ask.language]}
      crumbs={[{ words: { zh: words.zh.title, en: words.en.title } }]}
      jsonLd={[organisation(ask, centre)]}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{centre.name[ask.language]}</h1>
          <p class="lead">{centre.about[ask.language]}</p>
        </div>
        <div class="columns columns-7-5">
          <Departments ask={ask} centre={centre} />
          <Contact ask={ask} centre={centre} />
        </div>
        <div class="columns columns-6-6">
          <Lantian ask={ask} />
          <Access ask={ask} />
          <Privacy ask={ask} />
          <Report ask={ask} centre={centre} />
        </div>
      </div>
    </Page>
  )
}

const organisation = ({ language, base }: Ask, centre: Centre) => ({
  '@context': 'https://schema.org',
  '@type': 'GovernmentOrganization',
  name: centre.name[language],
  description: centre.about[language],
  url: base,
  ...(centre.phone ? { telephone: centre.phone } : {}),
  ...(centre.email ? { email: centre.email } : {}),
})

function Departments({ ask, centre }: Scene) {
  const w = words[ask.language]
  if (centre.departments.length === 0) return null
  return (
    <Section title={w.departments} id="departments">
      <dl class="defs">
        {centre.departments.map(({ name, duty }) => (
          <>
            <dt>{name[ask.language]}</dt>
            <dd>{duty[ask.language]}</dd>
          </>
        ))}
      </dl>
    </Section>
  )
}

function Contact({ ask, centre }: Scene) {
  const w = words[ask.language]
  const { postcode, phone, email } = centre
  return (
    <Section title={w.contact} id="contact">
      <dl class="defs">
        <Line term={w.address}>{centre.address[ask.language]}</Line>
        {postcode && <Line term={w.postcode}>{postcode}</Line>}
        {phone && (
          <Line term={w.phone}>
            <Phone number={phone} />
          </Line>
        )}
        {email && (
          <Line term={w.email}>
            <a href={`mailto:${email}`}>{email}</a>
          </Line>
        )}
      </dl>
    </Section>
  )
}

const Line = ({ term, children }: { term: string; children?: Child }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
)

const Phone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
)

function Lantian({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  const [what, licence, honest] = w.lantianText
  return (
    <Section title={w.lantian} id="lantian">
      <div class="prose">
        <p>{what}</p>
        <p>
          {licence}
          <a href={href(ask, '/air/quality#sources')}>{w.quality}</a>
          {ask.language === 'zh' ? '。' : '. '}
          <a href={href(ask, '/data')}>{w.openData}</a>
          {ask.language === 'zh' ? '。' : '.'}
        </p>
        <p>{honest}</p>
      </div>
    </Section>
  )
}

function Access({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.access} id="accessibility">
      <div class="prose">
        {w.accessText.map((text) => (
          <p>{text}</p>
        ))}
        <ul>
          {w.accessList.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </div>
    </Section>
  )
}

function Privacy({ ask }: { ask: Ask }) {
  const w = words[ask.language]
  return (
    <Section title={w.privacy} id="privacy">
      <div class="prose">
        {w.privacyText.map((text) => (
          <p>{text}</p>
        ))}
      </div>
    </Section>
  )
}

function Report({ ask, centre: { phone, email } }: Scene) {
  const w = words[ask.language]
  return (
    <Section title={w.report} id="report">
      <div class="prose">
        <p>{w.reportText}</p>
        {phone || email ? (
          <p>
            {w.by}
            {phone && <Phone number={phone} />}
            {phone && email && ' · '}
            {email && <a href={`mailto:${email}`}>{email}</a>}
          </p>
        ) : (
          <p>{w.noContact}</p>
        )}
      </div>
    </Section>
  )
}
