-- Sessions of the console whose owner signed out: a copy of their cookie opens nothing. Until they would have ended.
create table ended_session (
  id      text primary key,
  org     text not null references organisation (id) on delete cascade,
  ends_at timestamptz not null
);

-- Numbers of forms that were sent: a form does what it does once, however often it is sent.
create table sent_form (
  org      text not null references organisation (id) on delete cascade,
  number   text not null,
  sent_at  timestamptz not null,
  location text not null,
  primary key (org, number)
);
