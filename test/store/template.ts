import type { Template } from '../../infra/stacks/joined-template.ts'
import { sharedSynthesis } from '../infra/shared-synthesis.ts'

let template: Template | undefined

/** The template of all stacks, without any configuration. */
export const stackTemplate = (): Template => {
  template ??= sharedSynthesis({}).template
  return template
}
