import * as z from 'zod'

export const eventFormats = ['online', 'in-person', 'hybrid'] as const
export type EventFormat = (typeof eventFormats)[number]

/** How somebody takes part in a hybrid event. */
export const participations = ['in-person', 'online'] as const
export const participationSchema = z.enum(participations)
export type Participation = z.infer<typeof participationSchema>

interface WithFormat {
  readonly format?: EventFormat
}

interface WithParticipation {
  readonly participation?: Participation | undefined
}

/** Whether people say how they take part: everywhere else there is but one way. */
export const asksParticipation = ({ format }: WithFormat): boolean => format === 'hybrid'

/** How somebody takes part, as far as it may be shown: what they once said is kept, but says nothing once the event is no longer hybrid. */
export const participationAt = (event: WithFormat, { participation }: WithParticipation): Participation | undefined =>
  asksParticipation(event) ? participation : undefined

/** Whether somebody still has to say how they take part, as they registered before the event was hybrid. */
export const hasNotSaid = (event: WithFormat, person: WithParticipation): boolean =>
  asksParticipation(event) && person.participation === undefined

/** An event as it is for one person: in person or online as they chose; both ways for whoever has not said. */
export const asAttended = <Shown extends { readonly format: EventFormat }>(event: Shown, person: WithParticipation): Shown => ({
  ...event,
  format: participationAt(event, person) ?? event.format,
})

interface WithPlaces extends WithFormat {
  readonly inPersonPlaces?: number | undefined
  readonly onlinePlaces?: number | undefined
}

/** The ways to take part in a hybrid event, each with its places; without a limit of its own if undefined. None for other events. */
export const waysOf = (event: WithPlaces): readonly { readonly way: Participation; readonly places: number | undefined }[] =>
  asksParticipation(event)
    ? [
        { way: 'in-person', places: event.inPersonPlaces },
        { way: 'online', places: event.onlinePlaces },
      ]
    : []
