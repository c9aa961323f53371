-- Where the other instances reach this one; null where nobody knows (an earlier version).
ALTER TABLE instance ADD COLUMN url TEXT;
