import type Sharp from 'sharp'
import { pictureDamaged, pictureTooLarge } from './refusals.ts'

/** Pixels of a picture at most: a small file can hold a canvas that fills the memory. */
const mostPixels = 100_000_000

export interface Size {
  width: number
  height: number
}

let loaded: Promise<typeof Sharp> | undefined

/** The picture library, loaded at first use, and only with the formats that we take. */
export const sharp = (): Promise<typeof Sharp> => (loaded ??= load())

async function load(): Promise<typeof Sharp> {
  const { default: library } = await import('sharp')
  library.block({ operation: ['VipsForeignLoad'] })
  library.unblock({
    operation: [
      'VipsForeignLoadJpeg',
      'VipsForeignLoadPng',
      'VipsForeignLoadWebp',
      'VipsForeignLoadHeif',
      'VipsForeignLoadNsgif',
    ],
  })
  // One thread a picture: two are made at once, and the site must go on answering.
  library.concurrency(1)
  library.cache(false)
  return library
}

export const sharpOptions = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true } as const

/** Width and height of a picture as it is seen, turned upright. @throws Problem where it is too large or damaged */
export async function measurePicture(path: string, name: string): Promise<Size> {
  const library = await sharp()
  const found = await library(path, { ...sharpOptions, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw pictureDamaged(name)
    })
  const { width, height } = found.autoOrient
  if (width * height * (found.pages ?? 1) > mostPixels) throw pictureTooLarge(name, mostPixels)
  return { width, height }
}
