import type { Check } from './checks.ts'
import { framesASecond } from './edition.ts'
import type { StoredEdition } from './editions.ts'
import type { MadeFilm, Version } from './versions.ts'

/** A page of its own that travels with the film: it takes nothing from anywhere. */
const style = `
body { font: 15px/1.55 "PingFang SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a2430 }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 } td, th { text-align: start; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d5dde4; overflow-wrap: anywhere }
th { font-weight: 400; color: #4a5866; white-space: nowrap } h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem } .fail { font-weight: 600 } code { font-size: .85em }
@media print { body { margin: 0 } tr { break-inside: avoid } }
`

function Sheet(props: { title: string; children: unknown }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{props.children}</body>
    </html>
  )
}

const results = { pass: '通过 pass', fail: '不合格 FAIL', note: '注意 note' } as const

function Checks(props: { checks: readonly Check[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>项目 Check</th>
          <th>要求 Wanted</th>
          <th>实测 Found</th>
          <th>结果 Result</th>
        </tr>
      </thead>
      <tbody>
        {props.checks.map(({ title, wanted, found, result }) => (
          <tr class={result}>
            <td>
              {title.zh} {title.en}
            </td>
            <td>{wanted}</td>
            <td>{found}</td>
            <td>{results[result]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const timecode = (frames: number) => {
  const whole = Math.floor(frames / framesASecond)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}:${String(frames % framesASecond).padStart(2, '0')}`
}

/** The technical report of a film, to read and to print. */
export async function checkPage(
  edition: StoredEdition,
  version: Version,
  film: MadeFilm,
  checks: readonly Check[],
) {
  const title = `技术审查 Technical report: ${edition.id} v${version.number}`
  return `<!doctype html>${await (
    <Sheet title={title}>
      <h1>{title}</h1>
      <p>{film.name}</p>
      <Checks checks={checks} />
    </Sheet>
  ).toString()}`
}

/** A file as it is delivered. */
export interface SheetFile {
  name: string
  bytes: number
  sha256: string
}

/** The delivery sheet: everything that a station has to know of what it gets. */
export async function sheetPage(
  edition: StoredEdition,
  version: Version,
  film: MadeFilm,
  delivered: { files: readonly SheetFile[]; checks: readonly Check[]; zone: string },
) {
  const { machine } = edition
  const title = version.changes.title ?? machine.title
  const { air } = machine
  const moment = (at: Temporal.Instant | null) =>
    at?.toZonedDateTimeISO(delivered.zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' }) ?? '—'
  const kinds = { reference: '实测 measured', model: '模型数据 modelled', simulated: '模拟数据 simulated' }
  const rows: [string, string][] = [
    ['节目 Programme', `${title.zh} ${title.en}`],
    ['编号 Edition', `${edition.id}, v${version.number}`],
    ['数据时刻 Air of', edition.at],
    ['数据 Data', `${kinds[air.kind]}, ${air.standard}`],
    ['来源 Sources', air.sources.map(({ attribution, licence }) => `${attribution} (${licence})`).join('; ')],
    ['审图号 Map approval', air.mapApproval ?? '示意图，无边界 schematic, no outlines'],
    ['时长 Length', `${timecode(film.frames)} (${film.frames} frames, 25/s)`],
    ['场记板 Slate', film.slateSeconds === 0 ? '无 none' : `${film.slateSeconds} s`],
    [
      '画面 Picture',
      `${film.shape}, ${film.language}, ${film.burnedIn ? '内嵌字幕 burned-in subtitles' : '无内嵌字幕 clean'}`,
    ],
    ['配音 Voice', version.made!.synthetic ? '合成语音 synthetic' : '非合成语音 not synthetic'],
    [
      '签发 Signed off',
      version.signOff ? `${version.signOff.by}, ${moment(version.signOff.at)}` : '未签发 not signed',
    ],
    ['读数摘要 Digest of the readings', version.airDigest ?? '—'],
  ]
  return `<!doctype html>${await (
    <Sheet title={`交付单 Delivery sheet: ${edition.id}`}>
      <h1>交付单 Delivery sheet</h1>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr>
              <th>{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {version.made!.notes.map(({ zh, en }) => (
        <p>
          {zh} {en}
        </p>
      ))}
      <h2>文件 Files</h2>
      <table>
        <tbody>
          {delivered.files.map(({ name, bytes, sha256 }) => (
            <tr>
              <td>{name}</td>
              <td>{bytes} B</td>
              <td>
                <code>{sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>技术审查 Technical report</h2>
      <Checks checks={delivered.checks} />
    </Sheet>
  ).toString()}`
}
