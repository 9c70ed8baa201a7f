import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { previewAttachment, sharedPreviewAttachment } from '../../../../functions/attendee/preview/preview.ts'
import { createForgettingRegistrations } from '../../../../functions/erasure/forgetting-registrations.ts'
import { createLinkParts } from '../../../../functions/organiser/draft-link/parts.ts'
import { deleteEvent } from '../../../../functions/organiser/event/delete.ts'
import { createDeletionParts } from '../../../../functions/organiser/event/deletion-parts.ts'
import { toEventOutput } from '../../../../shared/api/events.ts'
import { registrationKeptDays } from '../../../../shared/domain/people/periods.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Request } from '../../../../shared/http/request.ts'
import { previewToken } from '../../../../shared/tokens/preview-token.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { type Attaching, day, machineNow, startAttaching } from '../../../make/attaching.ts'
import { organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'

const colleague: Staff = { ...organiser, subject: 'colleague' }

let site: Attaching
beforeAll(async () => {
  site = await startAttaching()
})
afterAll(() => site.stop())

describe('the files of a draft', () => {
  test('are for its organisers and whoever has its link, until that is withdrawn', async () => {
    const slug = await site.drafted()
    const id = await site.attachOne(slug)
    const publicly = async (): Promise<unknown> => (await site.download(slug, id)).status
    const asOrganiser = async (staff: Staff | undefined): Promise<unknown> => {
      const request = site.askedFor(slug, { id })
      const context = { ...request.context, ...(staff === undefined ? {} : { staff: { ...staff, csrf: '' } }) }
      const { statusCode, headers } = await previewAttachment(site.parts)({ ...request, context })
      return [statusCode, headers?.['location']?.toString().startsWith(site.s3Origin)]
    }
    expect([await publicly(), await asOrganiser(organiser), await asOrganiser(colleague), await asOrganiser(undefined)]).toEqual([
      404,
      [303, true],
      [404, undefined],
      [303, false],
    ])
    const link = createLinkParts(site.stores.database, site.stores.tables.programme, site.stores)
    const shared = await link.share(slug, { staff: organiser, now: machineNow() })
    if (shared.outcome !== 'done') throw new Error(shared.outcome)
    const token = previewToken(await site.stores.keys.links(), shared)
    const request: Request = { ...makeRequest(slug, { now: machineNow() }), parameter: (name) => (name === 'token' ? token : id) }
    expect((await sharedPreviewAttachment(site.parts)(request)).headers?.['location']).toContain(site.s3Origin)
    await link.withdraw(slug, { staff: organiser, now: machineNow() })
    expect((await sharedPreviewAttachment(site.parts)(request)).statusCode).toBe(404)
  })

  test('are deleted with it', async () => {
    const slug = await site.drafted()
    const id = await site.attachOne(slug)
    const url = await site.files.downloadUrl({ id, name: 'a' }, machineNow())
    expect((await fetch(url)).status).toBe(200)
    const deletingDrafts = async () => createDeletionParts(site.stores.database, site.stores.tables, site.bucket, site.stores)
    expect((await site.asked(deleteEvent({ deletingDrafts }), slug)).statusCode).toBe(303)
    expect((await fetch(url)).status).toBe(403)
  })
})

test('the API lists the files of an event with their addresses, and nothing of an event without', async () => {
  const [slug, without] = [await site.publishing(await site.drafted()), await site.publishing(await site.drafted())]
  const id = await site.attachOne(slug)
  const output = async (of: string) => {
    const found = await site.stores.events.getWithSeats(of)
    if (found === undefined) throw new Error(`no event ${of}`)
    return toEventOutput(found, 'https://events.example').attachments
  }
  expect([await output(slug), await output(without)]).toEqual([
    [{ id, title: 'Agenda', size: 15, type: 'pdf', url: `https://events.example/events/${slug}/files/${id}` }],
    undefined,
  ])
})

test('the files of an event are deleted with its registrations, and its page no longer offers them', async () => {
  const slug = await site.publishing(await site.drafted())
  const id = await site.attachOne(slug)
  const forget = createForgettingRegistrations({
    ...site.stores,
    files: { allOf: async () => [], removeStored: async () => {} },
    attachments: { remove: (file) => site.files.remove(file, machineNow()) },
  })
  const later = (days: number): string => new Date(Date.parse(`${day}T12:00Z`) + days * 86_400_000).toISOString()
  // It owes no more e-mails then.
  await createManaging(site.stores).cancel(slug, { staff: organiser, now: machineNow() })
  await forget(later(registrationKeptDays - 1), () => true)
  expect((await site.download(slug, id)).status).toBe(200)
  await forget(later(registrationKeptDays + 1), () => true)
  expect([(await site.download(slug, id)).status, await site.titlesOf(slug)]).toEqual([404, []])
})
