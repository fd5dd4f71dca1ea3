export { defineJob, type EnqueueOptions, enqueue, type Job, type Schedule } from './job.ts'
export { type JobOptions, prepareJobs, startJobs, type Workers } from './jobs.ts'
