import { alerts } from './alerts.ts'
import { days } from './days.ts'
import { forecast } from './forecast.ts'
import { heads } from './heads.ts'
import { months } from './months.ts'
import { now } from './now.ts'
import { readings } from './readings.ts'
import type { Resource } from './resource.ts'
import { scores } from './scores.ts'
import { search } from './search.ts'
import { sources } from './sources.ts'
import { standards } from './standards.ts'
import { stations } from './stations.ts'
import { years } from './years.ts'

/** Everything that the API reads out, in the order of the page. */
export const resources: readonly Resource[] = [
  now,
  stations,
  readings,
  days,
  months,
  years,
  forecast,
  scores,
  alerts,
  standards,
  sources,
  heads,
  search,
]

/** Further methods at the same addresses, for the people on duty. */
export const writers: Readonly<Record<string, readonly string[]>> = { '/alerts': ['POST'] }
