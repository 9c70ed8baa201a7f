import { describe, expect, test } from '@jest/globals'
import { registerView } from '../../../functions/attendee/registering/register-view.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { answersSchema, surveyTemplate } from '../../../shared/domain/feedback/survey.ts'
import { registrationInputSchema } from '../../../shared/domain/registration/registration.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'
import { fieldRules } from '../../../shared/views/form/schema-rules.ts'
import { makeContext } from '../../make/page-context.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { tagWithId, textOf } from '../markup.ts'

const registerPage = (values: FormValues = {}, problems: readonly FieldProblem[] = []): Promise<string> =>
  textOf(registerView(makeContext(), { event: makeStoredEvent(), seats: [], requestKey: 'key-1', values, problems }))

describe('a field’s rules come from the schema that checks it', () => {
  test.each([
    ['name', { required: true, maxLength: 200 }],
    ['accessibilityNeeds', { required: false, maxLength: 1000 }],
    ['email', { required: true, maxLength: 300 }],
    ['consent', { required: true }],
    ['language', { required: false }],
    ['no-such-field', { required: false }],
  ])('registration: %s', (field, rules) => {
    expect(fieldRules(registrationInputSchema, field)).toEqual(rules)
  })

  test.each([
    ['sessions.0.title', { required: true, maxLength: 200 }],
    ['sessions.12.room', { required: false, maxLength: 100 }],
    ['capacity', { required: false, min: 1, max: 100_000 }],
    ['topics', { required: false }],
  ])('event: %s', (field, rules) => {
    expect(fieldRules(eventInputSchema, field)).toEqual(rules)
  })

  test.each([
    ['overall', { required: true, min: 1, max: 5 }],
    ['recommend', { required: true, min: 0, max: 10 }],
    ['change', { required: false, maxLength: 2000 }],
  ])('survey: %s', (field, rules) => {
    expect(fieldRules(answersSchema(surveyTemplate), field)).toEqual(rules)
  })
})

describe('a form with mistakes', () => {
  const problems: readonly FieldProblem[] = [
    { field: 'consent', code: 'consent' },
    { field: 'name', code: 'too-long', limit: 200 },
    { field: 'role', code: 'required' },
  ]

  test('lists them at the top in field order, each linked to its field', async () => {
    const summary = (await registerPage({}, problems)).match(/<div class="error-summary".*?<\/div>/s)?.[0] ?? ''
    expect([...summary.matchAll(/<a href="#(\w+)">(.*?)<\/a>/g)].map(([, field, text]) => [field, text])).toEqual([
      ['name', 'Your name must be 200 characters or fewer'],
      ['role', 'Select your role'],
      ['consent', 'Tick the box to agree to your data being used to organise this event'],
    ])
  })

  test('says in the title, which is read first, that something is wrong', async () => {
    expect((await registerPage({}, problems)).match(/<title>(.*?)<\/title>/)?.[1]).toBe(
      'Error: Register: Building Market Demand – iProcureNet',
    )
    expect((await registerPage()).match(/<title>(.*?)<\/title>/)?.[1]).toBe('Register: Building Market Demand – iProcureNet')
  })

  test('marks a wrong field as such, and refers to its hint and its error', async () => {
    expect(tagWithId(await registerPage({}, problems), 'name')).toBe(
      '<input id="name" name="name" type="text" class="full" value="" autocomplete="name" maxlength="200" required aria-describedby="name-hint name-error" aria-invalid="true">',
    )
    expect(tagWithId(await registerPage({}), 'name')).toBe(
      '<input id="name" name="name" type="text" class="full" value="" autocomplete="name" maxlength="200" required aria-describedby="name-hint">',
    )
  })

  test('keeps all input and choices', async () => {
    const page = await registerPage({ name: 'Zoë "Z" <Z>', country: 'PT', role: 'industry', accessibilityNeeds: '\n two', consent: 'true' })
    expect(tagWithId(page, 'name')?.match(/value="(.*?)"/)?.[1]).toBe('Zoë &quot;Z&quot; &lt;Z&gt;')
    expect(page.match(/<option value="(\w*)" selected>/)?.[1]).toBe('PT')
    expect([...page.matchAll(/<input type="radio"[^>]*value="([\w-]+)" checked/g)].map(([, value]) => value)).toEqual(['industry'])
    expect(page.match(/<textarea[^>]*>(.*?)<\/textarea>/s)?.[1]).toBe('\n\n two')
    expect(tagWithId(page, 'consent')?.includes(' checked')).toBe(true)
  })
})

test('marks only optional fields as optional', async () => {
  const optional = [...(await registerPage()).matchAll(/<label for="(\w+)">[^<]*<span class="optional">/g)].map(([, name]) => name)
  expect(optional).toEqual(['accessibilityNeeds'])
})

test('a form has the key by which a repeated request is recognised', async () => {
  expect((await registerPage()).match(/<input type="hidden" name="requestKey" value="(.*?)">/)?.[1]).toBe('key-1')
})
