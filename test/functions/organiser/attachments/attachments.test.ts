import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { attachFile, makeFileForm, removeFile } from '../../../../functions/organiser/attachments/api-attachments.ts'
import { attach, attachments, detach } from '../../../../functions/organiser/attachments/attachments.ts'
import { mostAttachments } from '../../../../shared/domain/attachment/attachment.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { type Attaching, machineNow, pdf, startAttaching } from '../../../make/attaching.ts'
import { organiser } from '../../../make/programme.ts'
import { sendForm, sentKey, uploadFormsIn } from '../../../make/upload.ts'
import { textOf } from '../../../views/staff/page.ts'

const colleague: Staff = { ...organiser, subject: 'colleague' }

let site: Attaching
beforeAll(async () => {
  site = await startAttaching()
})
afterAll(() => site.stop())

describe('an organiser', () => {
  test('adds a file on the page: it is sent to the bucket, checked, given a title, and then downloaded under its name', async () => {
    const slug = await site.publishing(await site.drafted())
    const page = await site.asked(attachments(site.parts), slug)
    expect(page.headers?.['content-security-policy']).toContain(`form-action 'self' ${site.s3Origin};`)
    expect(textOf(page.body ?? '')).toContain('No files have been added yet.')
    const [form] = uploadFormsIn(page.body ?? '')
    if (form === undefined) throw new Error('the page has no form for a file')
    const response = await sendForm(form, { name: 'Étude "1".pdf', content: pdf })
    expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([
      303,
      `https://events.example/organiser/events/${slug}/files`,
    ])
    const { key } = sentKey(response)
    const naming = await site.asked(attachments(site.parts), slug, { query: new URLSearchParams({ key }).toString() })
    expect(textOf(naming.body ?? '')).toContain('Étude "1".pdf has been uploaded and checked (PDF, 1 kB).')
    expect(await site.titlesOf(slug)).toEqual([])
    const untitled = await site.asked(attach(site.parts), slug, { body: new URLSearchParams({ key, title: ' ' }).toString() })
    expect([untitled.statusCode, textOf(untitled.body ?? '').includes('Enter a title for the file')]).toEqual([422, true])
    const body = new URLSearchParams({ key, title: 'A study' }).toString()
    // Twice at once, as by a double click.
    const added = await Promise.all([site.asked(attach(site.parts), slug, { body }), site.asked(attach(site.parts), slug, { body })])
    expect(added.map(({ statusCode, headers }) => [statusCode, headers?.['location']])).toEqual(
      Array.from({ length: 2 }, () => [303, `/organiser/events/${slug}/files?done=added`]),
    )
    const event = await site.stores.events.get(slug)
    expect(event?.attachments).toEqual([
      { id: key.split('/')[2]?.slice(0, 22), title: 'A study', name: 'Étude "1".pdf', size: 15, type: 'pdf' },
    ])
    expect(await site.download(slug, event?.attachments?.[0]?.id ?? '')).toEqual({
      status: 200,
      disposition: `attachment; filename*=UTF-8''%C3%89tude%20%221%22.pdf`,
      type: 'application/octet-stream',
      text: pdf,
    })
  })

  test.each([
    ['page.html', '<script>alert(1)</script>', 'file-ending', 'Files of this kind cannot be added.'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'file-ending', 'Files of this kind cannot be added.'],
    ['agenda.pdf', '<script>alert(1)</script>', 'file-content', 'The content of the file does not match its name.'],
    ['slides.pptx', 'PK\u0003\u0004 ppt/vbaProject.bin', 'file-programs', 'The document contains macros.'],
    [`${'x'.repeat(200)}.pdf`, pdf, 'file-name', 'The name of the file is too long'],
  ])('is told why %s does not count', async (name, content, code, words) => {
    const slug = await site.drafted()
    const key = await site.send(slug, name, content)
    const page = await site.asked(attachments(site.parts), slug, { query: new URLSearchParams({ key }).toString() })
    expect([page.statusCode, textOf(page.body ?? '').includes(words)]).toEqual([422, true])
    expect(await site.api(attachFile(site.parts), slug, { body: JSON.stringify({ key, title: 'Agenda' }) })).toMatchObject({
      status: 422,
      said: { errors: [{ field: 'key', code }] },
    })
    expect(await site.titlesOf(slug)).toEqual([])
  })

  test('cannot send more than twenty megabytes', async () => {
    const form = await site.formOf(await site.drafted())
    const [largest, larger] = [20, 20 * 1024 * 1024 + 1].map((bytes) => new Uint8Array(bytes === 20 ? 20 * 1024 * 1024 : bytes).fill(65))
    expect((await sendForm(form, { name: 'a.txt', content: larger ?? '' })).status).toBe(400)
    expect((await sendForm(form, { name: 'a.txt', content: largest ?? '' })).status).toBe(204)
  })

  test('attaches nothing with a form used before, one of another event, or a made-up key', async () => {
    const [slug, other] = [await site.drafted(), await site.drafted()]
    const form = await site.formOf(slug)
    const key = form.fields['key'] ?? ''
    await sendForm(form, { name: 'a.txt', content: 'first' })
    const body = JSON.stringify({ key, title: 'First' })
    expect(await site.api(attachFile(site.parts), other, { body })).toMatchObject({
      status: 422,
      said: { errors: [{ code: 'file-not-sent' }] },
    })
    expect((await site.api(attachFile(site.parts), slug, { body })).status).toBe(201)
    // The form again, with another file: the first stays, and its organiser is told.
    await sendForm(form, { name: 'b.txt', content: 'second' })
    const page = await site.asked(attachments(site.parts), slug, { query: new URLSearchParams({ key }).toString() })
    expect([page.statusCode, textOf(page.body ?? '').includes('it was added before. Upload the file again')]).toEqual([422, true])
    await site.api(attachFile(site.parts), slug, { body: JSON.stringify({ key, title: 'Second' }) })
    const [only] = (await site.stores.events.get(slug))?.attachments ?? []
    expect([await site.titlesOf(slug), only?.name]).toEqual([['First'], 'a.txt'])
    for (const wrong of [`attachments/${only?.id}`, `sent-attachments/${slug}/../${other}/x`, '', 'x'.repeat(200)])
      expect((await site.api(attachFile(site.parts), slug, { body: JSON.stringify({ key: wrong, title: 'No' }) })).status).toBe(422)
  })

  test('may not touch the files of somebody else’s event', async () => {
    const slug = await site.drafted()
    const id = await site.attachOne(slug)
    const key = await site.send(slug, 'a.pdf')
    const about = { staff: colleague, id, body: JSON.stringify({ key, title: 'Theirs' }) }
    const refusals = [
      makeFileForm(site.parts),
      attachFile(site.parts),
      removeFile(site.parts),
      attachments(site.parts),
      detach(site.parts),
    ].map(async (run) => (await site.asked(run, slug, { ...about, api: true })).statusCode)
    expect(await Promise.all(refusals)).toEqual([404, 404, 404, 404, 404])
    await site.publishing(slug)
    expect((await site.api(attachFile(site.parts), slug, about)).status).toBe(403)
    expect(await site.titlesOf(slug)).toEqual(['Agenda'])
  })

  test('adds twenty files, of which two at once cannot both be the last', async () => {
    const slug = await site.drafted()
    for (let number = 1; number < mostAttachments; number++) await site.attachOne(slug, `${number}.pdf`, `File ${number}`)
    const keys = [await site.send(slug, 'a.pdf'), await site.send(slug, 'b.pdf')]
    const both = await Promise.all(keys.map((key) => site.api(attachFile(site.parts), slug, { body: JSON.stringify({ key, title: key }) })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
    expect(both.find(({ status }) => status === 422)?.said).toMatchObject({ errors: [{ code: 'too-many-files' }] })
    expect(await site.titlesOf(slug)).toHaveLength(20)
    const page = await site.asked(attachments(site.parts), slug)
    expect([uploadFormsIn(page.body ?? ''), textOf(page.body ?? '').includes('which is the most it can have')]).toEqual([[], true])
  })

  test('removes a file, which is gone at once, and other changes of the event leave the rest as they are', async () => {
    const slug = await site.publishing(await site.drafted())
    const [first, second] = [await site.attachOne(slug), await site.attachOne(slug, 'b.txt.pdf', 'Slides')]
    const before = (await site.stores.events.get(slug))?.version
    expect((await site.asked(detach(site.parts), slug, { id: first })).headers?.['location']).toBe(
      `/organiser/events/${slug}/files?done=removed`,
    )
    expect([(await site.download(slug, first)).status, (await site.download(slug, second)).status]).toEqual([404, 200])
    expect((await fetch(await site.files.downloadUrl({ id: first, name: 'a' }, machineNow()))).status).toBe(403)
    expect((await site.asked(detach(site.parts), slug, { id: first })).statusCode).toBe(404)
    // A form for the event that was open meanwhile can still be saved.
    expect((await site.stores.events.get(slug))?.version).toBe(before)
    await createManaging(site.stores).change(slug, { staff: organiser, now: machineNow() }, (input) => ({
      ...input,
      title: 'Another title',
    }))
    expect(await site.api(removeFile(site.parts), slug, { id: second })).toEqual({ status: 200, said: { slug } })
    expect((await site.stores.events.get(slug))?.attachments).toBeUndefined()
  })

  test('adds nothing to a cancelled event, from which files can still be removed', async () => {
    const slug = await site.publishing(await site.drafted())
    const id = await site.attachOne(slug)
    await createManaging(site.stores).cancel(slug, { staff: organiser, now: machineNow() })
    expect((await site.api(makeFileForm(site.parts), slug)).status).toBe(409)
    expect(textOf((await site.asked(attachments(site.parts), slug)).body ?? '')).toContain('No more files can be added')
    expect((await site.api(removeFile(site.parts), slug, { id })).status).toBe(200)
  })
})
