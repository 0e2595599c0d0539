-- Text and whole numbers only, so that both databases take it. Times are milliseconds since 1970 UTC.

create table decisions (
  id varchar not null primary key,
  number bigint not null unique,
  account varchar not null,
  ends bigint not null,
  undone_at bigint,
  body text not null
);

create table protections (
  number bigint not null primary key,
  account varchar not null,
  ends bigint not null,
  body text not null
);

create table reviews (
  number bigint not null primary key,
  decision varchar not null,
  body text not null
);

create table accounts (
  id varchar not null primary key,
  body text not null
);

create table proposals (
  id varchar not null primary key,
  number bigint not null unique,
  proposed_at bigint not null,
  closed_at bigint,
  closed_by varchar,
  outcome varchar,
  body text not null
);

create table approvals (
  proposal varchar not null,
  number bigint not null,
  body text not null,
  primary key (proposal, number)
);

create table campaigns (
  id varchar not null primary key,
  number bigint not null,
  body text not null
);

create table appearances (
  campaign varchar not null primary key,
  first_seen bigint not null,
  last_seen bigint not null
);

create table versions (
  campaign varchar not null,
  at bigint not null,
  body text not null,
  primary key (campaign, at)
);

create table withdrawn (
  account varchar not null primary key,
  campaign varchar not null,
  named bigint not null,
  withdrawn bigint not null
);

create table signups (
  account varchar not null primary key,
  at bigint not null,
  tier varchar not null,
  reasons text not null,
  body text not null
);

create table tokens (
  id varchar not null primary key,
  name varchar not null,
  role varchar not null,
  sha256 varchar not null,
  created bigint not null,
  expires bigint not null,
  last_used_day bigint,
  revoked_at bigint
);

create table progress (
  name varchar not null primary key,
  value bigint not null
);

create table audit (
  seq bigint not null primary key,
  at bigint not null,
  actor varchar not null,
  action varchar not null,
  subject varchar not null,
  body text not null,
  hash varchar not null
);

-- One row: the newest entry. Whoever changes anything locks it first, so that entries form one chain.
create table audit_head (
  only_row bigint not null primary key check (only_row = 1),
  seq bigint not null,
  hash varchar not null
);

insert into audit_head (only_row, seq, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- The audit log refers to an account by a hash under its salt; without the salt nobody can tell whose it is.
create table salts (
  account varchar not null primary key,
  salt varchar not null
);
