import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import { type Event, inputOf } from '../../domain/event/event.ts'
import { type FromTemplate, mostTemplates, type Template, templateOf } from '../../domain/event/template.ts'
import { mayManageTemplate } from '../../domain/who-may.ts'
import type { TemplateStore } from '../../store/programme/templates.ts'
import type { Managed, Managing, Who } from './managing.ts'

/** How keeping an event as a template ended. */
export type Kept =
  | { readonly outcome: 'done'; readonly template: Template }
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }

export type FromTemplateMade = Managed | { readonly outcome: 'no-such-template' }
export type TemplateRemoved = { readonly outcome: 'done' | 'no-such-template' | 'not-maker' }

const wrong = (problem: Omit<FieldProblem, 'field'>): Kept => ({ outcome: 'invalid', problems: [{ field: 'name', ...problem }] })

export const createUsingTemplates = ({ templates, managing }: { templates: TemplateStore; managing: Pick<Managing, 'createAt'> }) => ({
  /** Keeps everything that is set for an event, which the caller has found that `staff` manages, as a template with a new name. */
  keep: async (event: Event, name: string, { staff, now }: Who): Promise<Kept> => {
    if ((await templates.list()).length >= mostTemplates) return wrong({ code: 'too-many-templates', limit: mostTemplates })
    const template = templateOf(event, inputOf(event), { name, madeBy: staff.subject, madeAt: now })
    return (await templates.create(template)) ? { outcome: 'done', template } : wrong({ code: 'name-taken' })
  },

  /** A new draft made from a template, all its times moved so that it starts at `start`. */
  use: async (id: string, { title, start }: FromTemplate, who: Who): Promise<FromTemplateMade> => {
    const template = await templates.get(id)
    if (template === undefined) return { outcome: 'no-such-template' }
    return managing.createAt({ ...template.event, ...(title === undefined ? {} : { title }) }, start, who)
  },

  remove: async (id: string, { staff }: Pick<Who, 'staff'>): Promise<TemplateRemoved> => {
    const template = await templates.get(id)
    if (template === undefined) return { outcome: 'no-such-template' }
    if (!mayManageTemplate(staff, template)) return { outcome: 'not-maker' }
    await templates.remove(id)
    return { outcome: 'done' }
  },
})
export type UsingTemplates = ReturnType<typeof createUsingTemplates>
