import type { Context, Hono } from 'hono'
import { href, Page } from '../../kit/html/layout.tsx'
import { Empty } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { openAct, openPage } from '../../kit/web/desk.tsx'
import { notFound } from '../../kit/web/not-found.ts'
import { type Ask, page } from '../../kit/web/pages.ts'
import { pathOf } from '../live.ts'
import { issueOf, itemsOf } from './issues.ts'
import { confirm, leave, mayLeave, mustBeMailed } from './subscribe.ts'
import type { NewsletterDb } from './tables.ts'
import { label, titleOf, words } from './words.ts'

interface PlainProps {
  ask: Ask
  house: House
  title: string
  lead: string
  /** What the button says; without one there is nothing more to do. */
  act?: string
}

/** One sentence and one button: what a mailed link opens. Opening it does nothing, for mail programs open links too. */
const Plain = ({ ask, house, title, lead, act }: PlainProps) => (
  <Page
    ask={ask}
    centre={house.centre}
    title={title}
    description={lead}
    crumbs={[{ words: label('title'), path: '/newsletter' }, { words: { zh: title, en: title } }]}
    hero={<h1>{title}</h1>}
    noIndex
  >
    <div class="wrap section">
      <p role={act ? undefined : 'status'}>{lead}</p>
      {act ? (
        <form class="form" method="post" action={href(ask, ask.path)}>
          <button type="submit">{act}</button>
        </form>
      ) : (
        <p>
          <a href={href(ask, '/')}>{words[ask.language].back}</a>
        </p>
      )}
    </div>
  </Page>
)

/** What the links in the mails open: confirm, leave, and the issues themselves. */
export function linkRoutes(web: Hono, house: House): void {
  const plain = (ask: Ask, title: string, lead: string, act?: string) => ({
    body: <Plain ask={ask} house={house} title={title} lead={lead} {...(act && { act })} />,
  })
  const confirming = '/newsletter/confirm/:token/:seal'
  const known = ({ params }: Ask) => mustBeMailed(house, params.token!, params.seal!)
  openPage(web, house, confirming, (ask) => {
    known(ask)
    const w = words[ask.language]
    return plain(ask, w.confirmTitle, w.confirmLead, w.confirm)
  })
  openAct(web, house, confirming, async (ask) => {
    known(ask)
    await confirm(house, ask.params.token!)
    const w = words[ask.language]
    return plain(ask, w.confirmed, w.confirmedLead)
  })
  leaveRoutes(web, house, plain)
  issueRoutes(web, house)
}

type PlainPage = (ask: Ask, title: string, lead: string, act?: string) => { body: ReturnType<typeof Plain> }

function leaveRoutes(web: Hono, house: House, plain: PlainPage): void {
  const path = '/newsletter/leave/:id/:seal'
  const mine = ({ params }: Ask) => {
    if (!mayLeave(house, params.id!, params.seal!)) throw notFound()
  }
  openPage(web, house, path, (ask) => {
    mine(ask)
    const w = words[ask.language]
    if (ask.query.get('done') === 'left') return plain(ask, w.left, w.leftLead)
    return plain(ask, w.leaveTitle, w.leaveLead, w.leave)
  })
  // RFC 8058: mail programs send this from nowhere of ours. The seal in the address is what entitles them.
  const answer = async (c: Context) => {
    const { id, seal } = c.req.param() as { id: string; seal: string }
    if (!mayLeave(house, id, seal)) throw notFound()
    await leave(house, Number(id))
    return c.redirect(`${new URL(c.req.url).pathname}?done=left`, 303)
  }
  for (const each of [path, `/en${path}`]) web.post(each, answer)
}

function issueRoutes(web: Hono, house: House): void {
  const db: NewsletterDb = house.store.db
  page(web, house, '/newsletter/:id', async (ask) => {
    const id = /^[1-9]\d{0,14}$/.exec(ask.params.id ?? '')?.[0]
    const issue = id === undefined ? undefined : await issueOf(db, Number(id))
    if (issue?.state !== 'sent') throw notFound()
    const items = (await itemsOf(db, issue, ask.at)).filter(({ language }) => language === ask.language)
    const title = titleOf(house, issue.rhythm, Temporal.Instant.fromEpochMilliseconds(issue.sent_at!))
    const intro = ask.language === 'zh' ? issue.intro_zh : issue.intro_en
    const paragraphs = intro.split(/\n{2,}/).filter((each) => each.trim() !== '')
    return {
      body: (
        <Page
          ask={ask}
          centre={house.centre}
          title={title[ask.language]}
          description={words[ask.language].lead}
          crumbs={[{ words: label('title'), path: '/newsletter' }, { words: title }]}
          hero={<h1>{title[ask.language]}</h1>}
        >
          <div class="wrap section">
            {paragraphs.map((each) => (
              <p>{each}</p>
            ))}
            {items.length === 0 && <Empty>{words[ask.language].none}</Empty>}
            <ul class="messages">
              {items.map((item) => (
                <li>
                  <a href={href(ask, pathOf(item))}>{item.title}</a>
                  {item.summary && <p>{item.summary}</p>}
                </li>
              ))}
            </ul>
          </div>
        </Page>
      ),
    }
  })
}
