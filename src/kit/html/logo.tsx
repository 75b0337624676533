/** Our mark: a sun above the horizon under a clear sky. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1d6fb8" />
      <circle cx="16" cy="18" r="6.5" fill="#fff" />
      <path d="M0 20h32v5a7 7 0 0 1-7 7H7a7 7 0 0 1-7-7z" fill="#1d6fb8" />
      <path d="M5 20.5h22M8 24.5h16M12 28h8" stroke="#fff" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  )
}

/** The same as a file of its own, for the browser's tab. */
export const iconSvg = async () =>
  (await Logo().toString()).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
