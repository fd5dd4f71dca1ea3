-- Courses of earlier years as the papers tell them (Điều 12 khoản 1): recorded, not judged anew. Written only by src/features/dossiers.
create table dossier_past (
  id uuid primary key,
  product_id uuid not null references product,
  regime text not null,
  -- [{action, day, points, star, decisionNo, issuer}], in order.
  steps jsonb not null,
  -- What the steps fold to by the lifecycle of that regime.
  status text not null,
  recognition_id uuid references recognition,
  recorded_by uuid references account,
  recorded_by_name text not null,
  recorded_at timestamptz not null
);
create index dossier_past_by_product on dossier_past (product_id);
