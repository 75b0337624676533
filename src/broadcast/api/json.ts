import { laid } from '../changes.ts'
import { type Edition, isAired, type Part, partsOf } from '../edition.ts'
import type { StoredEdition } from '../editions.ts'
import type { Version } from '../versions.ts'

const iso = (at: Temporal.Instant | null, zone: string) =>
  at?.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' }) ?? null

/** An edition in a list. */
export function editionLine({ id, kind, day, at, machine, changes, revision, late }: StoredEdition) {
  const { segments: _, pieces: __, air, ...plan } = machine
  return {
    id,
    kind,
    day,
    at,
    title: changes.title ?? plan.title,
    dataKind: air.kind,
    revision,
    late: late ? { version: late.version, differences: late.differences } : null,
  }
}

const partJson = ({ id, scene, title, validity, lines, floated, media }: Part) => ({
  id,
  scene,
  title,
  aired: isAired({ validity, floated } as Part),
  ...(validity.valid ? {} : { reason: validity.reason }),
  floated,
  ...(media === null ? {} : { media }),
  lines: lines.map((line) => ({ id: line.id, zh: line.zh, en: line.en })),
})

/** What is said, part by part. @param plan as it is said: with the editor's changes, or as it was signed */
export const transcriptJson = (edition: StoredEdition, plan: Edition) => ({
  ...editionLine(edition),
  title: plan.title,
  parts: partsOf(plan)
    .filter(isAired)
    .map((part) => partJson(part)),
})

/** For the editor: the machine's proposal, the changes and what they make of it, side by side. */
export function planJson(edition: StoredEdition, zone: string) {
  const { edition: plan, unknown, marks } = laid(edition.machine, edition.changes)
  const { air: _, ...machine } = edition.machine
  const { air: __, ...result } = plan
  return {
    ...editionLine(edition),
    proposal: { ...edition.proposal, at: iso(edition.proposal.at, zone) },
    changed: edition.changed ? { by: edition.changed.by, at: iso(edition.changed.at, zone) } : null,
    changes: edition.changes,
    machine,
    plan: result,
    unknown,
    marks,
  }
}

/** A version as everybody may know it. */
export function versionJson(version: Version, zone: string) {
  const { edition, number, state, fault, madeAt, airDigest, frames, made, signOff } = version
  return {
    edition,
    version: number,
    state,
    fault,
    made: iso(madeAt, zone),
    airDigest,
    frames,
    films: (made?.films ?? []).map((film) => ({
      name: film.name,
      sha256: film.sha256,
      shape: film.shape,
      language: film.language,
      container: film.container,
      frames: film.frames,
      off: film.off,
      loudness: film.loudness_measured,
      truePeak: film.truePeak_measured,
    })),
    files: made?.files ?? [],
    synthetic: made?.synthetic ?? null,
    notes: made?.notes ?? [],
    signedOff: signOff ? { by: signOff.by, at: iso(signOff.at, zone), airDigest: signOff.airDigest } : null,
  }
}
