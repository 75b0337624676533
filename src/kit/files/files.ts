/** Files of the house: by their content, on the disk or in a bucket. */

export { fileAddress, pictureAddress } from './address.ts'
export type { Bytes } from './incoming.ts'
export { openFile } from './reading.ts'
export { type Saving, type StoredFile, saveFile } from './save.ts'
export { filesOf, openUses, releaseFile, type Use, type UsedFile, useFile } from './uses.ts'
