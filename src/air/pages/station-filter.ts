import type { Words } from '../../kit/words.ts'
import { type Kind, kinds } from '../pollutants.ts'
import type { Station } from '../stations.ts'
import type { Heard } from '../stations-now.ts'

export const stationTypes = ['urban', 'background', 'traffic', 'other'] as const satisfies Station['type'][]

/** What the reader looks for among the stations, what was wrong in it, and what was found. */
export interface Chosen {
  q: string
  kind: Kind | null
  type: Station['type'] | null
  faults: Partial<Record<'q' | 'kind' | 'type', Words>>
  found: Heard[]
}

const longest = 60

/** Reads the search form; a wrong field is told beside it and does not narrow the list. */
export function choose(query: URLSearchParams, all: readonly Heard[]): Chosen {
  const faults: Chosen['faults'] = {}
  const typed = (query.get('q') ?? '').trim()
  if (typed.length > longest)
    faults.q = {
      zh: `太长，只用前 ${longest} 个字符。`,
      en: `Too long: only the first ${longest} signs are used.`,
    }
  const q = typed.slice(0, longest)
  const oneOf = <T extends string>(name: 'kind' | 'type', known: readonly T[]): T | null => {
    const value = query.get(name)
    if (!value) return null
    const found = known.find((one) => one === value)
    if (!found)
      faults[name] = { zh: '没有这个选项，已显示全部。', en: 'There is no such choice: all are shown.' }
    return found ?? null
  }
  const kind = oneOf('kind', kinds)
  const type = oneOf('type', stationTypes)
  const wanted = q.toLowerCase()
  const found = all.filter(
    ({ station }) =>
      (!kind || station.kind === kind) &&
      (!type || station.type === type) &&
      (wanted === '' ||
        [station.code, station.name_zh, station.name_en].some((name) => name.toLowerCase().includes(wanted))),
  )
  return { q, kind, type, faults, found }
}
