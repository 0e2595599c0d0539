-- Words of exchanges, where the operator asked for them: each sealed under the key of its day, which is sealed under
-- a key that is not here. Without its row in text_days, a text cannot be opened by anybody.
create table text_days (
  day bigint not null primary key,
  wrapped varchar not null
);

create table texts (
  id varchar not null primary key,
  account varchar not null,
  day bigint not null,
  body text not null
);

create index texts_by_account on texts (account);
create index texts_by_day on texts (day);
