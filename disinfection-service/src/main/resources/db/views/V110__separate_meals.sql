-- Meals that are brought to somebody apart (3.8-f); whom they are for is masked.
create table meal_order (
  id          text collate "C" primary key,
  department  text collate "C" not null,
  canteen     text collate "C" not null,
  subject_id  text collate "C" not null,
  masked_name text not null,
  status      text collate "C" not null,
  position    bigint not null
);
create unique index meal_order_position on meal_order (position);
create index meal_order_department on meal_order (department, position);
create table meal_due (
  order_id     text collate "C" not null,
  day          date not null,
  meal         text collate "C" not null,
  due_at       timestamptz not null,
  delivered_at timestamptz,
  contact_free boolean,
  missed       boolean not null default false,
  primary key (order_id, day, meal)
);
create index meal_due_day on meal_due (day, order_id);
