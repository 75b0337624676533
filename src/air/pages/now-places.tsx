import { href } from '../../kit/html/layout.tsx'
import { DataTable, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { AirNow, StationNow } from '../now.ts'
import { type Pollutant, pollutants, symbols, unitOf } from '../pollutants.ts'
import { stationName } from '../stations.ts'
import { Amount, IndexChip, Pollutants } from './frame.tsx'
import { DistrictMap } from './map.tsx'
import { stationPath } from './place-parts.tsx'
import { words } from './words.ts'

/** The districts as a map and by their index. */
export function Districts({ ask, house, air }: { ask: Ask; house: House; air: AirNow }) {
  const zh = ask.language === 'zh'
  const w = words[ask.language]
  const rows = air.districts.filter(({ now }) => now !== null)
  return (
    <Section
      title={zh ? '各区空气' : 'District by district'}
      note={zh ? '区内站点均值' : 'mean of the stations in each'}
    >
      <div class="columns columns-7-5">
        <DistrictMap ask={ask} districts={air.districts} approval={house.settings.LANTIAN_MAP_APPROVAL} />
        <DataTable
          caption={zh ? '由好到差' : 'The cleanest first'}
          rows={rows.toSorted((a, b) => (a.now!.index ?? 999) - (b.now!.index ?? 999))}
          empty={w.noData}
          columns={[
            { head: w.district, cell: ({ district }) => district.name[ask.language] },
            {
              head: w.index,
              numeric: true,
              cell: ({ now }) => <IndexChip index={now!.index} level={now!.level} language={ask.language} />,
            },
            { head: w.chief, cell: ({ now }) => <Pollutants ask={ask} list={now!.chief} /> },
          ]}
        />
      </div>
    </Section>
  )
}

/** The stations of the hour with their values. */
export function Stations({ ask, air }: { ask: Ask; air: AirNow }) {
  const zh = ask.language === 'zh'
  const w = words[ask.language]
  const value = (pollutant: Pollutant) => ({
    head: symbols[pollutant],
    unit: unitOf(pollutant),
    numeric: true,
    cell: ({ now }: StationNow) => (
      <Amount pollutant={pollutant} value={now?.values[pollutant]} language={ask.language} />
    ),
  })
  const rows = air.stations.filter(({ now }) => now !== null)
  const silent = air.stations.length - rows.length
  return (
    <Section
      title={zh ? '各站点' : 'Station by station'}
      note={zh ? '小时平均浓度' : 'hourly means'}
      id="stations"
    >
      <DataTable
        caption={`${w.kinds[air.kind]} · ${rows.length}`}
        rows={rows}
        empty={w.noData}
        columns={[
          {
            head: w.station,
            cell: ({ station }) => (
              <a href={href(ask, stationPath(station.code))}>{stationName(station, ask.language)}</a>
            ),
          },
          {
            head: w.index,
            numeric: true,
            cell: ({ now }) => (
              <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={ask.language} />
            ),
          },
          ...pollutants.map(value),
        ]}
      />
      <p class="small after">
        {silent > 0 &&
          (zh
            ? `另有 ${silent} 个站点这一小时没有数据。`
            : `${silent} more stations said nothing this hour. `)}
        <a href={href(ask, '/air/stations')}>{zh ? '全部站点' : 'All stations'}</a>
      </p>
    </Section>
  )
}
