import * as z from 'zod'
import { line } from '../basics/text.ts'
import { daySchema } from '../basics/wall-time.ts'

/** Lower-case letters and digits of any script, and hyphens. Capitals are reserved for our own names, such as `attendeeType`. */
const questionIdSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u, 'invalid')
  // Every object inherits names such as `constructor`.
  .refine((id) => id === id.toLowerCase() && !(id in {}), 'invalid')

/** An option. Answers and conditions refer to its id, so its label may be reworded. */
export const optionSchema = z.strictObject({ id: questionIdSchema, label: line(200) })
export type Option = z.infer<typeof optionSchema>

/** The name for attendee types in `when`; no question can have this id. */
export const attendeeTypeKey = 'attendeeType'

/** The earlier answer that decides whether a question is asked. */
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

/** A question that an organiser asks at registration. Numbers are integers; days are calendar days, in no zone. */
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

/** The options of a question; none for types without options. */
export const optionsOf = (question: FormQuestion): readonly Option[] =>
  question.type === 'choice' || question.type === 'choices' ? question.options : []

/**
 * An id made from a label, different from those taken: `Do you eat meat?` becomes `do-you-eat-meat`.
 * It stays readable when a deleted question leaves nothing but its id.
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
