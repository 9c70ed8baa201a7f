import * as z from 'zod'
import { line } from '../basics/text.ts'
import { daySchema } from '../basics/wall-time.ts'

/** Letters and digits of any script in lower case, and hyphens. Capitals are left to names of our own, such as `attendeeType`. */
const questionIdSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u, 'invalid')
  // `constructor` and the like name what every object inherits.
  .refine((id) => id === id.toLowerCase() && !(id in {}), 'invalid')

/** A value to choose. Answers and conditions name its id, so that its label may be reworded. */
export const optionSchema = z.strictObject({ id: questionIdSchema, label: line(200) })
export type Option = z.infer<typeof optionSchema>

/** What `when` calls the kinds of attendees; no question can have this id. */
export const attendeeTypeKey = 'attendeeType'

/** On which earlier answer it depends whether a question is asked. */
export const conditionSchema = z
  .strictObject({
    question: z.union([questionIdSchema, z.literal(attendeeTypeKey)]).describe('Id of an earlier question with options, or attendeeType'),
    is: z.array(questionIdSchema).min(1).max(50).describe('Ids of its options; one of them must have been chosen'),
  })
  .describe('The question is asked on this condition only')

const common = {
  id: questionIdSchema.describe('Keeps the question the same when it is reworded'),
  label: line(200),
  help: line(500).optional(),
  required: z.boolean().default(false),
  when: conditionSchema.optional(),
}

const optionsSchema = (fewest: number) => z.array(optionSchema).min(fewest).max(50)

/** A question that an organiser asks at registration. Numbers are whole; days are in no zone, as on a calendar on the wall. */
export const formQuestionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('text'),
    rows: z.int().min(1).max(20).default(1).describe('Height of the field in lines; 1 for a single line'),
  }),
  z.strictObject({ ...common, type: z.literal('number'), min: z.int().optional(), max: z.int().optional() }),
  z.strictObject({ ...common, type: z.literal('choice'), options: optionsSchema(2) }),
  z.strictObject({ ...common, type: z.literal('choices'), options: optionsSchema(1), max: z.int().min(1).max(50).optional() }),
  z.strictObject({ ...common, type: z.literal('date'), min: daySchema.optional(), max: daySchema.optional() }),
  z.strictObject({ ...common, type: z.literal('file') }),
])
export type FormQuestion = z.infer<typeof formQuestionSchema>
export type FormQuestionType = FormQuestion['type']

/** The options of a question; none where it has no use for any. */
export const optionsOf = (question: FormQuestion): readonly Option[] =>
  question.type === 'choice' || question.type === 'choices' ? question.options : []

/**
 * An id made from the words of a label, different from those that are taken: `Do you eat meat?` becomes `do-you-eat-meat`.
 * It can be read where nothing but the id is left of a question.
 */
export const idFrom = (label: string, taken: readonly string[]): string => {
  const words = label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const base = [...words]
    .slice(0, 50)
    .join('')
    .replace(/^[-\p{M}]+|-+$/gu, '')
  const free = (id: string): boolean => questionIdSchema.safeParse(id).success && !taken.includes(id)
  if (free(base)) return base
  for (let number = 2; ; number++) {
    const id = `${base === '' ? 'x' : base}-${number}`
    if (free(id)) return id
  }
}
