-- What people are told, by which way, and whether it arrived. Written only by src/features/notices.

create table notice (
  id uuid primary key,
  kind text not null,
  key text,
  -- What was said, in both languages, as it was said: {vi: {title, body, next}, en: {…}}.
  words jsonb not null,
  path text not null,
  about_kind text,
  about_id text,
  caused_by text,
  created_at timestamptz not null,
  constraint notice_is_sent_once_by_kind_and_key unique (kind, key),
  constraint notice_leads_into_this_site check (path like '/%' and path not like '//%'),
  constraint notice_about_has_kind_and_id check ((about_kind is null) = (about_id is null))
);

create index notice_by_time on notice (created_at desc, id);
create index notice_by_about on notice (about_kind, about_id);

-- One copy a person: the inbox.
create table notice_copy (
  notice_id uuid not null references notice on delete cascade,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (account_id, notice_id)
);

create index notice_copy_by_notice on notice_copy (notice_id);
create index notice_copy_by_time on notice_copy (account_id, created_at desc);
create index notice_copy_unread on notice_copy (account_id) where read_at is null;

-- Every way a copy was sent beside the inbox, or why it was not.
create table notice_delivery (
  notice_id uuid not null,
  account_id uuid not null,
  channel text not null,
  state text not null,
  mail_id uuid references mail on delete set null,
  created_at timestamptz not null,
  primary key (notice_id, account_id, channel),
  foreign key (account_id, notice_id) references notice_copy on delete cascade,
  constraint notice_delivery_channel_is_known check (channel in ('email', 'sms', 'zalo')),
  constraint notice_delivery_state_is_known check (state in ('handed-over', 'no-address', 'turned-off')),
  constraint notice_delivery_by_mail_names_the_mail check (mail_id is null or channel = 'email')
);

-- E-mail off for one kind, or for all ('*'). What is not here is on.
create table notice_silence (
  account_id uuid not null references account on delete cascade,
  kind text not null,
  primary key (account_id, kind)
);
