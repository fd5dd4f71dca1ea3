-- The list of a sector with a star: where few or none have both, every product of the star was read to find that out.
CREATE INDEX catalogue_sector_star ON catalogue_entry (sector, star, newest_on DESC, product_id DESC) INCLUDE (standing, valid_until);
