package io.github.reelay.security;

import java.io.IOException;

/**
 * The keys that sign what is given to others and comes back. A key that is missing is made; from
 * then on everybody who shares this store has the same, for good. Thread-safe.
 */
public interface SigningKeys {
  HmacSigner signer(SigningKey key) throws IOException;
}
