import { StartError } from './cannot-start.ts'
import { clearDataFolder } from './data-folder.ts'
import { dataFolder } from './settings.ts'

const folder = dataFolder(process.env['PLENARY_DATA'])
if (folder === 'memory') console.log('Nothing to delete: PLENARY_DATA=memory keeps nothing.')
else {
  try {
    const how = await clearDataFolder(folder)
    console.log(how === 'cleared' ? `The data in ${folder} are deleted. The next start begins anew.` : `Nothing to delete in ${folder}.`)
  } catch (fault) {
    if (!(fault instanceof StartError)) throw fault
    console.error(fault.message)
    process.exitCode = 1
  }
}
