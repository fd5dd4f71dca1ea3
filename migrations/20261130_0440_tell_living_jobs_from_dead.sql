-- Jobs being done, each with the last sign of life of the instance that does it: what a killed instance had begun is taken up again
-- within half a minute, not when its time is over. Written only by src/platform/jobs.
CREATE TABLE job_alive (
  job_id uuid PRIMARY KEY,
  name text NOT NULL,
  alive_at timestamptz NOT NULL DEFAULT now()
);
