package io.github.reelay.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a relay has beside its dialect.
 *
 * @param uploadPath takes a picture as multipart {@code file} and gives an address
 * @param balancePath tells what is left on the account
 */
public record RelayTraits(@Nullable String uploadPath, @Nullable String balancePath) {
  static final RelayTraits NONE = new RelayTraits(null, null);
}
