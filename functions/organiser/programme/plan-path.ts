import type { Event } from '../../../shared/domain/event/event.ts'
import { paths } from '../../../shared/site/paths.ts'

/** The programme, at one of its sessions. */
export const planPath = (event: Pick<Event, 'slug'>, id: string): string => `${paths.planProgramme.to(event)}#${id}`

/** The programme with the buttons that move a session. */
export const movingPath = (event: Pick<Event, 'slug'>, id: string): string => `${paths.planProgramme.to(event)}?session=${id}#move`
