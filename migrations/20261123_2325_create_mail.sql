-- The outbox: a mail is written in the transaction of its cause and sent afterwards. Written only by src/platform/mail.

create table mail (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  body text not null,
  subject_kind text,
  subject_id text,
  status text not null default 'waiting',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint mail_status_is_known check (status in ('waiting', 'sent', 'kept', 'failed')),
  constraint mail_sent_has_its_time check ((status = 'sent') = (sent_at is not null)),
  constraint mail_subject_has_kind_and_id check ((subject_kind is null) = (subject_id is null))
);

create index mail_by_time on mail (created_at desc);
create index mail_by_subject on mail (subject_kind, subject_id);

-- Every try, with what the mail server answered.
create table mail_attempt (
  mail_id uuid not null references mail on delete cascade,
  at timestamptz not null default now(),
  accepted boolean not null,
  answer text not null,
  primary key (mail_id, at)
);
