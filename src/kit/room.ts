import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Settings } from '../settings.ts'
import type { Centre } from './centre.ts'
import type { Migrations } from './db/migrate.ts'
import type { Store } from './db/open.ts'
import type { Handlers, Job } from './jobs/jobs.ts'
import type { MessageKind } from './mail/kinds.ts'
import type { Duty, Officer, Permission, Sentence } from './people/officer.ts'
import type { Procedures } from './procedure/declare.ts'
import { registerItems, registerPermissions } from './register/desk.ts'
import type { AnyRegister } from './register/register.ts'
import type { Searchable } from './search/searchable.ts'
import type { PageCache } from './web/cache.ts'
import type { Metrics } from './web/metrics.ts'
import type { Words } from './words.ts'

/** A section of the public site, or a part of one. */
export interface MenuItem {
  words: Words
  path: string
  /** Path of the section that it is a part of: it stands in that section's own row, not in the first. */
  under?: string
  /** What a section with parts is called among them: "Now" of "Air". */
  inside?: Words
  /** Further beginnings of paths whose pages belong here. */
  also?: readonly string[]
  /** Stands at the foot of every page instead; `of-page` is told from which page it was opened. */
  foot?: 'plain' | 'of-page'
  /** Path of the section that it stands behind; without one it stands where its room does. */
  after?: string
}

/** A place of the desk, in the left column under its group. */
export interface DeskItem {
  group: Words
  words: Words
  /** Path without the language, under `/desk`. */
  path: string
  /** Whom it is shown to. */
  may: Sentence<unknown>
  /** How much of it waits for an officer; shown beside its words. */
  count?(house: House, officer: Officer): Promise<number>
}

/** A line of the desk's first page: what happened today, or with `urgent` what somebody must look at. */
export interface TodayLine {
  words: Words
  /** Beside it: a number with its unit, an hour. */
  detail?: Words
  /** Path without the language, where it is dealt with. */
  path: string
  urgent?: boolean
  /** A button beside it: what it does, and the path that it is sent to. */
  deed?: { words: Words; path: string }
}

/** What the rooms bring to the desk: its places, the duties that may be given, who may do what, what today is about. */
export interface Desk {
  items: readonly DeskItem[]
  duties: readonly Duty[]
  permissions: readonly Permission[]
  today: readonly ((house: House, officer: Officer) => Promise<TodayLine[]>)[]
  /** The kinds of messages that officers may choose about. */
  messages: readonly MessageKind[]
  /** The procedures of all rooms; of an older version also while cases of it run. */
  procedures: Procedures
  /** The registers of all rooms. */
  registers: readonly AnyRegister[]
  /** What can be searched for, of all rooms. */
  searchable: readonly Searchable[]
}

/** The desk of a house with these rooms. */
export const deskOf = (rooms: readonly Room[]): Desk => ({
  items: rooms.flatMap((room) => [...(room.desk?.items ?? []), ...registerItems(room)]),
  duties: rooms.flatMap((room) => room.desk?.duties ?? []),
  permissions: rooms.flatMap((room) => [...(room.desk?.permissions ?? []), ...registerPermissions(room)]),
  today: rooms.flatMap((room) => room.desk?.today ?? []),
  messages: rooms.flatMap((room) => room.desk?.messages ?? []),
  procedures: rooms.flatMap((room) => room.procedures ?? []),
  registers: rooms.flatMap((room) => room.registers ?? []),
  searchable: rooms.flatMap((room) => room.searchable ?? []),
})

/** A desk without anything on it. */
export const noDesk = deskOf([])

/** What every room may use of the house it stands in. */
export interface House {
  // Each room knows its own tables; the house only carries the store to it.
  // biome-ignore lint/suspicious/noExplicitAny: a room narrows it with its own table types
  store: Store<any>
  settings: Settings
  centre: Centre
  /** The sections of the public site, of all rooms. */
  menu: readonly MenuItem[]
  desk: Desk
  clock(): Temporal.Instant
  log: Logger
  cache: PageCache
  metrics: Metrics
}

/** A page that search engines should know. */
export interface SitemapEntry {
  /** Path without the language where the page is there in every one, else the path of each language that has it. */
  path: string | Partial<Words>
  /** Day of the last change, where it is known. */
  changed?: string
}

/** A command of `lantian`, such as `air import`. */
export interface Command {
  name: string
  usage: string
  help: string
  /** `house` opens the store on first call: a command that needs none never touches it. Returns the exit code. */
  run(tools: CommandTools): Promise<number>
}

export interface CommandTools {
  args: string[]
  /** The moment, for commands that answer without opening the house. */
  clock(): Temporal.Instant
  house(options?: { empty?: boolean }): Promise<House>
  print(line: string): void
  /** Progress and reports: stderr, so that the answer on stdout stays clean. */
  note(line: string): void
}

/** What a room brings into the house. */
export interface Room {
  name: string
  migrations: Migrations
  menu?: readonly MenuItem[]
  desk?: Partial<Omit<Desk, 'procedures' | 'registers' | 'searchable'>>
  procedures?: Procedures
  /** The kinds of things that the public, or officers, may search for. */
  searchable?: readonly Searchable[]
  /** Registers whose tables the room's migrations make; compared with the database at every start, each with its pages at the desk. */
  registers?: readonly AnyRegister[]
  /** Run once after the migrations: what a new centre must have before anybody comes in. */
  prepare?(house: House): Promise<void>
  /** Run once before the site opens: what the first reader must find. */
  welcome?(house: House): Promise<void>
  /** Run when the site is open, with its address. */
  opened?(house: House, url: string): Promise<void>
  jobs?(house: House): Job[]
  /** What does the tasks that its deeds put into the queue. */
  tasks?(house: House): Handlers
  /** `jobs` are those of all rooms, for who shows them. */
  routes?(web: Hono, house: House, jobs: readonly Job[]): void
  /** Whether an officer, or everybody (null), may read the files of a thing; false for the things of other rooms. */
  mayRead?(house: House, officer: Officer | null, about: string): Promise<boolean>
  /** The room's pages for search engines; what only a query makes is no page of its own. */
  sitemap?(house: House): Promise<SitemapEntry[]>
  /** What the list of those pages rests on in the page cache, where pages come and go. */
  sitemapDepends?: readonly string[]
  commands?: Command[]
}
