import { describeApi } from '../../shared/api/description/document.ts'

export const siteUrl = 'https://events.example'

/** The description of the API as served by an installation. */
export const description = describeApi({
  title: 'Events',
  siteUrl,
  contact: { name: 'Example', url: 'https://network.example', email: 'contact@network.example' },
})
