import type { Page } from 'playwright-core'
import { type DemoAccount, demoPassword } from '../../../infra/local/issuer/accounts.ts'
import { paths } from '../../../shared/site/paths.ts'

/** Signs in through the issuer's page, starting at a page of the site that requires it. */
export const signIn = async (page: Page, { email }: Pick<DemoAccount, 'email'>, path: string): Promise<void> => {
  await page.goto(path)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== paths.signInReturn.pattern && !url.pathname.startsWith('/issuer'))
}
