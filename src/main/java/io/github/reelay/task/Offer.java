package io.github.reelay.task;

import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An offer: how one provider would make a request, and for what price, with every open choice made.
 *
 * <p>Frozen into the task when it is accepted, so that a later change of the catalogue does not
 * change a running task.
 *
 * @param provider the named account at a relay (an entry in reelay.yaml)
 * @param model the name people use; the catalogue knows the wire's word for it
 * @param aspect null where the reference image or the source video decides
 * @param resolution null where the model has only one and no word for it
 * @param price what the provider charges us, never more than what is reserved
 * @param typical how long such a task usually runs
 * @param hardDeadline how long after acceptance by the provider a result is still waited for
 * @param chargedOnFailure the provider keeps the money of a generation that fails
 * @param cancellable the provider can be asked to stop it, which may cost nothing; where it cannot,
 *     what it has accepted is paid for
 * @param options what is chosen of those the model has; texts stand in the request, as the prompt
 *     does
 */
public record Offer(
    String provider,
    String model,
    GenerationMode means,
    int seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    Money price,
    Duration typical,
    Duration hardDeadline,
    boolean chargedOnFailure,
    boolean cancellable,
    Map<VideoOption, String> options) {
  /** The provider that is built in, whose money is pretend money. */
  public static final String SANDBOX = "sandbox";

  public Offer {
    options = VideoOption.copy(options);
  }

  /** Whether nobody pays the price: it is the sandbox's. */
  public boolean isPretend() {
    return provider.equals(SANDBOX);
  }

  /** An offer of a model without options, whose provider stops nothing. */
  public Offer(
      String provider,
      String model,
      GenerationMode means,
      int seconds,
      @Nullable AspectRatio aspect,
      @Nullable Resolution resolution,
      Money price,
      Duration typical,
      Duration hardDeadline,
      boolean chargedOnFailure) {
    this(
        provider,
        model,
        means,
        seconds,
        aspect,
        resolution,
        price,
        typical,
        hardDeadline,
        chargedOnFailure,
        false,
        Map.of());
  }
}
