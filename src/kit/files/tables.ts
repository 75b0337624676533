import type { Kysely } from 'kysely'

/**
 * Where a scanner stands with a file: `unasked` where the house has none, `waiting` while there is no verdict, then
 * `clean` or `found`.
 */
export type Scan = 'unasked' | 'waiting' | 'clean' | 'found'

export interface FilesTables {
  /** Contents, each once, whatever it is called and however often it is used. */
  file: {
    sha256: string
    size: number
    type: string
    /** Of a picture as it is seen, turned upright. */
    width: number | null
    height: number | null
    /** 1 once the bytes lie in the store. */
    stored: number
    scan: Scan
    /** What the scanner found. */
    scan_said: string | null
    created_at: number
  }
  /** What a file is used for. An officer's own hold (`about` is he) keeps what he has just brought. */
  file_use: {
    sha256: string
    about: string
    name: string
    by: string
    at: number
    /** 1 where everybody may read it. */
    open: number
    /** The point that every cut keeps, in per cent of width and height. */
    focal_x: number | null
    focal_y: number | null
  }
  /** Files that come in parts. */
  file_upload: {
    id: string
    by: string
    name: string
    size: number
    moved_at: number
  }
}

export type FilesDb = Kysely<FilesTables>
