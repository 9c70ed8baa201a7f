import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFromTemplate, keepTemplate, listTemplates, removeTemplate } from '../../../../functions/organiser/templates/api-templates.ts'
import { keepAsTemplate, keepForm } from '../../../../functions/organiser/templates/keeping.ts'
import { deleteTemplate, deleteTemplateForm, template, useTemplate } from '../../../../functions/organiser/templates/one-template.ts'
import { createTemplateParts } from '../../../../functions/organiser/templates/parts.ts'
import { templates } from '../../../../functions/organiser/templates/templates.ts'
import { ownEventOutput } from '../../../../shared/api/managed-event.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const colleague: Staff = { subject: 'colleague', name: 'Colleague', roles: ['organiser'] }
const member: Staff = { subject: 'member', name: 'Member', roles: ['steering'] }

const services = () => ({
  events: stores.events,
  templateParts: async () => createTemplateParts(stores.database, stores.tables.programme, createManaging(stores)),
})
const drafted = async (title: string): Promise<string> =>
  (await createManaging(stores).create(makeEventInput({ title }), { staff: organiser, now })).slug

type Page = (of: ReturnType<typeof services>) => (request: StaffRequest) => Promise<Reply> | Reply
interface Asked {
  readonly slug?: string
  readonly id?: string
  readonly form?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly staff?: Staff
}
const call = async (page: Page, { slug = '', id = '', form, body, staff = organiser }: Asked = {}): Promise<Reply> => {
  const request = makeRequest(slug, {
    api: form === undefined && body !== undefined,
    body: form === undefined ? JSON.stringify(body ?? '') : new URLSearchParams(form).toString(),
    parameter: (name) => (name === 'id' ? id : slug),
  })
  return page(services())({ ...request, staff })
}
const jsonOf = (reply: Reply): unknown => JSON.parse(reply.body ?? '')

test('an event is kept as a template, found by a colleague, and becomes a draft with two fields', async () => {
  const slug = await drafted('Buying drones')
  expect((await call(keepForm, { slug })).body).toContain('value="Buying drones"')
  const kept = await call(keepAsTemplate, { slug, form: { name: 'Webinar on a market' } })
  expect([kept.statusCode, kept.headers?.['location']]).toEqual([303, '/organiser/templates?done=kept'])
  const list = await call(templates, { staff: colleague })
  expect(list.body).toContain('href="/organiser/templates/webinar-on-a-market"')
  const id = 'webinar-on-a-market'
  const shown = await call(template, { id, staff: colleague })
  expect(shown.body).toContain('value="Buying drones"')
  expect(shown.body).not.toContain('Delete this template')
  const made = await call(useTemplate, { id, staff: colleague, form: { title: 'Buying boats', start: '2022-09-01T14:00' } })
  expect([made.statusCode, made.headers?.['location']]).toEqual([303, '/organiser/events/buying-boats?done=created'])
  expect(await stores.events.get('buying-boats')).toMatchObject({ owner: 'colleague', start: '2022-09-01T14:00', status: 'draft' })
})

test('what is wrong is said at its field, and what was typed stays', async () => {
  const slug = await drafted('Buying sensors')
  await call(keepAsTemplate, { slug, form: { name: 'Sensors' } })
  const twice = await call(keepAsTemplate, { slug, form: { name: 'sensors' } })
  expect(twice.statusCode).toBe(422)
  expect(twice.body).toContain('value="sensors"')
  expect(twice.body).toContain('There is already a template with this name')
  const empty = await call(useTemplate, { id: 'sensors', form: { title: '', start: '' } })
  expect(empty.statusCode).toBe(422)
  expect(empty.body).toContain('Enter when the event starts')
  const skipped = await call(useTemplate, { id: 'sensors', form: { title: 'At night', start: '2023-03-26T02:30' } })
  expect(skipped.statusCode).toBe(422)
  expect(skipped.body).toContain('value="At night"')
})

test('who may not, may not: the steering group, other organisers, and anybody once it is deleted', async () => {
  const slug = await drafted('Buying masks')
  await call(keepAsTemplate, { slug, form: { name: 'Masks' } })
  const all = [templates, template, useTemplate, deleteTemplateForm, deleteTemplate]
  const refused = await Promise.all(all.map((page) => call(page, { id: 'masks', form: {}, staff: member })))
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403])
  expect((await call(keepAsTemplate, { slug, form: { name: 'Mine' }, staff: colleague })).statusCode).toBe(404)
  expect((await call(deleteTemplateForm, { id: 'masks', staff: colleague })).statusCode).toBe(403)
  expect((await call(deleteTemplate, { id: 'masks', form: {}, staff: colleague })).statusCode).toBe(403)
  expect((await call(deleteTemplateForm, { id: 'masks' })).statusCode).toBe(200)
  const deleted = await call(deleteTemplate, { id: 'masks', form: {} })
  expect([deleted.statusCode, deleted.headers?.['location']]).toEqual([303, '/organiser/templates?done=deleted'])
  expect((await call(template, { id: 'masks' })).statusCode).toBe(404)
  expect((await call(deleteTemplate, { id: 'masks', form: {} })).statusCode).toBe(404)
})

test('the API does the same, and does not tell whether somebody else’s event exists', async () => {
  const slug = await drafted('Buying radios')
  const kept = await call(keepTemplate, { body: { event: slug, name: 'Radios' } })
  expect([kept.statusCode, jsonOf(kept)]).toEqual([201, expect.objectContaining({ id: 'radios', kind: 'webinar', minutes: 120 })])
  expect(jsonOf(kept)).not.toHaveProperty('madeBy')
  expect(jsonOf(await call(listTemplates))).toEqual({ templates: expect.arrayContaining([jsonOf(kept)]) })
  const made = await call(createFromTemplate, { id: 'radios', body: { start: '2022-09-01T14:00' }, staff: colleague })
  expect([made.statusCode, ownEventOutput.parse(jsonOf(made)).title]).toEqual([201, 'Buying radios'])
  const others = await call(keepTemplate, { body: { event: slug, name: 'Taken' }, staff: colleague })
  const nobodys = await call(keepTemplate, { body: { event: 'nobodys', name: 'Taken' }, staff: colleague })
  expect([others.statusCode, others.body]).toEqual([422, nobodys.body])
  expect((await call(createFromTemplate, { id: 'radios', body: { start: 'soon' } })).statusCode).toBe(422)
  expect((await call(createFromTemplate, { id: 'unknown', body: { start: '2022-09-01T14:00' } })).statusCode).toBe(404)
  expect((await call(removeTemplate, { id: 'radios', body: '', staff: colleague })).statusCode).toBe(403)
  expect(jsonOf(await call(removeTemplate, { id: 'radios', body: '' }))).toEqual({ id: 'radios' })
  expect((await call(removeTemplate, { id: 'radios', body: '' })).statusCode).toBe(404)
})
