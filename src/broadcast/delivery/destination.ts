import type { Words } from '../../kit/words.ts'

/** A file on its way. */
export interface Parcel {
  path: string
  /** Its name at the other end, without folders. */
  name: string
  mediaType: string
  bytes: number
  sha256: string
}

/** A place that files are brought to. */
export interface Destination {
  /** For the receipt: where, without secrets. */
  place: string
  /**
   * Brings a file: under another name until it is whole, read back, then named. A file of that name with the same bytes
   * is left as it is; one with other bytes is never replaced.
   * @throws DeliveryFault
   */
  send(parcel: Parcel, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Why a delivery did not arrive. */
export class DeliveryFault extends Error {
  readonly words: Words
  /** Whether it may go well by itself another time. */
  readonly again: boolean

  constructor(words: Words, again: boolean) {
    super(words.en)
    this.name = 'DeliveryFault'
    this.words = words
    this.again = again
  }
}

export const otherFileThere = (name: string) =>
  new DeliveryFault(
    {
      zh: `对方已有同名但内容不同的文件 ${name}。`,
      en: `There is another file named ${name} at the other end.`,
    },
    false,
  )

export const arrivedDifferent = (name: string) =>
  new DeliveryFault(
    { zh: `${name} 传到后校验不符，已删除。`, en: `${name} arrived with other bytes and was removed.` },
    true,
  )

export const diskFull = () =>
  new DeliveryFault({ zh: '对方磁盘已满。', en: 'The disk at the other end is full.' }, true)

/** A secret from its file, in memory only as long as it is used. */
export const secretMissing = (file: string, code: string | undefined) =>
  new DeliveryFault(
    {
      zh: `密钥文件 ${file} 无法读取（${code ?? '错误'}）。`,
      en: `The secret in ${file} cannot be read (${code ?? 'fault'}).`,
    },
    false,
  )

/** Names of files that are still on their way, so that what a broken delivery left is known. */
export const onTheWay = (name: string) => `.${name}.part`
