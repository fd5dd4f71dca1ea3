export { isAttended, isOnLastTry } from './attended.ts'
export { defineJob, type EnqueueOptions, enqueue, type Job, type Schedule } from './job.ts'
export { type JobOptions, prepareJobs, prepareQueues, startJobs, type Workers } from './jobs.ts'
