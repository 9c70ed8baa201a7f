import type { Challenge } from '../../../shared/domain/basics/proof-of-work.ts'
import { heldMinutes } from '../../../shared/domain/seats/fair-share.ts'
import { html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { widgetName, widgetStylesName } from '../../../shared/views/assets/proof-of-work.computed.ts'
import { submitButton } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import type { ProofParts } from './proof-parts.ts'

/** What a form shows around its button when its browser has to solve a challenge first. */
export const proofParts = ({ language }: PageContext, challenge: Challenge): ProofParts => {
  const { register } = textsIn(language)
  const { why, waiting, noScript, byMail, byMailHint, ...words } = register.proof
  return {
    head: html`<link rel="stylesheet" href="${paths.asset.to({ file: widgetStylesName })}">
<script type="module" src="${paths.asset.to({ file: widgetName })}"></script>`,
    notice: notice('warning', { title: register.later, body: why, live: true }),
    widget: html`<div class="proof"><div data-challenge="${JSON.stringify(challenge)}" data-words="${JSON.stringify(words)}" data-waiting="${waiting}"></div>
<p class="visually-hidden" role="status" data-widget-status></p>
<noscript><p class="hint">${noScript}</p></noscript></div>`,
    instead: html`<div class="proof-instead">${submitButton(byMail, { look: 'quiet', name: 'confirm', value: 'mail' })}
<p class="hint">${byMailHint({ minutes: heldMinutes })}</p></div>`,
  }
}
