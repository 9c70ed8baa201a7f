import { type Event, mayPreview } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'

/** The link by which colleagues see a draft: made, shown and withdrawn here. */
export const previewSection = (
  context: PageContext,
  { preview }: Texts,
  { event, previewUrl }: { readonly event: Event; readonly previewUrl?: string },
): Html | '' => {
  if (!mayPreview(event)) return ''
  const shared =
    previewUrl === undefined
      ? html`<p>${preview.share}</p>${postForm(context, submitButton(preview.make, { look: 'quiet' }), { action: paths.previewLink.to(event) })}`
      : html`<p>${preview.shared}</p><p><code class="feed-address"><a href="${previewUrl}">${previewUrl}</a></code></p>
${postForm(context, submitButton(preview.withdraw, { look: 'quiet' }), { action: paths.withdrawPreviewLink.to(event) })}`
  return html`<section class="section stack" aria-labelledby="preview"><h2 id="preview">${preview.forColleagues}</h2>${shared}</section>`
}
