-- What the numbers of each group were computed from, in the newest judgement that named it.
create table workings (
  campaign varchar not null primary key,
  at bigint not null,
  body text not null
);

create index workings_by_time on workings (at);
