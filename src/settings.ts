import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './kit/problem.ts'

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}, 'is not a time zone such as Asia/Shanghai')

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
/** The names of `src/air/sources`, and the word for none of them. */
const liveSources = [
  'open-meteo',
  'openaq',
  'cnemc-live',
  'airnow',
  'sensor-community',
  'airgradient',
  'none',
]
const sourceNames = list.superRefine((names, context) => {
  const unknown = names.filter((name) => !liveSources.includes(name))
  const message =
    unknown.length > 0
      ? `names no known source: ${unknown.join(', ')} (known: ${liveSources.join(', ')})`
      : names.includes('none') && names.length > 1
        ? 'says none and names sources as well'
        : null
  if (message) context.addIssue({ code: 'custom', message })
})
const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http or https address' })
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `is not between ${min} and ${max}`)
/** A list of which every part has a form. */
const listOf = (form: RegExp, fault: string) =>
  list.superRefine((parts, context) => {
    const wrong = parts.find((part) => !form.test(part))
    if (wrong !== undefined)
      context.addIssue({ code: 'custom', message: `${fault}: ${JSON.stringify(wrong.slice(0, 60))}` })
  })
const yesNo = z.enum(['yes', 'no'], 'is neither yes nor no').transform((word) => word === 'yes')
const localTime = z.string().refine(isLocalTime, 'is not a local time such as 2016-12-20T18:00')

function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDateTime.from(text).year > 0
  } catch {
    return false
  }
}

/** One setting: how it is read, what it is when nobody says anything, and what it is for. */
const setting = <S extends z.ZodType>(schema: S, fallback: string | undefined, help: string) => ({
  schema,
  fallback,
  help,
})

/** Every setting of Lantian. The order is the order of `lantian settings`. */
export const catalogue = {
  PORT: setting(whole(0, 65535), '3000', 'Port of the web server; 0 takes a free one.'),
  LANTIAN_HOST: setting(
    z.string().regex(/^[\w.:%-]+$/, 'is not a host name or address'),
    '127.0.0.1',
    'Address to listen on; 0.0.0.0 lets other machines in.',
  ),
  LANTIAN_URL: setting(
    webAddress.optional(),
    undefined,
    'Public address of the site, for feeds and cards. Default: what the reader asked for.',
  ),
  LANTIAN_DATA: setting(z.string().min(1), 'data', 'Folder of the database, files and backups.'),
  LANTIAN_FILES: setting(
    webAddress.optional(),
    undefined,
    'Bucket of an S3 store for uploaded files, such as https://s3.example.org/lantian; without it they lie in the data folder.',
  ),
  LANTIAN_FILES_REGION: setting(
    z.string().regex(/^[a-z0-9-]{1,40}$/, 'is not the name of a region'),
    'us-east-1',
    'Region of that bucket.',
  ),
  LANTIAN_FILES_KEY: setting(z.string().min(1).max(200).optional(), undefined, 'Access key of that bucket.'),
  LANTIAN_FILES_SECRET: setting(
    z.string().min(8, 'is too short for a secret').optional(),
    undefined,
    'Secret of that key.',
  ),
  LANTIAN_FILE_MB: setting(whole(1, 4_000), '500', 'Largest file that may be uploaded, in MB.'),
  LANTIAN_OFFICER_GB: setting(whole(1, 1_000_000), '20', 'Files that one officer may have uploaded, in GB.'),
  LANTIAN_HOUSE_GB: setting(whole(1, 1_000_000), '500', 'All uploaded files together, in GB.'),
  LANTIAN_SCANNER: setting(
    z
      .string()
      .regex(/^[\w.-]{1,253}:\d{1,5}$/, 'is not host:port of a virus scanner')
      .optional(),
    undefined,
    'host:port of a clamd virus scanner; uploaded files are not shown to others before its verdict.',
  ),
  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
    undefined,
    'PostgreSQL to use; without it SQLite in the data folder.',
  ),
  LANTIAN_CENTRE: setting(
    z.string().min(1).optional(),
    undefined,
    'JSON file with the city, stations, districts and departments of another centre than the built-in one of Beijing.',
  ),
  LANTIAN_ZONE: setting(zone, 'Asia/Shanghai', "The centre's time zone; its days and hours."),
  LANTIAN_LOG: setting(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'is none of debug, info, warn, error, silent'),
    'info',
    'How much is logged.',
  ),
  LANTIAN_CLOCK: setting(
    localTime.optional(),
    undefined,
    'Shows the centre as of this local time, for rehearsals with past data.',
  ),
  LANTIAN_TRUST_PROXY: setting(yesNo, 'no', 'yes when a proxy in front sets X-Forwarded-For and -Proto.'),
  LANTIAN_RATE_LIMIT: setting(
    whole(1, 1_000_000),
    '300',
    'Requests a minute that one address may make of the API.',
  ),
  LANTIAN_SOURCES: setting(
    sourceNames,
    'open-meteo',
    'Live sources, by name, comma separated: open-meteo, openaq, cnemc-live, airnow, sensor-community, airgradient. "none" for no outside source.',
  ),
  LANTIAN_SIMULATED: setting(
    yesNo,
    'yes',
    'yes lets a centre without any reading show simulated ones, labelled so.',
  ),
  LANTIAN_CONTACT: setting(
    z.string().max(200).optional(),
    undefined,
    'Who runs this centre; told to providers that ask for a contact.',
  ),
  LANTIAN_OPENAQ_KEY: setting(
    z.string().min(8, 'is too short for a key').optional(),
    undefined,
    'Key of the OpenAQ API.',
  ),
  LANTIAN_OPENAQ_LOCATIONS: setting(
    listOf(/^\d{1,9}$/, 'has a part that is no location number'),
    '',
    'OpenAQ location numbers to collect, comma separated.',
  ),
  LANTIAN_AIRNOW_KEY: setting(
    z.string().min(8, 'is too short for a key').optional(),
    undefined,
    'Key of the AirNow API.',
  ),
  LANTIAN_WAQI_TOKEN: setting(
    z.string().min(4, 'is too short for a token').optional(),
    undefined,
    'Token of WAQI, for its live embed only.',
  ),
  LANTIAN_AIRGRADIENT_MONITORS: setting(
    listOf(/^[a-z0-9.-]+(:\d{1,5})?$/i, 'has a part that is no host or host:port'),
    '',
    'Local AirGradient monitors, as host names or host:port.',
  ),
  LANTIAN_MAP_APPROVAL: setting(
    z.string().max(80).optional(),
    undefined,
    'Approval number of the district outlines (审图号). Without it the map is schematic.',
  ),
  LANTIAN_FORECASTER_TOKEN: setting(
    z.string().min(16, 'must have at least 16 characters').optional(),
    undefined,
    'Secret with which the forecaster overrules forecasts and issues alerts by the API. Without it that part of the API is closed.',
  ),
  LANTIAN_DELIVERY: setting(
    z.string().min(1).optional(),
    undefined,
    'JSON file with the delivery profiles of the broadcast: who gets which film, and how. See docs/delivery.md.',
  ),
  LANTIAN_BROADCAST_HOURLY: setting(
    yesNo,
    'no',
    'yes makes a 20-second film for lobbies every hour, beside the editions of the day.',
  ),
  LANTIAN_BROADCAST_HLS: setting(
    yesNo,
    'yes',
    'yes keeps each film of the house also in pieces, for players and sets that want HLS. It takes as much room again.',
  ),
  LANTIAN_VOICE: setting(
    z.enum(
      ['none', 'recording', 'http', 'sherpa', 'espeak'],
      'is none of none, recording, http, sherpa, espeak',
    ),
    'none',
    'Who speaks the broadcast: none, recording, http, sherpa, espeak. See docs/voice.md.',
  ),
  LANTIAN_VOICE_LANGUAGE: setting(
    z.enum(['zh', 'en'], 'is neither zh nor en'),
    'zh',
    'Language that is spoken; subtitles have both.',
  ),
  LANTIAN_VOICE_NAME: setting(
    z.string().max(100).optional(),
    undefined,
    "Which of the provider's voices speaks. Default: its usual one.",
  ),
  LANTIAN_VOICE_RATE: setting(whole(50, 200), '100', "Pace of the voice in per cent of the voice's own."),
  LANTIAN_VOICE_FOLDER: setting(
    z.string().min(1).optional(),
    undefined,
    'Folder of the recordings of presenters. Default: recordings in the data folder.',
  ),
  LANTIAN_VOICE_URL: setting(webAddress.optional(), undefined, 'Address of the speech service.'),
  LANTIAN_VOICE_KEY: setting(
    z.string().min(4, 'is too short for a key').optional(),
    undefined,
    'Key of the speech service.',
  ),
  LANTIAN_VOICE_SERVICE: setting(
    z.string().min(1).optional(),
    undefined,
    'JSON file that describes how the speech service is asked and what it answers.',
  ),
  LANTIAN_VOICE_MODEL: setting(
    z.string().min(1).optional(),
    undefined,
    'Folder of the sherpa-onnx model that the house has brought.',
  ),
  LANTIAN_VOICE_PROGRAM: setting(z.string().min(1), 'espeak-ng', 'The espeak-ng program of the system.'),
  LANTIAN_VOICE_READINGS: setting(
    z.string().min(1).optional(),
    undefined,
    'JSON file with the readings of names and polyphones: [{"text": "重庆", "pinyin": "chóng qìng"}].',
  ),
  LANTIAN_SMTP: setting(
    z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// or smtps:// address' }).optional(),
    undefined,
    'Mail server, such as smtp://user:password@mail.example.org:587; without it messages are read at the desk only.',
  ),
  LANTIAN_MAIL_FROM: setting(
    z.email('is not an e-mail address').optional(),
    undefined,
    "Address that mail comes from. Default: lantian@ and the site's host name.",
  ),
  LANTIAN_OIDC_ISSUER: setting(
    webAddress.optional(),
    undefined,
    'OpenID Connect issuer that officers may sign in by, such as https://id.example.org/realms/centre. It needs LANTIAN_URL.',
  ),
  LANTIAN_OIDC_CLIENT: setting(
    z.string().min(1).max(200).optional(),
    undefined,
    'Client id of this site there.',
  ),
  LANTIAN_OIDC_SECRET: setting(
    z.string().min(8, 'is too short for a secret').optional(),
    undefined,
    'Secret of that client; without it the client is a public one.',
  ),
  LANTIAN_OIDC_NAME: setting(
    z.string().max(40),
    '统一身份认证',
    'What the button to sign in by it is called.',
  ),
  LANTIAN_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters').optional(),
    undefined,
    'Secret that signs cookies; made and kept in the data folder when not given.',
  ),
} as const

export type Settings = { [K in keyof typeof catalogue]: z.output<(typeof catalogue)[K]['schema']> }

/** Reads and checks the environment: the only reader of it. A wrong value stops the start and is named. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const wrong: string[] = []
  const read = Object.entries(catalogue).map(([name, { schema, fallback }]) => {
    // An empty variable is how shells and service files say "not set".
    const parsed = schema.safeParse(env[name]?.trim() ? env[name]?.trim() : fallback)
    if (!parsed.success) wrong.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}`)
    return [name, parsed.data]
  })
  wrong.push(...unknownNames(env))
  if (wrong.length > 0)
    throw new Problem('settings', {
      zh: `设置有误，未启动：\n  ${wrong.join('\n  ')}\n全部设置见 lantian settings。`,
      en: `Not started, because of these settings:\n  ${wrong.join('\n  ')}\n"lantian settings" lists all of them.`,
    })
  const settings = Object.fromEntries(read) as Settings
  return { ...settings, LANTIAN_DATA: resolve(settings.LANTIAN_DATA) }
}

/** A misspelt setting would otherwise be silently without effect. */
const unknownNames = (env: NodeJS.ProcessEnv) =>
  Object.keys(env)
    .filter(
      (name) => name.startsWith('LANTIAN_') && !name.startsWith('LANTIAN_TEST_') && !(name in catalogue),
    )
    .map((name) => `${name} is not a setting`)

/** The secret of the installation: given, or made once and kept in the data folder, readable by its owner only. */
export function secretOf(settings: Settings): string {
  if (settings.LANTIAN_SECRET) return settings.LANTIAN_SECRET
  const file = join(settings.LANTIAN_DATA, 'secret')
  if (!existsSync(file)) {
    mkdirSync(settings.LANTIAN_DATA, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}

/** The lines of `lantian settings`. */
export const settingsHelp = () =>
  Object.entries(catalogue).map(
    ([name, { fallback, help }]) => `  ${name.padEnd(30)}${help}${fallback ? ` [${fallback}]` : ''}`,
  )
