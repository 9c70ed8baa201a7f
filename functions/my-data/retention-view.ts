import { abouts, type RetainedKind, retainedKinds, retention } from '../../shared/domain/people/retention.ts'
import { type Html, html } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { paths } from '../../shared/site/paths.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { layout } from '../../shared/views/page/layout.ts'
import { stackedTable } from '../../shared/views/page/stacked-table.ts'

/** What is kept, for how long and why, in the words of `shared/domain/people/retention.ts`. */
export const retentionView = (context: PageContext): Html => {
  const { retention: texts, myData } = textsIn(context.language)
  const { list } = formatsIn(context.language)
  const keptOf = (kind: RetainedKind): string => {
    const { kept } = retention[kind]
    return typeof kept === 'string' ? texts.kept[kept] : texts.since[kept.since]({ days: kept.days })
  }
  const rowOf = (kind: RetainedKind): readonly (Html | string)[] => {
    const { name, holds, why } = texts.kinds[kind]
    const { basis, deletedBy } = retention[kind]
    return [
      html`${name}<br><span class="hint">${holds}.</span>`,
      keptOf(kind),
      html`${why}.<br><span class="hint">${texts.basis[basis]}</span>`,
      list(deletedBy.map((by) => texts.deletedBy[by])),
    ]
  }
  const { what, kept, why, deletedBy } = texts.columns
  return layout(context, {
    title: texts.title,
    main: html`<div class="wrap"><h1>${texts.title}</h1><p class="lead">${texts.intro}</p>
<p>${texts.erase} <a href="${paths.myData.pattern}">${myData.title}</a></p>
${abouts.map(
  (
    about,
  ) => html`<section class="section stack" aria-labelledby="${about}"><h2 id="${about}">${texts.groups[about]}</h2><p>${texts.groupNotes[about]}</p>
${stackedTable({
  caption: texts.groups[about],
  captionHidden: true,
  columns: [{ label: what }, { label: kept, named: true }, { label: why, named: true }, { label: deletedBy, named: true }],
  rows: retainedKinds.filter((kind) => retention[kind].about === about).map(rowOf),
})}</section>`,
)}</div>`,
  })
}
