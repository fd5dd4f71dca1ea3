export {
  addFiles,
  addPaper,
  correctPaper,
  MOST_FILES,
  type PaperFacts,
  type ReceivedFile,
  removeFile,
  setPaperAside,
} from './commands.ts'
export { fileOfPage, type Paper, type PaperFile, paperById, papersWhere } from './queries.ts'
export { LARGEST_FILE, receiveFiles } from './receive.ts'
