import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { fault, oneLine, readAsked } from '../../kit/web/asked.ts'
import { editionKinds } from '../edition.ts'
import { shapeNames } from '../shape.ts'
import type { Cut } from '../versions.ts'

/** Profiles are written by hand: longer is a mistake. */
const longestFile = 256 * 1024
const path = oneLine(500)
const matching = (pattern: RegExp, zh: string, en: string) =>
  z
    .string()
    .max(300)
    .refine((text) => pattern.test(text), fault(zh, en))
const host = matching(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i, '不是主机名', 'is not the name of a host')

const folder = z.strictObject({
  kind: z.literal('folder'),
  /** An absolute path; it must be there already. */
  path: path.refine(
    (text) => /^(\/|[A-Za-z]:[\\/])/.test(text),
    fault('不是绝对路径', 'is not an absolute path'),
  ),
})
const sftp = z
  .strictObject({
    kind: z.literal('sftp'),
    host,
    port: z.int().min(1).max(65_535).default(22),
    user: oneLine(100),
    /** Files that hold the secret: a profile never does. */
    privateKeyFile: path.optional(),
    passwordFile: path.optional(),
    /** As `ssh-keygen -lf` prints it; without it anybody could be the station. */
    hostKey: matching(
      /^SHA256:[A-Za-z0-9+/]{43}=?$/,
      '不是 SHA256:… 形式的主机指纹',
      'is not a fingerprint such as SHA256:…',
    ),
    path: path.default('.'),
  })
  .refine(
    ({ privateKeyFile, passwordFile }) => (privateKeyFile === undefined) !== (passwordFile === undefined),
    {
      path: ['privateKeyFile'],
      ...fault('与 passwordFile 必须恰好写一个', 'or passwordFile must be given, and only one'),
    },
  )
const s3 = z.strictObject({
  kind: z.literal('s3'),
  endpoint: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('us-east-1'),
  bucket: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '不是存储桶的名字', 'is not the name of a bucket'),
  prefix: matching(/^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*$/, '应以 / 结尾', 'must end with a slash').default(''),
  accessKeyId: oneLine(200),
  secretKeyFile: path,
  /** The store stands in the house's own network. */
  local: z.boolean().default(false),
})

/** The file's name without its ending; only these names may stand in braces. */
const fileName = matching(
  /^(?![.-])([A-Za-z0-9._-]|\{(edition|kind|day|date|hour|version|shape|language|profile)\}){1,120}$/,
  '含有不能用的字符或未知的名字，或以点、横线开头',
  'has characters or names in braces that cannot be used, or begins with a dot or dash',
)

/** What a station wants, and how it gets it. Every limit of theirs is a field here, never a constant. */
export const profileSchema = z.strictObject({
  name: matching(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    '只能用小写字母、数字和横线',
    'must be of small letters, digits and dashes',
  ),
  title: z.strictObject({ zh: oneLine(80), en: oneLine(80) }).optional(),
  kinds: z
    .array(z.enum(editionKinds))
    .min(1)
    .default([...editionKinds]),
  /** Sent as soon as it is signed off; otherwise when somebody asks. */
  whenSigned: z.boolean().default(false),
  fileName: fileName.default('{edition}_{shape}_{language}_v{version}'),
  container: z.enum(['mp4', 'mov']).default('mp4'),
  shape: z.enum(shapeNames).default('wide'),
  language: z.enum(['zh', 'en', 'both']).default('both'),
  burnedIn: z.boolean().default(true),
  slotSeconds: z.number().min(1).max(7200).nullable().default(null),
  slateSeconds: z.int().min(0).max(60).default(0),
  /** LKFS with what it may be off, dBTP. */
  loudness: z
    .strictObject({
      target: z.number().min(-40).max(-5).default(-24),
      tolerance: z.number().min(0.1).max(10).default(1),
      truePeak: z.number().min(-20).max(0).default(-2),
      channels: z.union([z.literal(1), z.literal(2)]).default(2),
    })
    .prefault({}),
  subtitles: z.array(z.enum(['vtt', 'srt', 'imsc'])).default([]),
  sheet: z.boolean().default(true),
  /** What may not be sent although everything else is right. */
  accepts: z
    .strictObject({
      simulated: z.boolean().default(false),
      model: z.boolean().default(true),
      syntheticVoice: z.boolean().default(true),
    })
    .prefault({}),
  /** Longest stretch without any change of the picture, in seconds. */
  longestFrozen: z.number().min(1).max(600).default(60),
  destination: z.discriminatedUnion('kind', [folder, sftp, s3]),
})

export type Profile = z.output<typeof profileSchema>
export type FolderDestination = z.output<typeof folder>
export type SftpDestination = z.output<typeof sftp>
export type S3Destination = z.output<typeof s3>

const fileSchema = z
  .strictObject({ profiles: z.array(profileSchema).max(50) })
  .refine(({ profiles }) => new Set(profiles.map(({ name }) => name)).size === profiles.length, {
    path: ['profiles'],
    ...fault('有两个同名的', 'has two of one name'),
  })

/** The centre's profiles; none where the setting names no file. @throws Problem that names every wrong field */
export async function profilesOf(house: House): Promise<Profile[]> {
  const file = house.settings.LANTIAN_DELIVERY
  if (!file) return []
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code ?? 'EIO')
  })
  if (text.length > longestFile) throw unreadable('EFBIG')
  return readAsked(fileSchema, text, 'docs/delivery.md').profiles
}

/** @throws Problem 404 */
export async function profileNamed(house: House, name: string): Promise<Profile> {
  const profile = (await profilesOf(house)).find((one) => one.name === name)
  if (profile) return profile
  throw new Problem(
    'unknown-profile',
    {
      zh: '没有这个交付配置。配置写在 LANTIAN_DELIVERY 所指的文件中。',
      en: 'There is no such delivery profile. Profiles stand in the file that LANTIAN_DELIVERY names.',
    },
    404,
  )
}

/** The film that a profile wants. */
export const cutFor = ({
  name,
  title,
  shape,
  language,
  container,
  burnedIn,
  loudness,
  slateSeconds,
}: Profile): Cut => ({
  profile: name,
  shape,
  language,
  container,
  burnedIn,
  loudness: { loudness: loudness.target, truePeak: loudness.truePeak, channels: loudness.channels },
  slateSeconds,
  ...(title ? { recipient: title } : {}),
})

const unreadable = (code: string) =>
  new Problem(
    'delivery-profiles',
    {
      zh: `交付配置文件无法读取（${code}）。请检查 LANTIAN_DELIVERY。`,
      en: `The file of delivery profiles cannot be read (${code}). See LANTIAN_DELIVERY.`,
    },
    503,
  )
