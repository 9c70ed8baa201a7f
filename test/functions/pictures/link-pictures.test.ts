import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventPicture, networkPicture } from '../../../functions/pictures/link-pictures.ts'
import { languages } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { paths } from '../../../shared/site/paths.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { eventPicture as pictureOf, networkPicture as pictureOfNetwork } from '../../../shared/views/event/link-picture.ts'
import { publishEvent } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
  await Promise.all(languages.map(loadTexts))
})
afterAll(() => stores.stop())

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const requested = (slug: string, file: string) => ({ ...makeRequest(''), parameter: (name: string) => (name === 'slug' ? slug : file) })
const get = async (slug: string, file: string) => {
  const { statusCode, headers = {}, body = '' } = await eventPicture(stores)(requested(slug, file))
  return { statusCode, headers, png: Buffer.from(body, 'base64') }
}
/** Width and height, if it is a PNG. */
const sizeOf = (png: Buffer) => (png.toString('latin1', 1, 4) === 'PNG' ? [png.readUInt32BE(16), png.readUInt32BE(20)] : undefined)

describe('the picture of an event', () => {
  test('is where its page says, for good, in each language', async () => {
    const event = await publishEvent(stores)
    for (const language of ['en', 'fr'] as const) {
      const { statusCode, headers, png } = await get(event.slug, fileOf(pictureOf(event, language).path))
      expect([statusCode, headers['content-type'], headers['cache-control'], sizeOf(png)]).toEqual([
        200,
        'image/png',
        'public, max-age=31536000, immutable',
        [1200, 630],
      ])
    }
  })

  test('has another address as soon as it would look different; the old one leads there, as does a made-up one', async () => {
    const event = await publishEvent(stores)
    const current = pictureOf(event, 'en').path
    const differ = [
      { title: 'Other' },
      { startsAt: '2022-05-17T09:00:00.000Z' },
      { status: 'cancelled' as const },
      { format: 'in-person' as const },
    ]
    expect(differ.map((change) => pictureOf({ ...event, ...change }, 'en').path).includes(current)).toBe(false)
    expect(pictureOf({ ...event, timeZone: 'Europe/Paris' }, 'en').path).not.toBe(current)
    expect(pictureOf({ ...event, ...{ summary: 'Other' } }, 'en').path).toBe(current)
    const { statusCode, headers } = await get(event.slug, 'en-0123456789.png')
    expect([statusCode, headers['location']]).toEqual([302, current])
  })

  test('does not exist for drafts, events by invitation, and what is no event or no picture', async () => {
    const { publishedAt: _, ...unpublished } = makeStoredEvent()
    const draft: Event = { ...unpublished, slug: 'a-draft', status: 'draft' }
    await stores.events.create(draft, '2022-04-01T09:00:00.000Z')
    const invited = await publishEvent(stores, { audience: 'invited' })
    const open = await publishEvent(stores)
    const file = (event: Event) => fileOf(pictureOf(event, 'en').path)
    const asked = [
      [draft.slug, file(draft)],
      [invited.slug, file(invited)],
      ['nowhere', file(open)],
      [open.slug, 'de-0123456789.png'],
    ] as const
    expect(await Promise.all(asked.map(async ([slug, name]) => (await get(slug, name)).statusCode))).toEqual([404, 404, 404, 404])
  })
})

test('pages about no single event have the picture of the network', async () => {
  const file = fileOf(pictureOfNetwork('fr').path)
  const { statusCode, body = '' } = await networkPicture(requested('', file))
  expect([statusCode, sizeOf(Buffer.from(body, 'base64'))]).toEqual([200, [1200, 630]])
  expect(await networkPicture(requested('', 'fr-0.png'))).toMatchObject({
    statusCode: 302,
    headers: { location: paths.networkPicture.to({ file }) },
  })
})
