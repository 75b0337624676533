import { stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { House } from '../../kit/room.ts'
import { checkPage, sheetPage } from '../check-page.tsx'
import type { Check } from '../checks.ts'
import { type StoredEdition, sha256 } from '../editions.ts'
import { folderOf, type MadeFilm, type Version } from '../versions.ts'
import type { Parcel } from './destination.ts'
import type { Profile } from './profile.ts'

/** The name of a delivered film without its ending, as the profile has it. */
export function nameOf(
  profile: Profile,
  { id, kind, day, at }: Pick<StoredEdition, 'id' | 'kind' | 'day' | 'at'>,
  { number }: Pick<Version, 'number'>,
): string {
  const said: Record<string, string> = {
    edition: id,
    kind,
    day,
    date: day.replaceAll('-', ''),
    hour: at.slice(11, 13),
    version: String(number),
    shape: profile.shape,
    language: profile.language,
    profile: profile.name,
  }
  return profile.fileName.replace(/\{(\w+)\}/g, (_, name: string) => said[name] ?? name)
}

const endings = { vtt: 'vtt', srt: 'srt', imsc: 'imsc.xml' } as const

/** Film first, then its subtitles: whoever watches the folder finds them with it. */
export function parcelsOf(
  house: House,
  edition: StoredEdition,
  version: Version,
  film: MadeFilm,
  profile: Profile,
): Parcel[] {
  const stem = nameOf(profile, edition, version)
  const { files } = version.made!
  const parcel = (made: string, name: string): Parcel[] => {
    const file = files.find((one) => one.name === made)
    if (!file) return []
    const { mediaType, bytes, sha256 } = file
    return [{ path: join(folderOf(house, version), made), name, mediaType, bytes, sha256 }]
  }
  const folder = film.name.slice(0, film.name.length - basename(film.name).length)
  const subtitles = profile.subtitles.flatMap((format) =>
    (['zh', 'en'] as const).flatMap((language) =>
      parcel(
        `${folder}${edition.id}.${language}.${endings[format]}`,
        `${stem}.${language}.${endings[format]}`,
      ),
    ),
  )
  return [...parcel(film.name, `${stem}.${profile.container}`), ...subtitles]
}

async function written(folder: string, name: string, text: string): Promise<Parcel> {
  const path = join(folder, name)
  await writeFile(path, text)
  return {
    path,
    name,
    mediaType: 'text/html; charset=utf-8',
    bytes: (await stat(path)).size,
    sha256: sha256(text),
  }
}

/** The technical report and the delivery sheet, written into a folder of passage. */
export async function sheetParcels(
  house: House,
  folder: string,
  about: {
    edition: StoredEdition
    version: Version
    film: MadeFilm
    profile: Profile
    checks: readonly Check[]
  },
  files: readonly Pick<Parcel, 'name' | 'bytes' | 'sha256'>[],
): Promise<Parcel[]> {
  const { edition, version, film, profile, checks } = about
  const stem = nameOf(profile, edition, version)
  const zone = house.settings.LANTIAN_ZONE
  return [
    await written(folder, `${stem}.checks.html`, await checkPage(edition, version, film, checks)),
    await written(
      folder,
      `${stem}.sheet.html`,
      await sheetPage(edition, version, film, { files, checks, zone }),
    ),
  ]
}
