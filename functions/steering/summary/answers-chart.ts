import { type QuestionSummary, suppressBelow } from '../../../shared/domain/feedback/summary.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { barChart } from '../../../shared/views/page/chart.ts'

const questionLabel = (texts: Texts, id: string): string => {
  const labels: Readonly<Record<string, string>> = texts.survey
  return labels[id] ?? id
}

interface Ends {
  readonly low: string
  readonly high: string
}

/** An answer, with its meaning if it is one end of the scale, so that nobody has to guess which end is good. */
const answerLabel = (texts: Texts, { id, type }: QuestionSummary, answer: string): Html | string => {
  if (type !== 'rating' && type !== 'recommendation') return answer
  const all: Readonly<Record<string, Ends>> = texts.feedback.ends
  const { low, high } = all[id] ?? texts.feedback.ends.other
  const [first, last] = type === 'rating' ? ['1', '5'] : ['0', '10']
  if (answer !== first && answer !== last) return answer
  return html`${answer} <span class="scale-end">${answer === first ? low : high}</span>`
}

const chart = (texts: Texts, formats: Formats, question: QuestionSummary): Html | '' => {
  const { summary: labels } = texts
  const { id, answers, distribution } = question
  if (distribution === undefined) return ''
  return barChart(formats, {
    caption: labels.distribution({ question: questionLabel(texts, id) }),
    labels: { answer: labels.answer, count: labels.count, share: labels.share },
    bars: Object.entries(distribution).map(([answer, count]) => ({ label: answerLabel(texts, question, answer), count })),
    total: answers ?? 0,
  })
}

const findings = (texts: Texts, formats: Formats, question: QuestionSummary): Html => {
  const { summary: labels } = texts
  const { type, answers, mean, texts: comments = [], withheld } = question
  if (withheld === true) return html`<p class="withheld">${labels.withheld({ fewest: suppressBelow })}</p>`
  return html`<p class="question-figures">${mean === undefined ? '' : html`<strong>${labels.mean({ mean: formats.decimal(mean), best: type === 'rating' ? '5' : '10' })}</strong> `}<span class="muted">${labels.answers({ count: answers ?? 0 })}</span></p>
${chart(texts, formats, question)}${comments.length === 0 ? '' : html`<ul class="comments">${comments.map((comment) => html`<li>${comment}</li>`)}</ul>`}`
}

/** One survey question with its answers; withheld if fewer than five people answered. */
export const questionSummary = (texts: Texts, formats: Formats, question: QuestionSummary): Html =>
  html`<section class="panel question-${question.type}"><h3>${questionLabel(texts, question.id)}</h3>${findings(texts, formats, question)}</section>`
