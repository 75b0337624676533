import type { Hono } from 'hono'
import { dayTime } from '../../html/day-time.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { href } from '../../html/layout.tsx'
import { Empty, Tabs } from '../../html/parts.tsx'
import { anyOfficer } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { countUnread, type Message, markRead, messagesOf } from '../messages.ts'
import type { MailDb } from '../tables.ts'
import { label, words } from '../words.ts'

const perPage = 30
const place = '/desk/messages'
const numberIn = (text: string | null | undefined) =>
  /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null

interface ListProps {
  ask: DeskAsk
  house: House
  messages: Message[]
  unread: number
  onlyUnread: boolean
}

function List({ ask, house, messages, unread, onlyUnread }: ListProps) {
  const w = words[ask.language]
  const path = href(ask, place)
  const last = messages.length === perPage ? messages.at(-1)!.id : null
  const query = (before: number) =>
    new URLSearchParams({ ...(onlyUnread && { show: 'unread' }), before: String(before) })
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.messages}
      lead={w.messagesLead}
      crumbs={[{ words: label('messages') }]}
    >
      <Tabs
        label={w.messages}
        items={[
          { label: w.all, path, current: !onlyUnread },
          {
            label: unread > 0 ? w.unreadCount(unread) : w.unread,
            path: `${path}?show=unread`,
            current: onlyUnread,
          },
        ]}
      />
      <div class="acts">
        {unread > 0 && (
          <form method="post" action={`${path}/read`}>
            <button type="submit" name="message" value="all" class="quiet">
              {w.markAll}
            </button>
          </form>
        )}
        <a href={href(ask, '/desk/me/messages')}>{w.mine}</a>
      </div>
      {messages.length === 0 ? (
        <Empty>{onlyUnread ? w.noneUnread : w.none}</Empty>
      ) : (
        <ul class="messages">
          {messages.map((message) => (
            <One ask={ask} house={house} message={message} />
          ))}
        </ul>
      )}
      {last !== null && (
        <p class="pager">
          <a href={`${path}?${query(last)}`}>{w.older}</a>
        </p>
      )}
    </DeskPage>
  )
}

function One({ ask, house, message }: { ask: DeskAsk; house: House; message: Message }) {
  const { language } = ask
  const w = words[language]
  const { id, read, urgent, subject, lines, at } = message
  const kind = house.desk.messages.find(({ key }) => key === message.kind)?.words[language]
  return (
    <li class={read ? undefined : 'message-new'}>
      <p class="message-head">
        {!read && <span class="flag">{w.isNew}</span>} {urgent && <span class="flag">{w.urgent}</span>}{' '}
        <a href={href(ask, `${place}/${id}`)}>{subject[language]}</a>
      </p>
      {lines.map((line) => (
        <p>{line[language]}</p>
      ))}
      <div class="small acts">
        <span>{[kind, dayTime(at, house.settings.LANTIAN_ZONE, language)].filter(Boolean).join(' · ')}</span>
        {!read && (
          <form method="post" action={href(ask, `${place}/read`)}>
            <button type="submit" name="message" value={String(id)} class="plain">
              {w.markRead}
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

const noMessage = () =>
  new Problem('no-message', { zh: '您没有这条消息。', en: 'You have no such message.' }, 404)

/** What an officer was told, and the way to what it is about. */
export function messageRoutes(web: Hono, house: House): void {
  const db: MailDb = house.store.db
  desk(web, house, place, anyOfficer, async (ask) => {
    const onlyUnread = ask.query.get('show') === 'unread'
    const before = numberIn(ask.query.get('before'))
    const messages = await messagesOf(db, ask.officer.id, { unread: onlyUnread, before, limit: perPage })
    const unread = await countUnread(db, ask.officer.id)
    return {
      body: <List ask={ask} house={house} messages={messages} unread={unread} onlyUnread={onlyUnread} />,
    }
  })
  deskAct(web, house, `${place}/read`, anyOfficer, async (ask, form) => {
    const asked = form.text('message')
    const id = asked === 'all' ? asked : numberIn(asked)
    if (id !== null) await markRead(db, ask.officer.id, id, house.clock())
    return { to: href(ask, place) }
  })
  desk(web, house, `${place}/:id`, anyOfficer, async (ask) => {
    const id = numberIn(ask.params.id)
    const path = id === null ? null : await markRead(db, ask.officer.id, id, house.clock())
    if (path === null) throw noMessage()
    return { to: href(ask, path) }
  })
}
