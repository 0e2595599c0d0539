-- One row: the newest stamp. Whoever puts anything on the shelf locks it first and holds it until the commit, so that
-- no stamp becomes visible after a larger one.
create table shelf_head (
  only_row bigint not null primary key check (only_row = 1),
  stamp bigint not null
);

insert into shelf_head (only_row, stamp) values (1, 0);

create table shelf_collections (
  alias varchar not null primary key,
  id varchar not null unique
);

-- One row for each version of an object. Stamps are microseconds since 1970, never given twice; `at` is the version as
-- nanoseconds since 1970.
create table shelf_objects (
  stamp bigint not null primary key,
  collection varchar not null,
  id varchar not null,
  type varchar not null,
  spec varchar not null,
  at bigint not null,
  version varchar not null,
  size bigint not null,
  body text not null,
  unique (collection, id, spec, at)
);

create unique index shelf_objects_by_stamp on shelf_objects (collection, stamp);
create index shelf_objects_by_type on shelf_objects (collection, type, stamp);

create table shelf_receipts (
  id varchar not null primary key,
  owner varchar not null,
  at bigint not null,
  body text not null
);

create index shelf_receipts_by_time on shelf_receipts (at);
