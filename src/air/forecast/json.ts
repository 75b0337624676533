import { type DayItem, dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import type { MachineDay, Overrule } from './types.ts'

/** A moment in the centre's zone, to the second, as the API says it. */
const local = (at: Temporal.Instant, zone: string) => at.toString({ timeZone: zone, smallestUnit: 'second' })

/** What a machine said of a day, as the API says it: values rounded as a report prints them (µg/m³, CO mg/m³). */
export const machineJson = ({ day, low, mid, high, chief, values, points, band }: MachineDay) => ({
  day,
  low,
  mid,
  high,
  chief,
  values: Object.fromEntries(dayItems.map((item) => [item, reported(item, values[item])])) as Record<
    DayItem,
    number | null
  >,
  points,
  band,
})

/** An overrule as the API says it. */
export const overruleJson = (one: Overrule, zone: string) => ({
  id: one.id,
  day: one.day,
  low: one.low,
  high: one.high,
  chief: one.chief,
  text: one.text,
  reason: one.reason,
  by: one.by,
  at: local(one.at, zone),
  machine: one.machine && machineJson(one.machine),
  withdrawn: one.withdrawn && {
    at: local(one.withdrawn.at, zone),
    by: one.withdrawn.by,
    reason: one.withdrawn.reason,
    replaced_by: one.withdrawn.replacedBy,
  },
})
