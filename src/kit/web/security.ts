/** Sent with every answer. Scripts and styles come from our own address only; nothing inline runs. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
}

const { 'x-frame-options': _, ...framed } = securityHeaders

/** The card that other sites may show in a frame: the same, but for who may frame it. */
export const embedHeaders = {
  ...framed,
  'content-security-policy': framed['content-security-policy'].replace(
    "frame-ancestors 'self'",
    'frame-ancestors *',
  ),
}

/** For a year; sent where the public address is one of https. */
export const hsts = 'max-age=31536000'
