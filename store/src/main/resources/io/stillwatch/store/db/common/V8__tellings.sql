-- What peers are to know of one finding, or of one's answer to theirs, and whether they do. The newest version replaces
-- what was before; one that was taken back has ended.
create table tellings (
  id varchar not null primary key,
  number bigint not null unique,
  subject varchar not null,
  version bigint not null,
  sent bigint not null,
  ended bigint not null,
  body text not null
);

create index tellings_of_subject on tellings (subject, number);
create index tellings_to_send on tellings (sent, number);

-- What somebody in the coalition suspects and concerns accounts of ours, in the order in which it came up, and what was
-- measured of it here.
create table suspicions (
  id varchar not null primary key,
  number bigint not null unique,
  over bigint not null,
  body text not null
);

-- What peers say that they measured, as a decimal logarithm of an e-value.
create table peer_numbers (
  suspicion varchar not null,
  peer varchar not null,
  at bigint not null,
  log10e double precision not null,
  primary key (suspicion, peer)
);
