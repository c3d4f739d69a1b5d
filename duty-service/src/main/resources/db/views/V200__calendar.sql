-- The years that the office has published; the statutory list comes with the product.
create table calendar_year (
  year         integer primary key,
  source       text not null,
  published_at timestamptz not null
);
create table calendar_day (
  year integer not null,
  day  date not null,
  kind text not null,
  name text not null,
  primary key (year, day)
);
