import type { Language } from './language.ts'

type InEachLanguage = Readonly<Record<Language, string>>

/** How the steering group decides on proposals. */
export interface SteeringRules {
  /** How many members the group has. If more are known to the service, those. */
  readonly members: number
  /** How many votes must count; abstentions don't. */
  readonly quorum: number
  /** A majority is more than this share of the votes that count. */
  readonly majority: { readonly moreThan: number; readonly of: number }
  /** How long members can vote, and how long before the end those who haven't are reminded. */
  readonly days: number
  readonly remindDaysBefore: number
}

/** Who runs this installation. The only file to change for another network; the shipped one is iProcureNet. */
export interface NetworkProfile {
  readonly name: string
  readonly tagline: InEachLanguage
  /** The public address of the service, without a trailing slash. A local run has its own. */
  readonly siteUrl: string
  /** The network's own website. */
  readonly webAddress: string
  readonly contactEmail: string
  readonly mail: {
    /** The sending domain (SES identity, DKIM), which also makes UIDs unique. From and ORGANIZER are addresses in it. */
    readonly domain: string
    /** Local part of From and ORGANIZER: a mailbox of ours, since calendars send their replies there. */
    readonly sender: string
  }
  /** The default zone in forms, and the one staff pages show. */
  readonly timeZone: string
  readonly language: Language
  /** The hour at which a day of a programme ends: what starts earlier still belongs to the evening before. */
  readonly dayChanges: number
  readonly grant: { readonly agreement: string; readonly statement: InEachLanguage }
  /** National contact points by ISO 3166-1 country. */
  readonly contactPoints: readonly { readonly country: string; readonly email: string }[]
  readonly topicalGroups: readonly { readonly id: string; readonly label: InEachLanguage }[]
  readonly steering: SteeringRules
  /**
   * What the staff's OpenID provider must say about how they signed in (`acr`): one of these, asked for in this order. None if it
   * never signs anybody in without a second factor, as our user pool, whose tokens do not say.
   */
  readonly staffSignIn: { readonly acrValues: readonly string[] }
}

const contactPoint = (country: string) => ({ country, email: `ipnc-${country.toLowerCase()}@iprocurenet.example` })

export const network: NetworkProfile = {
  name: 'iProcureNet',
  tagline: {
    en: 'European network of public security procurers',
    fr: 'Réseau européen des acheteurs publics de la sécurité',
  },
  siteUrl: 'https://events.iprocurenet.example',
  webAddress: 'https://www.iprocurenet.example',
  contactEmail: 'contact@iprocurenet.example',
  mail: { domain: 'events.iprocurenet.example', sender: 'invitations' },
  timeZone: 'Europe/Brussels',
  language: 'en',
  dayChanges: 4,
  grant: {
    agreement: '832875',
    statement: {
      en: 'This project has received funding from the European Union’s Horizon 2020 research and innovation programme under grant agreement No 832875.',
      fr: 'Ce projet a reçu un financement du programme-cadre de recherche et d’innovation Horizon 2020 de l’Union européenne dans le cadre de la convention de subvention nº 832875.',
    },
  },
  contactPoints: ['FR', 'SK', 'BG', 'EE', 'CY', 'PT', 'RO', 'LT'].map(contactPoint),
  topicalGroups: [
    { id: 'market-engagement', label: { en: 'Market engagement', fr: 'Dialogue avec le marché' } },
    { id: 'innovation-procurement', label: { en: 'Innovation procurement', fr: 'Achat d’innovation' } },
    { id: 'joint-procurement', label: { en: 'Joint cross-border procurement', fr: 'Achats conjoints transfrontaliers' } },
    { id: 'intellectual-property', label: { en: 'Intellectual property', fr: 'Propriété intellectuelle' } },
    { id: 'contract-management', label: { en: 'Contract management', fr: 'Gestion des contrats' } },
  ],
  steering: { members: 5, quorum: 3, majority: { moreThan: 1, of: 2 }, days: 7, remindDaysBefore: 2 },
  staffSignIn: { acrValues: [] },
}

/** The mailbox that sends all mails and organises all invitations. */
export const senderAddress = `${network.mail.sender}@${network.mail.domain}`
