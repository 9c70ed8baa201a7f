import type { Request } from '../../shared/http/request.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { now } from './programme.ts'

// As the pipeline does before any page: only the reader’s language.
await loadTexts('en')

/** A request about an event, as seen by pages and API operations. */
export const makeRequest = (slug: string, overrides: Partial<Request> = {}): Request => ({
  now,
  requestId: 'request',
  api: false,
  language: 'en',
  context: { language: 'en', here: '/', siteUrl: 'https://events.example' },
  errorPage: errorView,
  query: new URLSearchParams(),
  body: '',
  headers: {},
  cookies: [],
  networks: { own: '198.51.100.1', wide: '198.51.100.0/24' },
  parameter: () => slug,
  ...overrides,
})
