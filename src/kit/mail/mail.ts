export { isMailAddress, veiled } from './address.ts'
export type { MessageKind } from './kinds.ts'
export type { Letter, Part } from './letter.tsx'
export { type Mailing, type Notice, type Outside, send, tell } from './tell.ts'
