import type { Language } from '../../domain/basics/language.ts'
import type { Fact } from './event-facts.ts'

/** Absolute links that a mail about a registration may carry. */
export interface MailLinks {
  /** The event's public page. */
  readonly event: string
  /** The personal page to view, change or cancel the registration. */
  readonly registration: string
  /** The page that asks for confirmation before cancelling. */
  readonly cancel: string
  /** The survey, which can be answered once. */
  readonly feedback: string
  /** The event's page for its organisers. */
  readonly organise: string
  /** The start page of organisers, and the page of each event in `waiting`, in order. */
  readonly desk: string
  readonly waiting?: readonly string[]
  /** The list of proposals, and the page of each in `remarked`, in order. */
  readonly proposals?: string
  readonly remarked?: readonly string[]
  /** The pages of the proposal, for kinds about one. */
  readonly proposal?: string
  readonly changeProposal?: string
  readonly minutes?: string
  /** The public programme. */
  readonly home?: string
  /** Where the recipient answers as a speaker, for kinds to one. */
  readonly speaking?: string
  /** The page of the recipient's personal calendar. */
  readonly calendar: string
  /** The page to unsubscribe the recipient's address from optional mails. */
  readonly unsubscribe: string
  /** Where the recipient registers with a personal key, for kinds that link there. */
  readonly register?: string
  /** Where the recipient sees and erases all their data, for kinds that link there. */
  readonly myData?: string
  /** Where the recipient confirms that their address becomes that of a registration, for the kind that links there. */
  readonly addressChange?: string
  /** The personal page of each of the message's `links`, in order, for kinds about several registrations. */
  readonly registrations?: readonly string[]
}

/** What a mail says, before rendering; text and HTML both say exactly this, in this order. */
export interface MailContent {
  readonly language: Language
  readonly subject: string
  readonly greeting: string
  readonly opening: string
  /** The organiser's own words about it. */
  readonly words?: { readonly label: string; readonly text: string }
  readonly title: string
  /** `Webinar · Online` */
  readonly kind: string
  readonly facts: readonly Fact[]
  readonly summary?: string
  /** The one thing to do next. */
  readonly action: { readonly label: string; readonly url: string }
  readonly note?: string
  /** The unsubscribe link, for optional kinds. */
  readonly unsubscribe?: { readonly label: string; readonly url: string }
  /** Who writes. */
  readonly network: string
  readonly footer: readonly string[]
  /** The funding statement shown beside the emblem. */
  readonly grant: string
}
