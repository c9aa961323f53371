package io.github.reelay.provider.catalogue;

import io.github.reelay.task.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a relay has beside its dialect: uploads, balance, the cost in its answers.
 *
 * @param uploadPath takes a picture as multipart {@code file} and gives an address
 * @param balancePath tells what is left on the account
 * @param modelsPath lists what the account may use
 * @param pricePath tells what a model ({@code ?model=}) costs
 * @param schemaPath tells of a model ({@code ?model=}) whether it knows a POST again by a header
 * @param tellsCost the {@code cost} in a task's answer is what it charges, in the currency of the
 *     prices
 * @param gpuSecond what a second of a GPU of one's own costs, in the currency of the prices
 */
public record ProviderEndpoints(
    @Nullable String uploadPath,
    @Nullable String balancePath,
    @Nullable String modelsPath,
    @Nullable String pricePath,
    @Nullable String schemaPath,
    boolean tellsCost,
    @Nullable Money gpuSecond) {
  static final ProviderEndpoints NONE =
      new ProviderEndpoints(null, null, null, null, null, false, null);
}
