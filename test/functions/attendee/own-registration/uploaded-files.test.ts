import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { UploadForm } from '../../../../shared/domain/registration-form/file-answer.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { loadTexts } from '../../../../shared/texts/texts.ts'
import { type FilesSite, startFilesSite } from '../../../make/files-site.ts'
import { organiser } from '../../../make/programme.ts'
import { sendForm, uploadFormsIn } from '../../../make/upload.ts'
import { linksIn, textOf } from '../../../views/staff/page.ts'

const plan = { id: 'plan', label: 'Your procurement plan', help: 'As far as it is public.', required: true }
const picture = { id: 'été', label: 'A picture of you', required: false }
const texts = (await loadTexts('en')).registration.files

let site: FilesSite
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startFilesSite([plan, picture])
})
afterAll(() => site.stop())

const open = async (path: string, cookie = ''): Promise<{ status: number; html: string; policy: string; location: string }> => {
  const response = await fetch(new URL(path, site.siteUrl), { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
  const { headers } = response
  return {
    status: response.status,
    html: await response.text(),
    policy: headers.get('content-security-policy') ?? '',
    location: headers.get('location') ?? '',
  }
}
const post = (path: string): Promise<Response> => fetch(site.siteUrl + path, { method: 'POST', redirect: 'manual' })

/** Sends a file with a question's form, by default the first, and opens the page that the browser is redirected to. */
const give = async (person: number, name: string, content: string, question = 0) => {
  const response = await sendForm(await formFor(person, question), { name, content })
  const location = response.headers.get('location') ?? ''
  const page = location === '' ? undefined : await open(location)
  await site.takeUploads()
  return { status: response.status, location, page }
}

const formFor = async (person: number, question = 0): Promise<UploadForm> => {
  const [form] = uploadFormsIn((await open(site.registrationPath(person))).html).slice(question)
  if (form === undefined) throw new Error('the page has no such form')
  return form
}

const filesPart = (html: string): string => textOf(/<section class="section" aria-labelledby="files">.*?<\/section>/s.exec(html)?.[0] ?? '')

describe('a person asked for files', () => {
  test('sees what is asked for, and may post forms to the bucket from this page only', async () => {
    const page = await open(site.registrationPath(1))
    expect(filesPart(page.html)).toContain('Your procurement plan As far as it is public. Missing Choose a file Send file')
    expect(filesPart(page.html)).toContain('A picture of you (optional) No file yet Choose a file Send file')
    expect(page.policy).toContain(`form-action 'self' ${site.s3Origin};`)
    const other = await open(`${site.registrationPath(1)}/cancel`)
    expect(other.policy).toContain(`form-action 'self';`)
  })

  test('sends a file and comes back to a page that has it', async () => {
    const sent = await give(1, 'Plan <été>.pdf', `%PDF-1.7${'x'.repeat(123_000)}`)
    expect([sent.status, sent.location.startsWith(`${site.siteUrl}${site.registrationPath(1)}?`)]).toEqual([303, true])
    expect(textOf(sent.page?.html ?? '')).toContain('We have received your file: Your procurement plan')
    expect(filesPart(sent.page?.html ?? '')).toMatch(
      /Received Plan <été>\.pdf \(123 kB\), received on .* at \d\d:\d\d \(Central European .*\) Choose a different file/,
    )
    const again = await open(site.registrationPath(1))
    expect(textOf(again.html)).not.toContain('We have received your file')
    expect([again.status, filesPart(again.html)]).toEqual([200, expect.stringContaining('Plan <été>.pdf (123 kB)')])
  })

  test('is told that a file does not count, and sends another in its place', async () => {
    const wrong = await give(1, 'picture.exe', 'MZ', 1)
    expect(textOf(wrong.page?.html ?? '')).toContain(`A picture of you: ${texts.refused.title}`)
    expect(filesPart(wrong.page?.html ?? '')).toContain(texts.refused.title)
    const right = await give(1, 'me.txt', 'Me', 1)
    expect(filesPart(right.page?.html ?? '')).toContain('me.txt (1 kB)')
    expect(filesPart(right.page?.html ?? '')).not.toContain(texts.refused.title)
  })

  test('keeps the file that counts when the next one does not', async () => {
    const heic = '\0\0\0\x18ftypheic\0\0\0\0'
    const next = await give(1, 'IMG_1.HEIC', heic, 1)
    expect(filesPart(next.page?.html ?? '')).toContain('me.txt (1 kB)')
    await give(1, 'IMG_1.jpg', heic, 1)
    expect(filesPart((await open(site.registrationPath(1))).html)).toContain('me.txt (1 kB)')
  })

  test('cannot use a form again, neither to replace the file nor once it is removed', async () => {
    const form = await formFor(2)
    await sendForm(form, { name: 'first.pdf', content: '%PDF-1.7 first' })
    await site.takeUploads()
    await sendForm(form, { name: 'second.pdf', content: '%PDF-1.7 second' })
    await site.takeUploads()
    expect(filesPart((await open(site.registrationPath(2))).html)).toContain('first.pdf')
    await post(`${site.registrationPath(2)}/files/plan/remove`)
    await sendForm(form, { name: 'third.pdf', content: '%PDF-1.7 third' })
    await site.takeUploads()
    expect(filesPart((await open(site.registrationPath(2))).html)).not.toMatch(/(?:first|second|third)\.pdf/)
  })

  test('removes a file that has only just arrived, so that it does not come back', async () => {
    const response = await sendForm(await formFor(2), { name: 'mistake.pdf', content: '%PDF-1.7' })
    const { html } = await open(response.headers.get('location') ?? '')
    const [, sent = ''] = /name="sent" value="([^"]*)"/.exec(html) ?? []
    await fetch(`${site.siteUrl}${site.registrationPath(2)}/files/plan/remove`, {
      method: 'POST',
      body: new URLSearchParams({ sent }),
      redirect: 'manual',
    })
    await site.takeUploads()
    expect(filesPart((await open(site.registrationPath(2))).html)).not.toContain('mistake.pdf')
  })

  test('removes a file, also twice, but not by opening a page', async () => {
    await give(2, 'plan.pdf', '%PDF-1.7')
    const remove = `${site.registrationPath(2)}/files/plan/remove`
    await open(remove)
    expect(filesPart((await open(site.registrationPath(2))).html)).toContain('plan.pdf')
    for (let time = 0; time < 2; time++) {
      const response = await post(remove)
      expect([response.status, response.headers.get('location')]).toEqual([303, site.registrationPath(2)])
    }
    expect(filesPart((await open(site.registrationPath(2))).html)).toContain('Missing')
  })

  test('keeps files after the deadline for changes, and can still send missing ones', async () => {
    const form = await formFor(1)
    await site.closeAnswers(true)
    expect((await sendForm(form, { name: 'late.pdf', content: '%PDF-1.7' })).status).toBe(303)
    await site.takeUploads()
    const kept = await open(site.registrationPath(1))
    expect([uploadFormsIn(kept.html).length, filesPart(kept.html)]).toEqual([
      0,
      expect.stringContaining('You can no longer change your answers'),
    ])
    expect((await post(`${site.registrationPath(1)}/files/plan/remove`)).status).toBe(409)
    expect(filesPart((await open(site.registrationPath(1))).html)).toContain('Plan <été>.pdf')
    expect(uploadFormsIn((await open(site.registrationPath(2))).html)).toHaveLength(2)
    await site.closeAnswers(false)
    expect(uploadFormsIn((await open(site.registrationPath(1))).html)).toHaveLength(2)
  })

  test('has no form after cancelling, and removes nothing through an old page', async () => {
    await give(3, 'plan.pdf', '%PDF-1.7')
    const form = await formFor(3)
    await post(`${site.registrationPath(3)}/cancel`)
    await sendForm(form, { name: 'late.pdf', content: '%PDF-1.7' })
    await site.takeUploads()
    const page = await open(site.registrationPath(3))
    expect([filesPart(page.html), page.policy.includes(site.s3Origin)]).toEqual(['', false])
    expect((await post(`${site.registrationPath(3)}/files/plan/remove`)).status).toBe(303)
    const { html } = await listed()
    expect([html.includes('plan.pdf'), html.includes('late.pdf')]).toEqual([true, false])
  })

  test.each([
    ['a question that is not asked', () => `${site.registrationPath(1)}/files/other/remove`],
    ['a link that is not ours', () => `${site.registrationPath(1).slice(0, -4)}AAAA/files/plan/remove`],
  ])('finds nothing at %s', async (_, path) => {
    expect((await post(path())).status).toBe(404)
    expect(filesPart((await open(site.registrationPath(1))).html)).toContain('Plan <été>.pdf')
  })
})

const listPath = () => paths.eventRegistrations.to({ slug: site.slug })
const listed = async () => open(listPath(), await site.cookieOf(organiser))

describe('the organiser', () => {
  test('sees people’s files beside their names, and downloads them', async () => {
    const { html } = await listed()
    const links = linksIn(html)
    expect(textOf(html)).toContain('Person 1 Your procurement plan: Plan <été>.pdf (123 kB) A picture of you: me.txt (1 kB)')
    const saved = await open(links['Plan <été>.pdf'] ?? '', await site.cookieOf(organiser))
    expect([saved.status, new URL(saved.location).origin]).toEqual([303, site.s3Origin])
    const file = await fetch(saved.location)
    expect([file.status, file.headers.get('content-disposition'), (await file.text()).length]).toEqual([
      200,
      `attachment; filename*=UTF-8''Plan%20%3C%C3%A9t%C3%A9%3E.pdf`,
      123_008,
    ])
    const other = await open(links['me.txt'] ?? '', await site.cookieOf(organiser))
    expect(await (await fetch(other.location)).text()).toBe('Me')
  })

  test.each([
    ['a file that is not there', (link: string) => link.replace(/\/plan$/, '/%C3%A9t%C3%A9x'), 404],
    ['a registration that cannot be', (link: string) => link.replace(/registrations\/[^/]+/, 'registrations/..%2Fother'), 404],
    ['another round', (link: string) => link.replace('.1/files', '.2/files'), 404],
    ['an event that is not there', (link: string) => link.replace(site.slug, 'no-such-event'), 404],
  ])('finds nothing at %s', async (_, change, status) => {
    const link = linksIn((await listed()).html)['Plan <été>.pdf'] ?? ''
    const answer = await open(change(link), await site.cookieOf(organiser))
    expect([answer.status, answer.location]).toEqual([status, ''])
  })

  test('of another event gets no file, and people not signed in are sent to sign in', async () => {
    const link = linksIn((await listed()).html)['Plan <été>.pdf'] ?? ''
    const stranger = await open(link, await site.cookieOf({ ...organiser, subject: 'somebody-else' }))
    expect([stranger.status, stranger.location]).toEqual([403, ''])
    const nobody = await open(link)
    expect([nobody.status, nobody.location.split('?')[0]]).toEqual([303, paths.signIn.pattern])
  })
})
