package io.github.reelay.provider.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What a relay has beside its dialect: uploads, balance, the cost in its answers.
 *
 * @param uploadPath takes a picture as multipart {@code file} and gives an address
 * @param balancePath tells what is left on the account
 * @param tellsCost the {@code cost} in a task's answer is what it charges, in the currency of the
 *     prices
 */
public record ProviderEndpoints(
    @Nullable String uploadPath, @Nullable String balancePath, boolean tellsCost) {
  static final ProviderEndpoints NONE = new ProviderEndpoints(null, null, false);
}
