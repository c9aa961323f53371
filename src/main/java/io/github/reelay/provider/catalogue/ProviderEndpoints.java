package io.github.reelay.provider.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * The endpoints a relay has beside its dialect: uploads, balance.
 *
 * @param uploadPath takes a picture as multipart {@code file} and gives an address
 * @param balancePath tells what is left on the account
 */
public record ProviderEndpoints(@Nullable String uploadPath, @Nullable String balancePath) {
  static final ProviderEndpoints NONE = new ProviderEndpoints(null, null);
}
