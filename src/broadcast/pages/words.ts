import { type Language, monthName, type Words } from '../../kit/words.ts'
import type { EditionKind } from '../edition.ts'
import type { ShapeName } from '../shape.ts'

export const kindNames: Readonly<Record<EditionKind, Words>> = {
  evening: { zh: '晚间播报', en: 'Evening bulletin' },
  morning: { zh: '早间一分钟', en: 'Morning minute' },
  hourly: { zh: '整点短片', en: 'Hourly loop' },
  heavy: { zh: '重污染特别播报', en: 'Heavy-pollution special' },
  week: { zh: '一周回顾', en: 'Week in review' },
  month: { zh: '近 30 天回顾', en: 'Last 30 days in review' },
}

export const shapeWords: Readonly<Record<ShapeName, Words>> = {
  wide: { zh: '宽屏', en: 'Wide' },
  tall: { zh: '竖屏', en: 'Upright' },
  square: { zh: '方形', en: 'Square' },
}

/** What the pages of the broadcast say. */
export const words = {
  zh: {
    name: '播报',
    programme: (city: string) => `${city}空气质量播报`,
    about: '每天由当日监测数据制作的空气质量节目：有画面、配音、双语字幕和文字稿。',
    none: '还没有播报。',
    noneHow: '第一期节目制作并签发后会出现在这里。现在的空气状况请看首页。',
    now: '现在的空气',
    archive: '往期节目',
    archiveAbout: '按日期和种类查找往期播报。',
    feeds: '订阅',
    transcript: '文字稿',
    transcriptNote: '点时间，从这一句开始播放',
    sentenceAt: (clock: string) => `从 ${clock} 播放`,
    leftOut: '这一期没有播出的部分',
    sources: '数据来源',
    noSources: '没有记载数据来源。',
    downloads: '下载',
    download: {
      film: '影片',
      hls: '分段影片',
      subtitles: '字幕',
      chapters: '章节',
      poster: '封面图',
      script: '文字稿（可打印）',
    },
    languages: { zh: '中文', en: '英文' } satisfies Record<Language, string>,
    bytes: '大小',
    file: '文件',
    digest: 'SHA-256',
    digestNote: '核对下载的文件是否完整',
    shapes: '画面形状',
    chaptersTrack: '章节',
    noVideo: '您的浏览器不能播放这段影片，可以下载后观看：',
    player: (title: string) => `${title}（影片，双语字幕）`,
    length: (clock: string) => `时长 ${clock}`,
    signedAt: (when: string) => `签发 ${when}`,
    madeAt: (when: string) => `制作 ${when}`,
    version: (n: number) => `第 ${n} 版`,
    airOf: (when: string) => `${when}的空气`,
    unsigned: '未经签发的演示',
    unsignedNotice: '节目由演示中心自动制作，没有人签发，不用于播出。',
    unsignedAbout: '未经签发的演示：节目由演示中心自动制作，没有人签发，不用于播出。',
    model: '模型数据',
    modelAbout: '节目中的数值来自大气模型，不是监测站的实测。',
    simulated: '模拟数据',
    simulatedAbout: '节目中的数值是模拟的，不是实测，仅供演示。',
    synthetic: '合成语音',
    syntheticAbout: '配音由计算机合成。',
    late: '数据有更正',
    lateAbout: '节目制作之后，其中的读数有更正：',
    newer: (n: number) => `看更正后的第 ${n} 版`,
    older: '您看的是旧版本。',
    current: '看现在的版本',
    all: '全部',
    kinds: '种类',
    day: '日期',
    show: '查看',
    latest: '最新的节目',
    noneThatDay: '这一天没有这样的节目。',
    onlyOne: '这是目前唯一的一期。',
    nonePage: '这一页没有节目。',
    wrongDay: '日期应写作 2016-12-20 这样',
    wrongKind: '没有这个种类',
    wrongPage: '页码应为正整数',
    screen: '大屏循环',
    screenAbout: '供大厅和公共屏幕使用的循环画面。',
    stale: '这是较早一期；今天的还没有发布。',
  },
  en: {
    name: 'Broadcast',
    programme: (city: string) => `${city} Air Quality Broadcast`,
    about:
      'The programme of the day’s air, made from the readings: pictures, a voice, subtitles in two languages and the full text.',
    none: 'There is no broadcast yet.',
    noneHow:
      'The first edition appears here once it is made and signed off. The front page shows the air now.',
    now: 'The air now',
    archive: 'Earlier editions',
    archiveAbout: 'Find earlier editions by day and kind.',
    feeds: 'Subscribe',
    transcript: 'Transcript',
    transcriptNote: 'A time plays the film from that sentence',
    sentenceAt: (clock: string) => `Play from ${clock}`,
    leftOut: 'Left out of this edition',
    sources: 'Sources of the data',
    noSources: 'No source is on record.',
    downloads: 'Downloads',
    download: {
      film: 'Film',
      hls: 'Film in pieces',
      subtitles: 'Subtitles',
      chapters: 'Chapters',
      poster: 'Still',
      script: 'Script (to print)',
    },
    languages: { zh: 'Chinese', en: 'English' } satisfies Record<Language, string>,
    bytes: 'Size',
    file: 'File',
    digest: 'SHA-256',
    digestNote: 'to check that a download is whole',
    shapes: 'Shape of the picture',
    chaptersTrack: 'Chapters',
    noVideo: 'Your browser cannot play this film; you can download it:',
    player: (title: string) => `${title} (film with subtitles in two languages)`,
    length: (clock: string) => `${clock} minutes`,
    signedAt: (when: string) => `signed off ${when}`,
    madeAt: (when: string) => `made ${when}`,
    version: (n: number) => `version ${n}`,
    airOf: (when: string) => `The air of ${when}`,
    unsigned: 'Demonstration, not signed off',
    unsignedNotice: 'The centre made this edition by itself; nobody signed it off and it is not for air.',
    unsignedAbout:
      'Demonstration, not signed off: the centre made this edition by itself and it is not for air.',
    model: 'Modelled',
    modelAbout: 'The values in this edition come from an atmospheric model; no station measured them.',
    simulated: 'Simulated',
    simulatedAbout: 'The values in this edition are simulated for demonstration; nobody measured them.',
    synthetic: 'Synthetic voice',
    syntheticAbout: 'The voice is made by a computer.',
    late: 'Data corrected',
    lateAbout: 'Readings shown in this edition were corrected after it was made:',
    newer: (n: number) => `See the corrected version ${n}`,
    older: 'You are looking at an old version.',
    current: 'See the current version',
    all: 'All',
    kinds: 'Kind',
    day: 'Day',
    show: 'Show',
    latest: 'The newest edition',
    noneThatDay: 'There is no such edition on this day.',
    onlyOne: 'This is the only edition so far.',
    nonePage: 'There are no editions on this page.',
    wrongDay: 'Write the day like 2016-12-20',
    wrongKind: 'There is no such kind',
    wrongPage: 'The page must be a positive whole number',
    screen: 'Screen loop',
    screenAbout: 'A running loop for lobbies and public screens.',
    stale: 'This is an earlier edition; today’s is not out yet.',
  },
} satisfies Record<Language, unknown>

/** "2016年12月20日 18:05" and "18:05, 20 December 2016", from ISO 8601, in the centre's zone. */
export function momentWords(iso: string, zone: string, language: Language): string {
  const at = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const clock = at.toPlainTime().toString({ smallestUnit: 'minute' })
  return language === 'zh'
    ? `${at.year}年${at.month}月${at.day}日 ${clock}`
    : `${clock}, ${longDay(at.toPlainDate().toString(), 'en')}`
}

/** "2016年12月20日" and "20 December 2016". */
export function longDay(day: string, language: Language): string {
  const date = Temporal.PlainDate.from(day)
  return language === 'zh'
    ? `${date.year}年${date.month}月${date.day}日`
    : `${date.day} ${monthName(date)} ${date.year}`
}

/** "3.4 MB", by thousands as browsers say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`
}
