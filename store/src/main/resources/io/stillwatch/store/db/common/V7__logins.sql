-- Who is logged in by a browser, by the SHA-256 of what its cookie holds: good at every replica, until it ends.
create table logins (
  sha256 varchar not null primary key,
  name varchar not null,
  role varchar not null,
  until bigint not null
);
