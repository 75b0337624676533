import type { Child } from 'hono/jsx'
import type { AnyKysely } from '../db/store.ts'
import type { Duty, Officer, Sentence } from '../people/officer.ts'
import type { House } from '../room.ts'
import type { Language, Words } from '../words.ts'
import { faultsOf } from './check.ts'
import type { Works } from './tables.ts'

/** Who must act: the holders of a duty (or of any of several), officers named in the case, or who started it. */
export type Who<Data> =
  | { duty: Duty | readonly Duty[] }
  | { officers(data: Data): readonly string[] }
  | 'starter'

/** How long there is: whole working days of the centre, or hours that run through nights and holidays. */
export type Term = { workdays: number } | { hours: number }

/** A way that depends on the case; it leads to one of `among` and nowhere else. */
export interface Fork<Data, Name extends string> {
  among: readonly Name[]
  choose(data: Data): Name
}

export interface Move<Data, Name extends string> {
  /** As the button says it. */
  words: Words
  to: Name | Fork<Data, Name>
  /** `return` kills the round; `withdraw` is for who started the case. Forward where nothing is said. */
  kind?: 'forward' | 'return' | 'withdraw'
  /** Fields of the case that it may change; no others are written. */
  takes?: readonly (keyof Data & string)[] | ((data: Data) => readonly (keyof Data & string)[])
  /** Fields that must be filled before it. */
  needs?: readonly (keyof Data & string)[]
  /** Whether it must be given a reason. A return must, where nothing is said. */
  reason?: 'needed' | 'may'
  /** Who started the case may not do it, nor may anybody on his behalf. */
  notSelf?: boolean
  /** What stands in its way, in words; null for nothing. Pure. */
  guard?(asked: Guarded<Data>): Words | null
  /** Done by the program, such as by a job at its hour, and by nobody else. */
  by?: 'house'
  /** Done at any time by whom it lets in, without a task that waits for it: such as correcting what is published. */
  may?: Sentence<Case<Data>>
}

export interface Guarded<Data> {
  data: Data
  /** Null for the program itself. */
  officer: Officer | null
  at: Temporal.Instant
}

export interface Task<Data> {
  who: Who<Data>
  /** One of them is enough, all must, or all one after the other. */
  sign?: 'any' | 'all' | 'order'
  due?: Term
  /** How many reminders there are when it is due, on working days. Three where nothing is said. */
  reminders?: number
  /** So many working days, or hours, after it was due, these are told. */
  escalate?: { after: number | { hours: number }; to: Duty }
}

export interface State<Data, Name extends string, Verb extends string> {
  words: Words
  final?: true
  task?: Task<Data>
  on?: { [V in Verb]?: Move<Data, Name> }
  /**
   * What happens on entering, in the transaction of the deed: it is there when the case is, or neither is.
   * @returns fields of the case that it sets, such as a number
   */
  enter?(tx: AnyKysely, one: Case<Data>, entering: Entering): Promise<Partial<Data> | undefined>
}

export interface Entering {
  house: Works
  at: Temporal.Instant
  officer: Officer | null
  verb: string
  reason: string | null
}

/** How a field of the case is asked for and shown. */
export interface CaseField {
  words: Words
  /** A `moment` is a local time of the centre, such as `2026-11-24T18:00`; `several` are some of the choices. */
  kind: 'line' | 'text' | 'day' | 'moment' | 'number' | 'officer' | 'officers' | 'choice' | 'several'
  choices?: Record<string, Words>
}

/** One thing that goes through a procedure. */
export interface Case<Data = Record<string, unknown>> {
  id: number
  procedure: string
  version: number
  state: string
  revision: number
  data: Data
  title: Words
  /** Officers by id; null for a matter that came from outside, such as a reader's question. */
  starter: string | null
  urgent: boolean
  startedAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

export interface Declared<Data, Name extends string, Verb extends string> {
  key: string
  /** A running case keeps the version it was started with. */
  version: number
  words: Words
  initial: NoInfer<Name>
  states: { [N in Name]: State<Data, NoInfer<Name>, Verb> }
  title(data: Data): Words
  fields?: { [F in keyof Data & string]?: CaseField }
  /** The case as its own room shows it; without one its fields are listed. */
  page?(one: Case<Data>, language: Language, house: House): Child
  /** Who may look at every case besides those who take part in it. */
  see?: Sentence<unknown>
  /** Whether a house may choose that who started a case also does what is `notSelf`: for a centre of one. */
  alone?: 'may'
  /** What public pages rest on that a deed of it changes; they are made anew once it is done. */
  changes?: readonly string[]
  /** For running cases of an older version: its states, and where they stand in this one. */
  from?: Readonly<Record<number, Readonly<Record<string, NoInfer<Name>>>>>
}

export interface Procedure<Data, Name extends string = string, Verb extends string = string>
  extends Declared<Data, Name, Verb> {}

// The engine reads every procedure by its table; each has its own data.
// biome-ignore lint/suspicious/noExplicitAny: the data of any procedure
export type AnyProcedure = Procedure<any, any, any>
export type Procedures = readonly AnyProcedure[]

export type DataOf<P extends AnyProcedure> = Parameters<P['title']>[0]
type OnOf<State> = State extends { on?: infer On } ? NonNullable<On> : never
export type VerbOf<P extends AnyProcedure> = string & keyof OnOf<P['states'][keyof P['states']]>

/**
 * Declares a procedure. A state, verb or field that does not exist does not compile; what types cannot see (a state
 * that nothing leads to, one that nothing leads out of) is refused when the file is loaded.
 */
export const procedure =
  <Data extends object>() =>
  <const Name extends string, const Verb extends string>(
    declared: Declared<Data, Name, Verb>,
  ): Procedure<Data, Name, Verb> => {
    const faults = faultsOf(declared as unknown as AnyProcedure)
    if (faults.length > 0) throw new Error(`procedure ${declared.key}: ${faults.join('; ')}`)
    return Object.freeze(declared)
  }

/** The duties whose holders act in a state; null where others do, or nobody. */
export function dutiesOf(of: AnyProcedure, state: string): readonly Duty[] | null {
  const who = stateOf(of, state).task?.who
  return who && who !== 'starter' && 'duty' in who ? [who.duty].flat() : null
}

type AnyState = State<unknown, string, string>
type AnyMove = Move<unknown, string>

/** The states of any procedure, in the order in which they were written. */
export const statesOf = ({ states }: AnyProcedure) => Object.entries(states) as [string, AnyState][]

export const movesOf = (state: AnyState) => Object.entries(state.on ?? {}) as [string, AnyMove][]

/** The fields of a case that a move may change. */
export const takesOf = ({ takes = [] }: AnyMove, { data }: Pick<Case, 'data'>): readonly string[] =>
  typeof takes === 'function' ? takes(data as never) : takes

/** Where a move may lead. */
export const targetsOf = ({ to }: AnyMove): readonly string[] => (typeof to === 'string' ? [to] : to.among)

/** @throws Error for a state that the procedure never had: a bug */
export function stateOf(of: AnyProcedure, name: string): AnyState {
  const state = (of.states as Record<string, AnyState>)[name]
  if (!state) throw new Error(`procedure ${of.key} has no state ${name}`)
  return state
}
