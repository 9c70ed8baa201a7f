import type { Html } from '../../../shared/site/html.ts'

/** The parts of a form that asks for a proof of work, which are made on demand. */
export interface ProofParts {
  /** For the head of the page. */
  readonly head: Html
  /** Says why, at the top. */
  readonly notice: Html
  /** Before the form's button. */
  readonly widget: Html
  /** After it: the other way, which also works without scripts. */
  readonly instead: Html
}
