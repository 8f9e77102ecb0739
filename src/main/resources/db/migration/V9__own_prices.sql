-- What an organisation pays instead of the list prices: prices of its own, in US dollars for a million tokens, or a
-- discount in percent off the list prices of all models that are called so.
create table own_price (
  org            text not null references organisation (id) on delete cascade,
  model          text not null,
  valid_from     date not null,
  input          numeric,
  output         numeric,
  cache_read     numeric,
  cache_creation numeric,
  discount       numeric,
  primary key (org, model, valid_from),
  check ((discount is null) = (input is not null or output is not null))
);
