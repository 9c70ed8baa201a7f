import { fromTemplateSchema, templateInputSchema } from '../../domain/event/template.ts'
import { ownEventOutput } from '../managed-event.ts'
import { removedTemplateOutput, templateListOutput, templateOutput } from '../templates.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { draft } from './events.ts'

const template = {
  id: 'webinar-with-two-speakers',
  name: 'Webinar with two speakers',
  kind: 'webinar',
  format: 'online',
  minutes: 90,
  sessions: 0,
  questions: 2,
  madeAt: '2030-03-01T09:00:00.000Z',
} as const

export const templateOperations = {
  listTemplates: {
    summary: 'List templates',
    description: 'The network’s templates, from which any organiser can make events.',
    answers: answers(200, 'The templates', templateListOutput, { templates: [template] }),
  },
  keepTemplate: {
    summary: 'Keep an event as a template',
    description:
      'Makes a template of everything that is set for an event you organise, except its link to join. The event stays as it is, and later changes to it do not change the template.',
    takes: takes(templateInputSchema, { event: draft.slug, name: template.name }),
    answers: answers(201, 'The template', templateOutput, template),
  },
  createFromTemplate: {
    summary: 'Create an event from a template',
    description: 'Creates a draft with everything that the template contains, all its times moved so that it starts at the given time.',
    takes: takes(fromTemplateSchema, { title: draft.title, start: draft.start }),
    answers: answers(201, 'The draft', ownEventOutput, draft),
    id: 'template',
  },
  removeTemplate: {
    summary: 'Delete a template',
    description: 'Deletes a template that you made; administrators can delete any. Events made from it stay.',
    answers: answers(200, 'It is deleted', removedTemplateOutput, { id: template.id }),
    id: 'template',
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
