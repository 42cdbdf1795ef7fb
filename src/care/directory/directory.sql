-- The directory of local help and the gazetteer. Nothing here is about a person.

-- statement: directory_organisation_by_original
-- parameters: source text, original_id text
-- columns: id text, name text, description text, url text, email text, phone text
-- rows: one
SELECT id, name, description, url, email, phone FROM organisation WHERE source = $1 AND original_id = $2;

-- statement: directory_organisation_insert
-- parameters: id text, name text, description text, url text, email text, phone text, source text, original_id text, updated_at integer
-- changes: one
INSERT INTO organisation (id, name, kind, description, url, email, phone, cqc_location_id, source, original_id,
  updated_at, version)
VALUES ($1, $2, 'community', $3, $4, $5, $6, '', $7, $8, $9, 1);

-- statement: directory_organisation_update
-- parameters: id text, name text, description text, url text, email text, phone text, updated_at integer
-- changes: one
UPDATE organisation SET name = $2, description = $3, url = $4, email = $5, phone = $6, updated_at = $7,
  version = version + 1
WHERE id = $1;

-- statement: directory_listing_by_original
-- parameters: source text, original_id text
-- columns: id text, organisation_id text, name text, description text, url text, email text, phone text, status text, fees text, opening text, assured_on text
-- rows: one
SELECT id, organisation_id, name, description, url, email, phone, status, fees, opening, assured_on
FROM listing WHERE source = $1 AND original_id = $2;

-- statement: directory_listing_insert
-- parameters: id text, organisation_id text, name text, description text, url text, email text, phone text, status text, fees text, opening text, assured_on text, source text, original_id text, updated_at integer
-- changes: one
INSERT INTO listing (id, organisation_id, name, description, url, email, phone, status, fees, opening, assured_on,
  source, original_id, updated_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1);

-- statement: directory_listing_update
-- parameters: id text, organisation_id text, name text, description text, url text, email text, phone text, status text, fees text, opening text, assured_on text, updated_at integer
-- changes: one
UPDATE listing SET organisation_id = $2, name = $3, description = $4, url = $5, email = $6, phone = $7, status = $8,
  fees = $9, opening = $10, assured_on = $11, updated_at = $12, version = version + 1
WHERE id = $1;

-- statement: directory_locations_delete
-- parameters: listing text
-- changes: any
DELETE FROM location WHERE listing_id = $1;

-- statement: directory_location_insert
-- parameters: id text, listing text, name text, address text, postcode text, latitude integer?, longitude integer?
-- changes: one
INSERT INTO location (id, listing_id, name, address, postcode, latitude, longitude)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- statement: directory_locations_of
-- parameters: listing text
-- columns: id text, name text, address text, postcode text, latitude integer?, longitude integer?
-- rows: 100
SELECT id, name, address, postcode, latitude, longitude FROM location WHERE listing_id = $1 ORDER BY id;

-- statement: directory_categories_delete
-- parameters: listing text
-- changes: any
DELETE FROM listing_category WHERE listing_id = $1;

-- statement: directory_category_insert
-- parameters: listing text, category text
-- changes: one
INSERT INTO listing_category (listing_id, category) VALUES ($1, $2);

-- statement: directory_categories_of
-- parameters: listing text
-- columns: category text
-- rows: 100
SELECT category FROM listing_category WHERE listing_id = $1 ORDER BY category;

-- statement: directory_tokens_delete
-- parameters: listing text
-- changes: any
DELETE FROM listing_token WHERE listing_id = $1;

-- statement: directory_token_insert
-- parameters: token text, listing text, weight integer
-- changes: one
INSERT INTO listing_token (token, listing_id, weight) VALUES ($1, $2, $3);

-- statement: directory_word_matches
-- Listings that have the word or one that begins with it; the whole word counts double.
-- parameters: word text, after text
-- columns: listing_id text, score integer
-- rows: 20000
SELECT listing_id, MAX(CASE WHEN token = $1 THEN weight * 2 ELSE weight END) AS score
FROM listing_token WHERE token >= $1 AND token < $2
GROUP BY listing_id ORDER BY listing_id;

-- statement: directory_shown
-- What stands in lists: of the public only what is offered; of the feed everything (any_status 'yes').
-- parameters: any_category text, categories text[16], any_status text
-- columns: id text, name text, organisation_id text, assured_on text, updated_at integer
-- rows: 20000
SELECT l.id, l.name, l.organisation_id, l.assured_on, l.updated_at FROM listing l
WHERE ($18 = 'yes' OR l.status IN ('active', 'temporarily closed')) AND ($1 = 'yes' OR EXISTS (SELECT 1 FROM listing_category c
  WHERE c.listing_id = l.id AND c.category IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)))
ORDER BY l.id;

-- statement: directory_places_within
-- parameters: south integer, north integer, west integer, east integer
-- columns: listing_id text, id text, latitude integer, longitude integer
-- rows: 40000
SELECT listing_id, id, latitude, longitude FROM location
WHERE latitude BETWEEN $1 AND $2 AND longitude BETWEEN $3 AND $4
ORDER BY listing_id, id;

-- statement: directory_listing_get
-- parameters: id text
-- columns: id text, organisation_id text, organisation text, name text, description text, url text, email text, phone text, status text, fees text, opening text, assured_on text, source text, original_id text, updated_at integer, version integer, checked_on text?, checked_by_kind text?
-- rows: one
SELECT l.id, l.organisation_id, o.name, l.name, l.description, l.url, l.email, l.phone, l.status, l.fees, l.opening,
  l.assured_on, l.source, l.original_id, l.updated_at, l.version, c.checked_on, c.checked_by_kind
FROM listing l JOIN organisation o ON o.id = l.organisation_id
LEFT JOIN listing_check c ON c.id = (SELECT x.id FROM listing_check x WHERE x.listing_id = l.id
  ORDER BY x.checked_on DESC, x.id DESC LIMIT 1)
WHERE l.id = $1;

-- statement: directory_all
-- parameters: after text, most integer
-- columns: id text
-- rows: 500
SELECT id FROM listing WHERE id > $1 ORDER BY id LIMIT $2;

-- statement: place_get
-- parameters: postcode text
-- columns: postcode text, precision text, latitude integer, longitude integer, ward text, ward_name text?, deprivation_tenth integer?
-- rows: one
SELECT p.postcode, p.precision, p.latitude, p.longitude, p.ward, w.name, w.deprivation_tenth
FROM postcode p LEFT JOIN ward w ON w.code = p.ward WHERE p.postcode = $1;

-- statement: place_put
-- parameters: postcode text, precision text, latitude integer, longitude integer, ward text, lsoa text
-- changes: one
INSERT INTO postcode (postcode, precision, latitude, longitude, ward, lsoa) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (postcode) DO UPDATE SET precision = excluded.precision, latitude = excluded.latitude,
  longitude = excluded.longitude, ward = excluded.ward, lsoa = excluded.lsoa;

-- statement: ward_put
-- parameters: code text, name text, vintage text, latitude integer, longitude integer, deprivation_tenth integer?
-- changes: one
INSERT INTO ward (code, name, vintage, latitude, longitude, deprivation_tenth) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, vintage = excluded.vintage, latitude = excluded.latitude,
  longitude = excluded.longitude, deprivation_tenth = excluded.deprivation_tenth;

-- statement: places_put_from_postcodes
-- parameters: precision text
-- changes: any
UPDATE location SET latitude = (SELECT p.latitude FROM postcode p WHERE p.postcode = location.postcode),
  longitude = (SELECT p.longitude FROM postcode p WHERE p.postcode = location.postcode)
WHERE latitude IS NULL AND EXISTS (SELECT 1 FROM postcode p WHERE p.postcode = location.postcode AND p.precision = $1);

-- statement: directory_feed_service
-- first_id and organisation_first_id: who goes by the original id, when two sources brought the same.
-- parameters: id text
-- columns: id text, first_id text?, original_id text, name text, description text, url text, email text, phone text, status text, fees text, opening text, assured_on text, checked_on text?, updated_at integer, organisation_id text, organisation_first_id text?, organisation_original_id text, organisation_name text, organisation_description text, organisation_url text, organisation_email text
-- rows: one
SELECT l.id, (SELECT MIN(x.id) FROM listing x WHERE x.original_id = l.original_id), l.original_id, l.name, l.description, l.url,
  l.email, l.phone, l.status, l.fees, l.opening, l.assured_on,
  (SELECT MAX(c.checked_on) FROM listing_check c WHERE c.listing_id = l.id), l.updated_at, o.id,
  (SELECT MIN(y.id) FROM organisation y WHERE y.original_id = o.original_id), o.original_id, o.name, o.description, o.url, o.email
FROM listing l JOIN organisation o ON o.id = l.organisation_id WHERE l.id = $1;

-- statement: directory_feed_organisations
-- The register of providers has organisations too; only those with a listing are for everybody.
-- columns: id text, first_id text?, original_id text, name text, description text, url text, email text
-- rows: 20000
SELECT o.id, (SELECT MIN(y.id) FROM organisation y WHERE y.original_id = o.original_id), o.original_id, o.name, o.description, o.url,
  o.email
FROM organisation o WHERE EXISTS (SELECT 1 FROM listing l WHERE l.organisation_id = o.id) ORDER BY o.id;

-- statement: directory_feed_organisation
-- parameters: id text
-- columns: id text, first_id text?, original_id text, name text, description text, url text, email text
-- rows: one
SELECT o.id, (SELECT MIN(y.id) FROM organisation y WHERE y.original_id = o.original_id), o.original_id, o.name, o.description, o.url,
  o.email
FROM organisation o WHERE o.id = $1 AND EXISTS (SELECT 1 FROM listing l WHERE l.organisation_id = o.id);

-- statement: directory_feed_places
-- columns: listing_id text, id text, latitude integer?, longitude integer?
-- rows: 40000
SELECT listing_id, id, latitude, longitude FROM location ORDER BY listing_id, id;

-- statement: directory_listing_of_place
-- parameters: location text
-- columns: listing_id text
-- rows: one
SELECT listing_id FROM location WHERE id = $1;

-- statement: directory_listing_by_any_original
-- parameters: original_id text
-- columns: id text?
-- rows: one
SELECT MIN(id) FROM listing WHERE original_id = $1;

-- statement: directory_organisation_by_any_original
-- parameters: original_id text
-- columns: id text?
-- rows: one
SELECT MIN(id) FROM organisation WHERE original_id = $1;

-- statement: directory_listings_of_organisation
-- parameters: organisation text
-- columns: id text
-- rows: 20000
SELECT id FROM listing WHERE organisation_id = $1 ORDER BY id;

-- statement: directory_categories_used
-- columns: category text
-- rows: 5000
SELECT DISTINCT category FROM listing_category ORDER BY category;

-- statement: directory_features_of
-- parameters: listing text
-- columns: kind text, code text
-- rows: 100
SELECT kind, code FROM listing_feature WHERE listing_id = $1 ORDER BY kind, code;

-- statement: directory_features_delete
-- parameters: listing text
-- changes: any
DELETE FROM listing_feature WHERE listing_id = $1;

-- statement: directory_feature_insert
-- parameters: listing text, kind text, code text
-- changes: one
INSERT INTO listing_feature (listing_id, kind, code) VALUES ($1, $2, $3);

-- statement: directory_with_feature
-- parameters: kind text, code text
-- columns: listing_id text
-- rows: 20000
SELECT listing_id FROM listing_feature WHERE kind = $1 AND code = $2 ORDER BY listing_id;

-- statement: directory_checks_latest
-- columns: listing_id text, checked_on text?
-- rows: 20000
SELECT listing_id, MAX(checked_on) FROM listing_check GROUP BY listing_id ORDER BY listing_id;

-- statement: directory_words_known
-- For a word that nobody has: what it may have been meant for.
-- columns: token text, weight integer
-- rows: stream
SELECT token, MAX(weight) FROM listing_token GROUP BY token ORDER BY token;

-- statement: ward_outline_put
-- parameters: code text, ring integer, points text
-- changes: one
INSERT INTO ward_outline (code, ring, points) VALUES ($1, $2, $3)
ON CONFLICT (code, ring) DO UPDATE SET points = excluded.points;

-- statement: ward_outlines
-- columns: code text, ring integer, points text
-- rows: 2000
SELECT code, ring, points FROM ward_outline ORDER BY code, ring;
