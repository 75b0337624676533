import type { Station } from './stations.ts'

const most = 5

/** Stations whose code or name is like what was typed, the likest first; a name nothing is like has none. */
export function nearNames(typed: string, stations: readonly Station[]): Station[] {
  const wanted = typed.trim().toLowerCase().slice(0, 60)
  if (wanted === '') return []
  return stations
    .map((station) => ({ station, score: likeness(wanted, station) }))
    .filter(({ score }) => score > 0.3)
    .toSorted((a, b) => b.score - a.score || a.station.id - b.station.id)
    .slice(0, most)
    .map(({ station }) => station)
}

const likeness = (wanted: string, { code, name_zh, name_en }: Station) =>
  Math.max(...[code, name_zh, name_en].map((name) => alike(wanted, name.toLowerCase())))

/** One inside the other, or the share of pairs of letters that two words have in common (Dice). */
function alike(a: string, b: string): number {
  if (b.includes(a) || a.includes(b))
    return 0.5 + Math.min(a.length, b.length) / Math.max(a.length, b.length) / 2
  const pairs = pairsOf(b)
  const own = pairsOf(a)
  if (own.size + pairs.size === 0) return 0
  const shared = [...own].filter((pair) => pairs.has(pair)).length
  return (2 * shared) / (own.size + pairs.size)
}

const pairsOf = (word: string) =>
  new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)))
