create index decisions_by_account on decisions (account);
create index decisions_by_end on decisions (ends);
create index protections_by_account on protections (account);
create index reviews_by_decision on reviews (decision);
create index audit_by_subject on audit (subject);
