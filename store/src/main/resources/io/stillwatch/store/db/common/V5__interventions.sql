-- Experiments on groups. Only one is open at a time; what it is to be is in the body, its seed only when it is over.
create table interventions (
  id varchar not null primary key,
  number bigint not null unique,
  campaign varchar not null,
  over bigint not null,
  body text not null
);
