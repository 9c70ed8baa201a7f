/** A page as shown by a browser without scripts. */
export interface VisitedPage {
  readonly status: number
  /** The final URL, after redirects. */
  readonly url: string
  readonly html: string
}

const shown = async (response: Response): Promise<VisitedPage> => ({
  status: response.status,
  url: response.url,
  html: await response.text(),
})

/** Opens a page. */
export const visit = async (url: string): Promise<VisitedPage> => shown(await fetch(url))

/** Follows a page's link to a path; the page must have it. */
export const follow = async (page: VisitedPage, path: string): Promise<VisitedPage> => {
  if (!page.html.includes(`href="${path}"`)) throw new Error(`there is no link to ${path} on the page`)
  return visit(new URL(path, page.url).href)
}

/** Fills in a page's form and sends it to the page's own URL, as browsers do if the form has no action. */
export const send = async (page: VisitedPage, fields: Readonly<Record<string, string>>): Promise<VisitedPage> => {
  if (!/<form method="post" class="form"/.test(page.html)) throw new Error('there is no form on the page')
  return shown(await fetch(page.url, { method: 'POST', body: new URLSearchParams(fields) }))
}

/** The first heading of a page. */
export const headingOf = ({ html }: VisitedPage): string => (/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()
