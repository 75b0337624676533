import { hourEndedBy } from '../../kit/time.ts'
import { type Said, say, smallCentre, type TestHouse, type TestHouseOptions } from '../testing.ts'

/** A name that breaks whatever does not escape it. */
export const nastyName = `</script><img src=x onerror="alert('1')"> ]]> & ]]>`

/** A centre with a station of a nasty name and code, and one with a name that is far too long. */
export const nastyCentre = {
  ...smallCentre,
  stations: smallCentre.stations.map((station) => {
    if (station.code === 'A') return { ...station, name: { zh: nastyName, en: nastyName } }
    if (station.code === 'B') return { ...station, code: `"<b>/&'?#` }
    if (station.code !== 'C') return station
    return { ...station, name: { zh: '非常长的名字'.repeat(30), en: 'A very long name '.repeat(20) } }
  }),
}

export const atNoon: TestHouseOptions = { at: '2026-11-24T10:30', centre: nastyCentre }

/** One hour of the same air at every station, the newest that has ended. */
export async function airNow(house: TestHouse, values: Said = dirty) {
  const hour = hourEndedBy(house.clock())
  await say(
    house,
    house.centre.stations.map(({ code }) => [code, hour, values]),
  )
}

/** Level 3 of HJ 633-2026, led by PM2.5. */
export const dirty: Said = { pm25: 80, pm10: 90, so2: 5, no2: 20, co: 1, o3: 20 }
