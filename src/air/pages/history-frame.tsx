import type { Child } from 'hono/jsx'
import { href, Page } from '../../kit/html/layout.tsx'
import { Notice, Tabs } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { Words } from '../../kit/words.ts'
import type { Place } from '../history-places.ts'
import type { Kind } from '../pollutants.ts'
import { KindNotice } from './frame.tsx'
import { words } from './history-words.ts'
import { words as shared } from './words.ts'

type View = 'calendar' | 'period' | 'compare'

export const historyCrumb = { words: { zh: words.zh.history, en: words.en.history }, path: '/air/history' }

/** The frame of every page of the past: its head, its three views, and what the reader must know of the data. */
export function HistoryPage(props: {
  ask: Ask
  house: House
  title: string
  lead: Child
  description: string
  view: View
  place: Place
  kinds: readonly Kind[]
  errors: Record<string, Words>
  children?: Child
}) {
  const { ask, house, title, view, place } = props
  const w = words[ask.language]
  const at = place.key === 'city' ? '' : `&place=${encodeURIComponent(place.key)}`
  const tab = (name: View, path: string) => ({
    label: w[name],
    path: href(ask, path),
    current: view === name,
  })
  const crumb = view === 'compare' ? [{ words: { zh: words.zh.compare, en: words.en.compare } }] : []
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={title}
      description={props.description}
      crumbs={crumb.length > 0 ? [historyCrumb, ...crumb] : [{ words: historyCrumb.words }]}
      notices={[...new Set(props.kinds)].map((kind) => <KindNotice ask={ask} kind={kind} />)}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{title}</h1>
          <p class="lead">{props.lead}</p>
        </div>
        <Tabs
          label={w.views}
          items={[
            tab('calendar', `/air/history${at && `?${at.slice(1)}`}`),
            tab('period', `/air/history?by=day${at}`),
            tab('compare', `/air/history/compare${at && `?p1=${encodeURIComponent(place.key)}`}`),
          ]}
        />
        {Object.keys(props.errors).length > 0 && (
          <Notice inline title={w.wrong}>
            {Object.values(props.errors)
              .map((fault) => fault[ask.language])
              .join(ask.language === 'zh' ? '' : ' ')}
          </Notice>
        )}
        {props.children}
      </div>
    </Page>
  )
}

/** Places as the choices of a field; what is not a station says what it is. */
export const placeChoices = (ask: Ask, places: readonly Place[]) =>
  places.map(({ key, name, station }) => ({
    value: key,
    label:
      station && station.kind !== 'reference'
        ? `${name[ask.language]} (${shared[ask.language].kinds[station.kind]})`
        : name[ask.language],
  }))

/** The faults of a form's fields in the reader's language. */
export const faultsIn = (ask: Ask, errors: Record<string, Words>) => (name: string) =>
  errors[name]?.[ask.language]
