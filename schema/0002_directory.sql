-- The directory of services, the register of providers, and places on the map.
-- Latitude and longitude are millionths of a degree.

-- kind: community, or what a provider is registered for: home-care, care-home, nursing-home, supported-living, …
-- table: organisation  exported
CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  cqc_location_id TEXT NOT NULL,
  source TEXT NOT NULL,
  original_id TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisation_by_original ON organisation (source, original_id);
CREATE INDEX organisation_by_kind ON organisation (kind, name);

-- What an organisation offers. status: active, inactive, defunct, temporarily closed.
-- table: listing  exported
CREATE TABLE listing (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  status TEXT NOT NULL,
  fees TEXT NOT NULL,
  opening TEXT NOT NULL,
  assured_on TEXT NOT NULL,
  source TEXT NOT NULL,
  original_id TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX listing_by_original ON listing (source, original_id);
CREATE INDEX listing_by_organisation ON listing (organisation_id);

-- table: location  exported
CREATE TABLE location (
  id TEXT PRIMARY KEY,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  latitude BIGINT,
  longitude BIGINT
);
CREATE INDEX location_by_listing ON location (listing_id);
CREATE INDEX location_by_place ON location (latitude, longitude);

-- table: listing_category  exported
CREATE TABLE listing_category (
  listing_id TEXT NOT NULL REFERENCES listing (id),
  category TEXT NOT NULL,
  PRIMARY KEY (listing_id, category)
);
CREATE INDEX listing_category_by_category ON listing_category (category, listing_id);

-- table: listing_token  derived
CREATE TABLE listing_token (
  token TEXT NOT NULL,
  listing_id TEXT NOT NULL,
  weight BIGINT NOT NULL,
  PRIMARY KEY (token, listing_id)
);
CREATE INDEX listing_token_by_listing ON listing_token (listing_id);

-- A postcode, or a part of one (sector 'RM17 6', outward code 'RM17'): precision full, sector, outward.
-- table: postcode  exported
CREATE TABLE postcode (
  postcode TEXT PRIMARY KEY,
  precision TEXT NOT NULL,
  latitude BIGINT NOT NULL,
  longitude BIGINT NOT NULL,
  ward TEXT NOT NULL,
  lsoa TEXT NOT NULL
);

-- table: ward  exported
CREATE TABLE ward (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  vintage TEXT NOT NULL,
  latitude BIGINT NOT NULL,
  longitude BIGINT NOT NULL,
  deprivation_tenth BIGINT
);
