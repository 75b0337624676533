import { type AnyProcedure, movesOf, statesOf, targetsOf } from './declare.ts'

/** What is wrong with a procedure's table, for who wrote it; nothing for a sound one. */
export function faultsOf(of: AnyProcedure): string[] {
  const states = statesOf(of)
  const names = new Set(states.map(([name]) => name))
  const faults: string[] = []
  for (const [name, state] of states) {
    const moves = movesOf(state)
    for (const [verb, move] of moves)
      for (const to of targetsOf(move))
        if (!names.has(to)) faults.push(`${name}.${verb} leads to no state ${to}`)
    if (state.final && (moves.length > 0 || state.task)) faults.push(`${name} is final and goes on`)
    if (state.final) continue
    if (moves.length === 0) faults.push(`${name} is a dead end`)
    else if (!state.task && !moves.some(([, { by, may }]) => by === 'house' || may))
      faults.push(`${name} is a dead end: nobody has a task in it`)
    if (state.task && !moves.some(([, { by, kind, may }]) => by !== 'house' && kind !== 'withdraw' && !may))
      faults.push(`${name} has a task and nothing to do`)
  }
  if (!names.has(of.initial)) return [...faults, `there is no initial state ${of.initial}`]
  const reached = reachable(of, of.initial)
  for (const name of names) if (!reached.has(name)) faults.push(`${name} is unreachable`)
  for (const [name, state] of states)
    if (!state.final && movesOf(state).length > 0 && !endsSomewhere(of, name))
      faults.push(`no end can be reached from ${name}`)
  return faults
}

/** Procedures that two rooms bring with the same key and version: a case would not know which of them is its own. */
export function doublesIn(all: readonly AnyProcedure[]): string[] {
  const names = Map.groupBy(all, ({ key, version }) => `${key} of version ${version}`)
  return [...names].flatMap(([name, same]) => (same.length > 1 ? [name] : []))
}

function reachable(of: AnyProcedure, from: string): Set<string> {
  const states = new Map(statesOf(of))
  const reached = new Set([from])
  // A set is walked with what is added on the way.
  for (const name of reached)
    for (const [, move] of movesOf(states.get(name) ?? { words: { zh: '', en: '' } }))
      for (const to of targetsOf(move)) reached.add(to)
  return reached
}

const endsSomewhere = (of: AnyProcedure, from: string) => {
  const states = new Map(statesOf(of))
  return [...reachable(of, from)].some((name) => states.get(name)?.final)
}
