-- Under which other names a member sends: an account, an installation, an address they had before.
create table member_identity (
  org      text not null,
  identity text not null,
  email    text not null,
  primary key (org, identity),
  foreign key (org, email) references member (org, email) on delete cascade
);
create index member_identity_by_member on member_identity (org, email);

-- Whose usage it is: joined to usage_daily by person wherever usage is read, so that a merge changes all that has been
-- computed, and undoing it too.
create view member_of_person as
  select org, email as person, email, name, team from member
  union all
  select i.org, i.identity, m.email, m.name, m.team from member_identity i join member m using (org, email);
