import { Problem } from '../problem.ts'

/** Bytes as people read them: "1.5 MB". */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${Number(value.toFixed(value < 10 && step > 0 ? 1 : 0))} ${units[step]}`
}

export const tooLarge = (most: number) =>
  new Problem(
    'file-too-large',
    {
      zh: `文件超过 ${sizeWords(most)}，没有保存。请压缩或分成几个文件。`,
      en: `The file is larger than ${sizeWords(most)} and was not kept. Make it smaller or split it.`,
    },
    413,
  )

export const cut = () =>
  new Problem(
    'upload-cut',
    {
      zh: '上传中途断开，没有保存。请再试一次。',
      en: 'The upload was cut on its way and not kept. Please try again.',
    },
    400,
  )

export const empty = () =>
  new Problem(
    'file-empty',
    { zh: '文件是空的，没有内容。', en: 'The file is empty: there is nothing in it.' },
    422,
  )

export const notWhatItSays = (name: string, ending: string) =>
  new Problem(
    'file-not-what-it-says',
    {
      zh: `“${name}”的内容不是 .${ending} 文件，没有保存。请检查文件是否损坏或改过名。`,
      en: `The content of “${name}” is not that of a .${ending} file; it was not kept. It may be damaged or renamed.`,
    },
    422,
  )

export const pictureTooLarge = (name: string, most: number) =>
  new Problem(
    'picture-too-large',
    {
      zh: `图片“${name}”超过 ${most / 1_000_000} 百万像素。请缩小后再上传。`,
      en: `The picture “${name}” has more than ${most / 1_000_000} million pixels. Make it smaller first.`,
    },
    422,
  )

export const pictureDamaged = (name: string) =>
  new Problem(
    'picture-damaged',
    {
      zh: `图片“${name}”无法读取，可能已经损坏。请重新导出后再上传。`,
      en: `The picture “${name}” cannot be read; it may be damaged. Export it again and try once more.`,
    },
    422,
  )

export const archiveTooLarge = (name: string) =>
  new Problem(
    'archive-too-large',
    {
      zh: `“${name}”解压后会过大或含有太多条目，没有保存。`,
      en: `“${name}” would unpack to far too much or holds too many entries; it was not kept.`,
    },
    422,
  )

export const archiveDamaged = (name: string) =>
  new Problem(
    'archive-damaged',
    {
      zh: `“${name}”的目录无法读取，文件可能已经损坏。`,
      en: `The table of contents of “${name}” cannot be read; the file may be damaged.`,
    },
    422,
  )

export const virusFound = (name: string, virus: string) =>
  new Problem(
    'virus-found',
    {
      zh: `病毒扫描在“${name}”中发现 ${virus}，文件没有保存。请检查自己的电脑。`,
      en: `The virus scanner found ${virus} in “${name}”; it was not kept. Have your computer checked.`,
    },
    422,
  )

export const ownQuota = (most: number) =>
  new Problem(
    'own-quota',
    {
      zh: `您上传的文件合计将超过 ${sizeWords(most)}。请先删除不用的文件，或请管理员提高限额。`,
      en: `Your files would come to more than ${sizeWords(most)}. Remove some that are not used, or ask for more room.`,
    },
    413,
  )

export const houseQuota = (most: number) =>
  new Problem(
    'house-quota',
    {
      zh: `全中心的文件将超过 ${sizeWords(most)}。请联系管理员。`,
      en: `The files of the whole house would come to more than ${sizeWords(most)}. Tell whoever runs it.`,
    },
    413,
  )

export const noSuchFile = () =>
  new Problem(
    'no-such-file',
    { zh: '没有这个文件，或您无权查看。', en: 'There is no such file, or it is not for you.' },
    404,
  )

export const notYours = () =>
  new Problem(
    'file-not-yours',
    {
      zh: '不能使用这个文件：它不在，或不是您上传的。',
      en: 'This file cannot be used: it is gone, or it is not yours.',
    },
    403,
  )

export const unreadable = () =>
  new Problem(
    'file-unreadable',
    {
      zh: '这个文件暂时无法读取，已经记录。请稍后再试。',
      en: 'This file cannot be read at the moment; that was recorded. Please try again later.',
    },
    503,
  )

export const storeAway = () =>
  new Problem(
    'file-store-away',
    {
      zh: '文件存储暂时无法使用，已经记录。请稍后再试。',
      en: 'The store of files cannot be reached; that was recorded. Please try again later.',
    },
    503,
  )

export const storeFull = () =>
  new Problem(
    'file-store-full',
    {
      zh: '文件存储已满，文件没有保存。请联系管理员。',
      en: 'The store of files is full; the file was not kept. Tell whoever runs it.',
    },
    503,
  )
