/**
 * The headers of a reader's request that may change an answer that CloudFront keeps, and so separate what it keeps.
 * With them go all cookies and the whole query: nothing that depends on a person is ever found by another.
 */
export const keyHeaders = ['Accept-Language', 'Authorization'] as const

/** The further headers that the functions get; CloudFront drops all others. `CloudFront-…` are its own. */
export const passedHeaders = [
  'CloudFront-Viewer-Address',
  'Idempotency-Key',
  'If-Match',
  'Origin',
  'Proof-Of-Work',
  'Sec-Fetch-Site',
  'User-Agent',
] as const
