import * as z from 'zod'
import { holdSchema } from '../../shared/domain/event.ts'

/** Places kept for a group, as the event form has them; its controls are named `holds.0.label`, `holds.0.places` and so on. */
export interface HoldFormValues {
  readonly id: string
  readonly label: string
  readonly places: string
  readonly until: string
  /** Country codes, separated by commas. */
  readonly countries: string
}

/** What the controls ask for, as far as controls can say it. */
export const holdRules = z.array(z.object({ ...holdSchema.shape, countries: z.string().optional() }))

export const blankHold: HoldFormValues = { id: '', label: '', places: '', until: '', countries: '' }
