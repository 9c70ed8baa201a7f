import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uploadedPicture } from '../../../../functions/attendee/programme/attached-file.ts'
import { eventView } from '../../../../functions/attendee/programme/event-view.ts'
import { apiRemovePicture, apiSetPicture, picture, removePicture, setPicture } from '../../../../functions/organiser/attachments/picture.ts'
import { deleteEvent } from '../../../../functions/organiser/event/delete.ts'
import { createDeletionParts } from '../../../../functions/organiser/event/deletion-parts.ts'
import { toEventOutput } from '../../../../shared/api/events.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { type Attaching, machineNow, startAttaching } from '../../../make/attaching.ts'
import { makeContext } from '../../../make/page-context.ts'
import { jpegStart, png, webpStarts } from '../../../make/pictures.ts'
import { organiser } from '../../../make/programme.ts'
import { sendForm, sentKey, uploadFormsIn } from '../../../make/upload.ts'
import { textOf } from '../../../views/staff/page.ts'

const colleague: Staff = { ...organiser, subject: 'colleague' }
const wide = png(1600, 900)

let site: Attaching
beforeAll(async () => {
  site = await startAttaching()
})
afterAll(() => site.stop())

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString()
const ownOf = async (slug: string) => (await site.stores.events.get(slug))?.picture
/** Gives an event a picture by the API and returns its id. */
const illustrate = async (slug: string, alt = 'A lecture hall'): Promise<string> => {
  const { status } = await site.api(apiSetPicture(site.parts), slug, {
    body: JSON.stringify({ key: await site.send(slug, 'a.png', wide), alt }),
  })
  expect(status).toBe(201)
  return (await ownOf(slug))?.id ?? ''
}
const served = async (slug: string, id: string) => {
  const { statusCode, headers, body = '' } = await uploadedPicture(site.parts)(site.askedFor(slug, { id }))
  return {
    status: statusCode,
    type: headers?.['content-type'],
    kept: headers?.['cache-control'],
    bytes: Buffer.from(body, 'base64').length,
  }
}

describe('an organiser', () => {
  test('sends a picture, says what it shows, and it is on top of the event page with its place kept', async () => {
    const slug = await site.publishing(await site.drafted())
    const page = await site.asked(picture(site.parts), slug)
    expect(page.headers?.['content-security-policy']).toContain(`form-action 'self' ${site.s3Origin};`)
    const [upload] = uploadFormsIn(page.body ?? '')
    if (upload === undefined) throw new Error('the page has no form for a picture')
    expect((await sendForm(upload, { name: 'a.png', content: new Uint8Array(2 * 1024 * 1024 + 1) })).status).toBe(400)
    const { key } = sentKey(await sendForm(upload, { name: 'Hall.png', content: wide }))
    const describing = await site.asked(picture(site.parts), slug, { query: form({ key }) })
    expect(textOf(describing.body ?? '')).toContain('Hall.png has been uploaded and checked (1,600 × 900 pixels).')
    const silent = await site.asked(setPicture(site.parts), slug, { body: form({ key, alt: ' ' }) })
    expect([silent.statusCode, textOf(silent.body ?? '').includes('Enter what the picture shows')]).toEqual([422, true])
    expect(await ownOf(slug)).toBeUndefined()
    const body = form({ key, alt: 'A "full" lecture hall' })
    // Twice at once, as by a double click.
    const both = await Promise.all([site.asked(setPicture(site.parts), slug, { body }), site.asked(setPicture(site.parts), slug, { body })])
    expect(both.map(({ headers }) => headers?.['location'])).toEqual(Array(2).fill(`/organiser/events/${slug}/picture?done=shown`))
    const event = await site.stores.events.get(slug)
    if (event?.picture === undefined) throw new Error('no picture')
    expect(event.picture).toMatchObject({ alt: 'A "full" lecture hall', type: 'png', width: 1600, height: 900 })
    const shown = (await eventView(makeContext(), { event, state: 'open' })).toString()
    expect(/<img class="event-picture"[^>]*>/.exec(shown)?.[0]).toBe(
      `<img class="event-picture" src="/pictures/${slug}/own/${event.picture.id}" alt="A &quot;full&quot; lecture hall" width="711" height="400">`,
    )
    expect(await served(slug, event.picture.id)).toEqual({
      status: 200,
      type: 'image/png',
      kept: 'public, max-age=31536000, immutable',
      bytes: wide.length,
    })
    expect((await served(slug, 'another')).status).toBe(404)
  })

  test.each([
    ['a.svg', Uint8Array.from(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'file-ending'],
    ['a.png', Uint8Array.from(Buffer.from('<script>alert(1)</script>')), 'file-content'],
    ['a.png', jpegStart(10, 10), 'file-content'],
    ['a.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]), 'file-content'],
    ['a.webp', Uint8Array.from([...(webpStarts(20, 20)[2] ?? []), ...new Uint8Array(2 * 1024 * 1024)]), 'picture-too-large'],
  ])('is told why %s does not count', async (name, content, code) => {
    const slug = await site.drafted()
    const key = await site.send(slug, name, content)
    const page = await site.asked(picture(site.parts), slug, { query: form({ key }) })
    expect([page.statusCode, page.body?.includes('error-summary')]).toEqual([422, true])
    expect(await site.api(apiSetPicture(site.parts), slug, { body: JSON.stringify({ key, alt: 'Something' }) })).toMatchObject({
      status: 422,
      said: { errors: [{ field: 'key', code }] },
    })
    expect(await ownOf(slug)).toBeUndefined()
  })

  test('replaces and removes the picture, and the one before is gone', async () => {
    const slug = await site.publishing(await site.drafted())
    const first = await illustrate(slug)
    const second = await illustrate(slug, 'An empty hall')
    expect([(await served(slug, first)).status, (await served(slug, second)).status]).toEqual([404, 200])
    expect(await site.files.read({ id: first }, machineNow())).toBeUndefined()
    await createManaging(site.stores).change(slug, { staff: organiser, now: machineNow() }, (input) => ({
      ...input,
      title: 'Another title',
    }))
    expect((await ownOf(slug))?.id).toBe(second)
    expect((await site.asked(removePicture(site.parts), slug)).headers?.['location']).toBe(`/organiser/events/${slug}/picture?done=removed`)
    expect([(await served(slug, second)).status, await ownOf(slug)]).toEqual([404, undefined])
    expect((await site.api(apiRemovePicture(site.parts), slug)).status).toBe(404)
  })

  test('may not touch the picture of somebody else’s event, nor use what was sent for another', async () => {
    const [slug, other] = [await site.drafted(), await site.drafted()]
    const key = await site.send(slug, 'a.png', wide)
    const body = JSON.stringify({ key, alt: 'Theirs' })
    const refusals = [apiSetPicture(site.parts), apiRemovePicture(site.parts), picture(site.parts), removePicture(site.parts)].map(
      async (run) => (await site.asked(run, slug, { staff: colleague, body, api: true })).statusCode,
    )
    expect(await Promise.all(refusals)).toEqual([404, 404, 404, 404])
    expect((await site.api(apiSetPicture(site.parts), other, { body })).status).toBe(422)
  })
})

test('the API tells where the picture is, how large, and what it shows', async () => {
  const slug = await site.publishing(await site.drafted())
  const id = await illustrate(slug)
  const found = await site.stores.events.getWithSeats(slug)
  if (found === undefined) throw new Error('no event')
  expect(toEventOutput(found, 'https://events.example').picture).toEqual({
    alt: 'A lecture hall',
    width: 1600,
    height: 900,
    url: `https://events.example/pictures/${slug}/own/${id}`,
  })
})

test('the picture of a draft is not kept by caches, and is deleted with it', async () => {
  const slug = await site.drafted()
  const id = await illustrate(slug)
  expect(await served(slug, id)).toMatchObject({ status: 200, kept: undefined })
  const deletingDrafts = async () => createDeletionParts(site.stores.database, site.stores.tables, site.bucket, site.stores)
  expect((await site.asked(deleteEvent({ deletingDrafts }), slug)).statusCode).toBe(303)
  expect(await site.files.read({ id }, machineNow())).toBeUndefined()
})
