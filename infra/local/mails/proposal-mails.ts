import type { MessageKind } from '../../../shared/domain/mail/outbox-message.ts'
import type { ToldProposal } from '../../../shared/domain/mail/steering-mail.ts'
import type { RoundMinutes } from '../../../shared/domain/proposal/minutes.ts'
import { counted, type Outcome, type Tally } from '../../../shared/domain/proposal/votes.ts'
import type { SampleOverrides } from './filled-message.ts'

type Overrides = Omit<SampleOverrides, 'kind' | 'language'>
type ProposalKind = Extract<MessageKind, `proposal-${string}`>

const olga = { name: 'Olga Novak', email: 'olga.novak@authority.example' }

/** A mail about the demo's proposal on intellectual property. */
const steering = ({ asked, outcome, ...about }: Partial<ToldProposal>): Overrides => ({
  recipient: olga,
  event: {
    title: 'Intellectual property in joint cross-border public procurement',
    start: '2022-05-10T10:00',
    end: '2022-05-10T12:00',
    joinUrl: undefined,
  },
  proposal: {
    id: 'intellectual-property1',
    round: 1,
    by: 'Piet Jansen',
    closesAt: '2022-04-08T08:30:15.250Z',
    ...about,
    ...(asked === undefined ? {} : { asked }),
    ...(outcome === undefined ? {} : { outcome }),
  },
})

const voteAsked: NonNullable<ToldProposal['asked']> = {
  aim: 'Know who owns what a group of buyers has had developed.\n\nClauses: https://www.iprocurenet.example/clauses?group=3&year=2022',
  audience: 'Procurers and legal advisers of authorities that buy together',
  preferredDates: [
    { start: '2022-05-10T10:00', end: '2022-05-10T12:00' },
    { start: '2022-11-08T09:00', end: '2022-11-09T12:30' },
  ],
  why: 'Two groups of buyers prepare joint tenders for the autumn and have asked for it.',
}

/** How a vote ended: its figures, and the reasons given. */
const ended = (
  status: Outcome,
  tally: Tally,
  reasons: RoundMinutes['reasons'],
  { group, ...more }: Partial<NonNullable<ToldProposal['outcome']>> & { readonly group?: string } = {},
): Overrides => {
  const minutes = {
    round: 1,
    status,
    openedAt: '2022-04-01T08:30:15.250Z',
    closedAt: '2022-04-08T08:30:15.250Z',
    tally,
    counted: counted(tally),
    tookPart: ['Ana Kovač', 'Ida Maes', 'Dr.-Ing. Maria-Alexandra Papadopoulou-Wojciechowska de Vasconcelos e Sousa'].slice(
      0,
      counted(tally) + tally.abstain,
    ),
    reasons,
  }
  return steering({
    ...(group === undefined ? {} : { group }),
    outcome: { minutes, moreReasons: 0, own: false, mayOpenDraft: false, ...more },
  })
}

const changes: RoundMinutes['reasons'] = [
  { vote: 'change', text: 'Three procedures are too many for two hours.\nTake one, with a case: https://www.iprocurenet.example/cases' },
  { vote: 'agree', text: 'Good as it is <& ready>.', name: 'Ida Maes' },
]

/** The mails about proposals, with their reasons and cases that are hard to write or display. */
export const proposalMails: Readonly<Record<ProposalKind, Readonly<Record<string, Overrides>>>> = {
  'proposal-opened': {
    'proposal-opened': steering({ asked: voteAsked }),
    'proposal-opened-again': steering({ asked: voteAsked, round: 2, group: 'Topical Group Intellectual property' }),
  },
  'proposal-reminder': { 'proposal-reminder': steering({ asked: voteAsked }) },
  'proposal-outcome': {
    'proposal-agreed-to-proposer': ended('agreed', { agree: 3, change: 0, decline: 0, abstain: 1 }, [], { own: true, mayOpenDraft: true }),
    'proposal-agreed-to-member-who-proposed': ended('agreed', { agree: 3, change: 0, decline: 0, abstain: 1 }, [], { own: true }),
    'proposal-agreed-by-link': ended('agreed', { agree: 3, change: 0, decline: 0, abstain: 1 }, [], {
      own: true,
      mayOpenDraft: true,
      group: 'Topical Group Intellectual property',
    }),
    'proposal-returned-by-link': ended('returned', { agree: 1, change: 2, decline: 0, abstain: 1 }, changes, {
      own: true,
      group: 'Topical Group Intellectual property',
    }),
    'proposal-agreed': ended('agreed', { agree: 3, change: 1, decline: 0, abstain: 0 }, changes),
    'proposal-returned-to-proposer': ended('returned', { agree: 1, change: 2, decline: 0, abstain: 1 }, changes, {
      own: true,
      moreReasons: 2,
    }),
    'proposal-returned': ended('returned', { agree: 1, change: 2, decline: 0, abstain: 1 }, changes),
    'proposal-declined-to-proposer': ended(
      'declined',
      { agree: 0, change: 0, decline: 3, abstain: 0 },
      [{ vote: 'decline', text: 'Not ours to organise.' }],
      { own: true },
    ),
    'proposal-declined': ended('declined', { agree: 0, change: 0, decline: 3, abstain: 0 }, []),
    'proposal-lapsed-to-proposer': ended('lapsed', { agree: 0, change: 0, decline: 0, abstain: 0 }, [], { own: true }),
    'proposal-lapsed': ended('lapsed', { agree: 1, change: 0, decline: 0, abstain: 2 }, []),
  },
}
