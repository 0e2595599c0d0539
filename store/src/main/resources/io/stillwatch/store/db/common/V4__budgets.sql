-- Balances of accounts that replicas share; a line as io.stillwatch.respond.budget writes it.
create table budgets (
  account varchar not null primary key,
  line text not null
);
