import { eventKinds } from '../../../shared/domain/event/fields.ts'
import type { TemplateFacts } from '../../../shared/domain/event/template.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { sayLength } from '../../../shared/texts/say-duration.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { kindBadge } from '../../../shared/views/event/event-parts.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** What has just been done. */
export type TemplatesNotice = keyof Texts['templates']['notices']

export interface TemplatesModel {
  readonly templates: readonly TemplateFacts[]
  readonly notice?: TemplatesNotice
}

/** What a template contains, in a line: `Online · 1 hour 30 minutes · 2 questions`. */
export const templateLine = (texts: Texts, { format, minutes, sessions, questions }: TemplateFacts): string =>
  [
    texts.formats[format],
    sayLength(texts, minutes),
    ...(sessions === 0 ? [] : [texts.templates.sessions({ count: sessions })]),
    ...(questions === 0 ? [] : [texts.templates.questions({ count: questions })]),
  ].join(' · ')

const row = (context: PageContext, texts: Texts, template: TemplateFacts): Html =>
  html`<li class="event-row panel"><div>
<p class="event-row-state">${kindBadge(template.kind, context.language)}</p>
<h3><a href="${paths.template.to(template)}">${template.name}</a></h3>
<p class="muted">${templateLine(texts, template)}</p></div></li>`

/** The network's templates by kind of event, each a way to a new event. */
export const templatesView = (context: PageContext, { templates, notice: done }: TemplatesModel): Html => {
  const texts = textsIn(context.language)
  const { templates: words } = texts
  const { compare } = formatsIn(context.language)
  const sorted = templates.toSorted((one, other) => compare(one.name, other.name))
  const sections = eventKinds.flatMap((kind) => {
    const own = sorted.filter((template) => template.kind === kind)
    return own.length === 0
      ? []
      : [
          html`<section class="section"><h2>${texts.kinds[kind]}</h2><ul class="event-rows">${own.map((each) => row(context, texts, each))}</ul></section>`,
        ]
  })
  return layout(context, {
    title: words.title,
    main: html`<div class="wrap stack">${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="back"><a href="${paths.organiser.to({})}">${texts.organiser.desk.title}</a></p><h1>${words.title}</h1><p>${words.lead}</p>
${templates.length === 0 ? html`<div class="empty stack section"><h2>${words.none}</h2><p>${words.how}</p></div>` : sections}</div>`,
  })
}
