import { languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { audiences, eventKinds, waitingListModes } from '../../../shared/domain/event/fields.ts'
import { eventFormats } from '../../../shared/domain/event/participation.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import type { FormProblem } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { checkbox, checkboxGroup, radioGroup, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import type { Form } from '../../../shared/views/form/form.ts'
import { offeredTimeZones } from '../../../shared/views/form/time-zones.ts'
import { forChoice } from './form-sections.ts'

export const aboutFields = (form: Form): readonly Html[] => {
  const { kinds, eventForm } = form.texts
  return [
    html`<div class="form-row">${selectField(form, { name: 'kind', options: eventKinds.map((kind) => ({ value: kind, label: kinds[kind] })) })}
${textField(form, { name: 'title' })}</div>`,
    textArea(form, { name: 'summary', hint: eventForm.summaryHint, rows: 2 }),
  ]
}

export const descriptionFields = (context: PageContext, form: Form): readonly Html[] => [
  textArea(form, { name: 'description', hint: form.texts.eventForm.descriptionHint, rows: 10 }),
  selectField(form, {
    name: 'language',
    options: languages.map((tag) => ({ value: tag, label: formatsIn(context.language).language(tag) })),
  }),
]

export const timeFields = (form: Form, dates: 'one' | 'many'): Html =>
  html`<div class="side-by-side">${
    dates === 'many'
      ? ''
      : html`${textField(form, { name: 'start', type: 'datetime' })}${textField(form, { name: 'end', type: 'datetime' })}`
  }${textField(form, { name: 'timeZone', hint: form.texts.eventForm.timeZoneHint, suggestions: offeredTimeZones })}</div>`

export const placeFields = (form: Form): readonly Html[] => {
  const { formats, eventForm } = form.texts
  return [
    html`<div class="form-row">${selectField(form, { name: 'format', options: eventFormats.map((format) => ({ value: format, label: formats[format] })) })}
${forChoice('format', 'online hybrid', textField(form, { name: 'joinUrl', type: 'url', hint: eventForm.joinUrlHint }))}</div>`,
    forChoice('format', 'in-person hybrid', textArea(form, { name: 'venue', hint: eventForm.venueHint, rows: 2 })),
  ]
}

const isBelowGiven = ({ code }: FormProblem): boolean => code === 'below-given'

export const registrationFields = (form: Form): readonly Html[] => {
  const { eventForm } = form.texts
  return [
    textField(form, { name: 'capacity', type: 'number', hint: eventForm.capacityHint, width: 'short' }),
    forChoice(
      'format',
      'hybrid',
      html`<div class="side-by-side">${textField(form, { name: 'inPersonPlaces', type: 'number', hint: eventForm.wayPlacesHint, width: 'short' })}${textField(form, { name: 'onlinePlaces', type: 'number', hint: eventForm.wayPlacesHint, width: 'short' })}</div>`,
    ),
    form.problems.some(isBelowGiven) ? checkbox(form, { name: 'allowBelowGiven', label: eventForm.allowBelowGiven }) : html``,
    radioGroup(form, {
      name: 'audience',
      options: audiences.map((audience) => ({
        value: audience,
        label: eventForm.audiences[audience],
        hint: eventForm.audienceHints[audience],
      })),
    }),
    forChoice(
      'audience',
      'approval',
      textField(form, { name: 'approvalDays', type: 'number', hint: eventForm.approvalDaysHint, width: 'short' }),
    ),
    html`<div class="side-by-side">${textField(form, { name: 'registrationOpens', type: 'datetime', hint: eventForm.opensHint })}${textField(form, { name: 'registrationCloses', type: 'datetime', hint: eventForm.closesHint })}</div>`,
    radioGroup(form, {
      name: 'waitingList',
      options: waitingListModes.map((mode) => ({ value: mode, label: eventForm.waitingLists[mode] })),
    }),
    forChoice(
      'waitingList',
      'offer',
      textField(form, { name: 'offerHours', type: 'number', hint: eventForm.offerHoursHint, width: 'short' }),
    ),
  ]
}

export const peopleFields = (context: PageContext, form: Form): readonly Html[] => {
  const { eventForm } = form.texts
  const groups = network.topicalGroups.map(({ id, label }) => ({ value: id, label: label[context.language] }))
  return [
    checkboxGroup(form, { name: 'topics', label: eventForm.fields.topics, options: groups }),
    textField(form, { name: 'otherTopics', hint: eventForm.otherTopicsHint }),
    textArea(form, { name: 'partners', hint: eventForm.partnersHint, rows: 3 }),
    textArea(form, { name: 'speakers', hint: eventForm.speakersHint, rows: 4 }),
  ]
}
