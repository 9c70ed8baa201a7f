import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { instantNear } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { type EventSpeaker, rehearsalMinutes, sessionsOf, speakerAnswerSchema } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { languageMark, whenInFull } from '../../../shared/views/event/event-parts.ts'
import { radioGroup, textArea, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkedText } from '../../../shared/views/page/linked-text.ts'
import { facts, notice } from '../../../shared/views/page/notice.ts'

export interface SpeakingModel {
  readonly token: string
  readonly event: Event
  readonly speaker: EventSpeaker
  /** Whether they can still answer. */
  readonly open: boolean
  /** Whether they have just answered, or saved something. */
  readonly done: boolean
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

const wordsOf = ({ speaking, fields }: Texts, name: string): FieldWords => {
  switch (name) {
    case 'name':
      return { label: speaking.name, missing: speaking.nameMissing }
    case 'organisation':
    case 'biography':
    case 'recording':
    case 'slides':
    case 'needs':
      return { label: speaking[name] }
    default:
      return fields.name
  }
}

/** Where things stand, in the reader's words; a question as long as they have not answered. */
const standing = (texts: Texts, { speaker, open, done }: SpeakingModel): Html => {
  const { states, stateTexts, ask, over, saved } = texts.speaking
  if (!open) return notice('info', { title: over })
  switch (speaker.state) {
    case 'confirmed':
      return notice('success', { title: done && speaker.version > 1 ? saved : states.confirmed, body: stateTexts.confirmed, live: done })
    case 'declined':
    case 'withdrawn':
      return notice('info', { title: states[speaker.state], body: stateTexts[speaker.state], live: done })
    default:
      return html`<p class="lead">${ask[speaker.role]}</p>`
  }
}

const about = (context: PageContext, texts: Texts, { event, speaker }: SpeakingModel): Html => {
  const { speakers, event: words, formats, mail } = texts
  const { language } = context
  const { date, day, time } = formatsIn(language)
  const sessions = sessionsOf(event, speaker).map(
    ({ title, start, end, room }) =>
      html`<li>${title}<br><span class="muted">${[mail.hours({ day: date(start.slice(0, 10)), from: start.slice(11), to: end.slice(11) }), ...(room === undefined ? [] : [room])].join(' · ')}</span></li>`,
  )
  const rehearsal = speaker.rehearsal === undefined ? undefined : instantNear(speaker.rehearsal, event.timeZone)
  return html`<div class="panel facts-wide">${facts([
    [words.when, whenInFull(event, language)],
    [
      words.where,
      event.venue === undefined || event.format === 'online'
        ? formats[event.format]
        : html`<span class="lines">${linkedText(event.venue)}</span>`,
    ],
    ...(sessions.length === 0
      ? []
      : [[speakers.sessionsOf[speaker.role], html`<ul class="plain-list"${languageMark(event, language)}>${sessions}</ul>`] as const]),
    ...(rehearsal === undefined
      ? []
      : [
          [
            speakers.rehearsal,
            mail.speaker.rehearsalAt({
              day: day(rehearsal, event.timeZone),
              time: time(rehearsal, event.timeZone),
              minutes: rehearsalMinutes,
            }),
          ] as const,
        ]),
    ...(isPublic(event)
      ? [[mail.eventPage, html`<a href="${paths.event.to(event)}"${languageMark(event, language)}>${event.title}</a>`] as const]
      : []),
  ])}</div>`
}

const answerForm = (context: PageContext, form: Form, { speaker, token }: SpeakingModel): Html => {
  const { speaking } = form.texts
  const recordings = (['yes', 'no'] as const).map((value) => ({ value, label: speaking.recordings[value] }))
  const label = speaker.state === 'confirmed' ? speaking.save : speaker.role === 'chair' ? speaking.confirmChair : speaking.confirm
  return html`<section class="section stack" aria-labelledby="about"><h2 id="about">${speaking.about}</h2><p>${speaking.shown}</p>
${postForm(
  context,
  [
    textField(form, { name: 'name', autocomplete: 'name' }),
    textField(form, { name: 'organisation', autocomplete: 'organization' }),
    textArea(form, { name: 'biography', hint: speaking.biographyHint, rows: 6 }),
    radioGroup(form, { name: 'recording', options: recordings }),
    textField(form, { name: 'slides', type: 'url', hint: speaking.slidesHint }),
    textArea(form, { name: 'needs', hint: speaking.needsHint, rows: 3 }),
    html`<p class="small"><a href="${paths.privacy.pattern}">${speaking.privacy}</a></p>`,
    submitButton(label),
  ],
  { action: paths.speaking.to({ token }) },
)}</section>`
}

const declining = (context: PageContext, { speaking }: Texts, { speaker, token }: SpeakingModel): Html =>
  speaker.state === 'declined' || speaker.state === 'withdrawn'
    ? html``
    : html`<section class="section stack" aria-labelledby="cannot"><h2 id="cannot">${speaking.cannot}</h2><p>${speaking.declineText}</p>
${postForm(context, submitButton(speaker.state === 'confirmed' ? speaking.withdraw : speaking.decline, { look: 'quiet' }), { action: paths.speakingDecline.to({ token }) })}</section>`

/** The page of a speaker: what they are asked, their answer, and what they say of themselves. */
export const speakingView = (context: PageContext, model: SpeakingModel): Html => {
  const texts = textsIn(context.language)
  const { event, values, problems, open } = model
  const form: Form = { schema: speakerAnswerSchema, texts, values, problems, wordsOf: (name) => wordsOf(texts, name) }
  const title = texts.speaking.title({ title: event.title })
  return layout(context, {
    title: formTitle(form, title),
    head: html`<meta name="robots" content="noindex">`,
    main: html`<div class="wrap narrow stack"><h1>${title}</h1>
${errorSummary(form)}${standing(texts, model)}
${about(context, texts, model)}
${open ? html`${answerForm(context, form, model)}${declining(context, texts, model)}` : ''}</div>`,
  })
}
