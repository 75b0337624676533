/** How often the server is asked for news. */
const everyMs = 120_000
const panelMs = 12_000
const hourMs = 3_600_000
/** As-run lines that wait for the network: some days. */
const mostLines = 200
/** As the server has it: older than this is not "now". */
const oldAfterHours = 3

/**
 * `<lt-screen>`: fetches the loop again behind the picture and changes it between two panels. Without network what is
 * shown stays, and says how old it is. It never reloads the page, so there is nothing that could turn blank.
 */
class Screen extends HTMLElement {
  #fresh: HTMLElement | null = null
  #shownSince = Date.now()
  #reported = Date.now()
  #lines: object[] = []

  connectedCallback() {
    this.#shownSince = this.#seenFirst()
    setInterval(() => this.#fetch(), everyMs)
    setInterval(() => this.#age(), 30_000)
    this.#turns()
    this.#age()
  }

  get #panels(): number {
    return this.querySelectorAll('.panel').length || 1
  }

  /** Once round the loop what is new takes the place of what was shown. */
  #turns() {
    setTimeout(() => {
      const other = this.#fresh !== null && this.#fresh.dataset.digest !== this.dataset.digest
      if (other || Date.now() - this.#reported >= hourMs) this.#report()
      if (this.#fresh) this.#take(this.#fresh)
      this.#turns()
    }, this.#panels * panelMs)
  }

  async #fetch() {
    try {
      const answer = await fetch(location.href, { cache: 'no-store' })
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.querySelector<HTMLElement>('lt-screen')
      if (fresh) this.#fresh = fresh
    } catch {
      // Offline: what is shown carries its hour, and #age says when that is long ago.
    }
  }

  #take(fresh: HTMLElement) {
    this.#fresh = null
    this.className = fresh.className
    for (const name of ['at', 'hour', 'age', 'edition', 'digest'] as const)
      this.dataset[name] = fresh.dataset[name]
    this.#shownSince = this.#seenFirst()
    this.replaceChildren(...document.importNode(fresh, true).childNodes)
    this.#age()
  }

  /** When this very page was first seen here: a restart without network must not make it young again. */
  #seenFirst(): number {
    const name = `screen ${location.pathname}${location.search}`
    try {
      const [at, seen] = (localStorage.getItem(name) ?? '').split(' ')
      if (at === this.dataset.at && Number(seen) > 0) return Number(seen)
      localStorage.setItem(name, `${this.dataset.at} ${Date.now()}`)
    } catch {
      // A browser that keeps nothing: the age then counts from the start.
    }
    return Date.now()
  }

  #age() {
    const hours = Number(this.dataset.age) + Math.floor((Date.now() - this.#shownSince) / hourMs)
    const old = hours > oldAfterHours
    this.classList.toggle('is-old', old)
    for (const mark of this.querySelectorAll<HTMLElement>('.old')) {
      mark.hidden = !old
      mark.textContent = (mark.dataset.words ?? '').replace('{n}', String(hours))
    }
  }

  /**
   * With `#token=…&channel=…` in the address, which no server ever sees, what was shown is written down: a line an hour,
   * and one when other data come. What could not be sent waits for the network.
   */
  #report() {
    const given = new URLSearchParams(location.hash.slice(1))
    const token = given.get('token')
    const { edition, digest } = this.dataset
    if (!token || !edition) return
    const now = Date.now()
    const moment = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
    this.#lines.push({
      edition,
      digest: digest || null,
      channel: given.get('channel') ?? 'screen',
      from: moment(this.#reported),
      to: moment(now),
      deviation: '网页循环画面，不是影片 live loop in HTML, not the film',
    })
    this.#reported = now
    this.#send(token, this.#lines.splice(-mostLines))
  }

  async #send(token: string, lines: object[]) {
    this.#lines = []
    try {
      const { status } = await fetch('/api/v1/broadcast/as-run', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ source: 'screen', by: 'screen', lines }),
      })
      // Refused lines would be refused again; only a server that is away or busy is asked once more.
      if (status < 500 && status !== 429) return
    } catch {
      // Offline.
    }
    this.#lines.unshift(...lines)
  }
}

customElements.define('lt-screen', Screen)

export {}
