import type { Language } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { allMinutes, type RoundMinutes } from '../../../shared/domain/proposal/minutes.ts'
import { voteKinds } from '../../../shared/domain/proposal/votes.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'

const { steering: rules, timeZone } = network

const roundLines = (minutes: RoundMinutes, language: Language, named: boolean): readonly string[] => {
  const { minutes: words, proposals } = textsIn(language)
  const formats = formatsIn(language)
  const { round, openedAt, closedAt, status, tally, counted, tookPart, reasons } = minutes
  const span = { from: formats.moment(openedAt, timeZone), to: formats.moment(closedAt, timeZone), zone: timeZone }
  const open = status === 'open'
  const said = reasons.map(({ vote, text, name }) =>
    name === undefined ? words.reason({ vote: proposals.votes[vote], text }) : words.dissent({ vote: proposals.votes[vote], name, text }),
  )
  return [
    words.round({ round }),
    words.open(span),
    words.outcome({ status: proposals.statuses[status] }),
    open ? words.soFar({ moment: span.to }) : words.final,
    '',
    words.figures,
    ...voteKinds.map((vote) => `- ${words.figure({ vote: proposals.votes[vote], count: tally[vote] })}`),
    words.quorum({ counted, quorum: rules.quorum }),
    ...(open && !named
      ? []
      : [
          '',
          words.tookPart,
          ...(tookPart.length === 0 ? [`- ${words.nobody}`] : tookPart.map((name) => `- ${name}`)),
          '',
          words.reasons,
          ...(said.length === 0 ? [words.noReasons] : said.map((text) => `- ${text.replaceAll('\n', '\n  ')}`)),
        ]),
  ]
}

/**
 * The minutes of a proposal as plain text, whatever people wrote in it, the latest round first. While the vote is open, only members
 * (`named`) see who has voted and why.
 */
export const minutesText = (
  whole: WholeProposal,
  { now, language, named }: { readonly now: Instant; readonly language: Language; readonly named: boolean },
): string => {
  const { minutes: words } = textsIn(language)
  const { asked, proposer } = whole.proposal
  const { name, group } = proposer
  return [
    words.title({ title: asked.title }),
    group === undefined ? words.proposedBy({ name }) : words.proposedByGroup({ name, group }),
    ...allMinutes(whole, now, rules).flatMap((round) => ['', ...roundLines(round, language, named)]),
    '',
  ].join('\n')
}
