/** Addresses elsewhere that live texts lead to, and how they were found. Instants are epoch milliseconds. */
export interface LinkTables {
  press_link: {
    url: string
    found_at: number
    checked_at: number | null
    /** Null before the first check. */
    standing: Standing | null
    /** What the other side said, such as `HTTP 404`. */
    detail: string | null
    /** Since when every check failed; null while it works. */
    failing_since: number | null
    /** When it is to be asked again. */
    due_at: number
  }
  press_link_use: { url: string; text_id: number }
  /** Live version of a text whose links were read, and how many of its pictures have no words beside them. */
  press_link_read: { text_id: number; version: number; no_alt: number }
  /** Our own front page asked by ourselves: milliseconds until it answered, null where it did not. */
  press_probe: { at: number; took: number | null }
}

/** `unsure` is what only a second look decides: a server that was down, or that lets no program in. */
export type Standing = 'works' | 'broken' | 'unsure'
