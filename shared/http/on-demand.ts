import type { Reply } from './reply.ts'
import type { Request } from './request.ts'

type Run<Asked extends Request> = (request: Asked) => Promise<Reply> | Reply

/**
 * Makes pages and operations whose modules are loaded when somebody asks for one of them, which few requests do: whatever is not
 * loaded does not make a cold start longer. `pick` names the page in its module, as made with the function's services.
 */
export const loadingFor =
  <Services>(services: Services) =>
  <Module, Asked extends Request>(load: () => Promise<Module>, pick: (module: Module) => (services: Services) => Run<Asked>) =>
  async (request: Asked): Promise<Reply> =>
    pick(await load())(services)(request)
